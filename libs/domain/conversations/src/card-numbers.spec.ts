import { maskCardNumbers } from './card-numbers';

describe('maskCardNumbers', () => {
  it.each([
    ['4242424242424242', '••••••••••••4242'],
    ['Ma carte : 4242 4242 4242 4242, fin 12/28', 'Ma carte : •••• •••• •••• 4242, fin 12/28'],
    ['5555-5555-5555-4444.', '••••-••••-••••-4444.'],
    ['Amex 3782 822463 10005', 'Amex •••• •••••• •0005'],
    [
      '4000 0566 5566 5556 et 4242\u00a04242\u00a04242\u00a04242',
      '•••• •••• •••• 5556 et ••••\u00a0••••\u00a0••••\u00a04242',
    ],
    ['4242 4242 4242 4242 12/28 123', '•••• •••• •••• 4242 12/28 123'],
    ['4242424242424242 123', '••••••••••••4242 123'],
    ['2 4242 4242 4242 4242', '2 •••• •••• •••• 4242'],
    ['4242 4242 4242 4242 5555 5555 5555 4444', '•••• •••• •••• 4242 •••• •••• •••• 4444'],
  ])('leaves the last four digits of %j', (text, masked) => {
    expect(maskCardNumbers(text)).toBe(masked);
    expect(maskCardNumbers(masked)).toBe(masked);
  });

  it.each([
    ['a telephone number', '04 75 00 00 01 ou +33 4 75 00 00 01'],
    ['the number of a business', 'SIRET 380 129 866 00014'],
    ['a bar code', 'le 3017620422003'],
    ['an account for transfers', 'FR76 3000 6000 0112 3456 7890 189'],
    ['a number without the check digit of a card', '4242 4242 4242 4241'],
    ['a long number', '4242424242424242424242424242'],
    ['dates and prices', 'du 2026-11-29 au 2026-12-24, 12,50 € les 100 g'],
  ])('changes nothing in %s', (_, text) => {
    expect(maskCardNumbers(text)).toBe(text);
  });
});
