import { contentOf, contentWords, unitPriceOf } from './content';

describe('what is in a product', () => {
  it.each([
    ['500 g', { amount: 500, unit: 'g' }, '500\u00a0g'],
    ['1,5 kg', { amount: 1_500, unit: 'g' }, '1,5\u00a0kg'],
    ['1.25kg', { amount: 1_250, unit: 'g' }, '1,25\u00a0kg'],
    ['75 CL', { amount: 750, unit: 'ml' }, '75\u00a0cl'],
    ['33,3 cl', { amount: 333, unit: 'ml' }, '333\u00a0ml'],
    ['1 litre', { amount: 1_000, unit: 'ml' }, '1\u00a0l'],
    ['6', { amount: 6, unit: 'piece' }, '6\u00a0pièces'],
    ['1,000 g', { amount: 1_000, unit: 'g' }, '1\u00a0kg'],
    ['1.000 g', { amount: 1_000, unit: 'g' }, '1\u00a0kg'],
    ['12,500 ml', { amount: 12_500, unit: 'ml' }, '12,5\u00a0l'],
    ['1,000,000 g', { amount: 1_000_000, unit: 'g' }, '1000\u00a0kg'],
    ['1,000 pieces', { amount: 1_000, unit: 'piece' }, '1000\u00a0pièces'],
    ['10 000 pièces', { amount: 10_000, unit: 'piece' }, '10\u202f000\u00a0pièces'],
    ['1.000', { amount: 1_000, unit: 'piece' }, '1000\u00a0pièces'],
    ['1,000 kg', { amount: 1_000, unit: 'g' }, '1\u00a0kg'],
    ['1 pièce', { amount: 1, unit: 'piece' }, '1\u00a0pièce'],
    ['6\u00a0pie\u0300ces', { amount: 6, unit: 'piece' }, '6\u00a0pièces'],
  ] as const)('is read from "%s"', (text, content, words) => {
    expect(contentOf(text)).toEqual(content);
    expect(contentWords(content, 'fr')).toBe(words);
    expect(contentOf(contentWords(content, 'en'))).toEqual(content);
  });

  it.each([
    '',
    '0',
    '0 g',
    '-5 g',
    '0,5 g',
    '1,5',
    '1,0 g',
    '5,00 pièces',
    '0,500 g',
    '1,000.000 g',
    '1000,000 g',
    '1,000,000 kg',
    '1,500 cl',
    '1e3 g',
    '500 m',
    '2000 kg',
    '9999999999',
    'g',
    '5 g 5',
    '٣ g',
  ])('is not read from "%s"', (text) => {
    expect(contentOf(text)).toBeNull();
  });

  it.each([
    [420, { amount: 500, unit: 'g' }, { cents: 840, unit: 'kg' }],
    [1_000, { amount: 750, unit: 'ml' }, { cents: 1_333, unit: 'l' }],
    [250, { amount: 6, unit: 'piece' }, { cents: 42, unit: 'piece' }],
    [5, { amount: 1_000_000, unit: 'g' }, { cents: 0, unit: 'kg' }],
    [420, { amount: 1_000, unit: 'g' }, null],
    [420, { amount: 1, unit: 'piece' }, null],
    [420, null, null],
  ] as const)('makes of %s cents and %j a price of %j', (cents, content, price) => {
    expect(unitPriceOf(cents, content)).toEqual(price);
  });
});
