import { typedPhone } from './typed-phone';

describe('a telephone number that was typed', () => {
  it.each([
    ['05 56 01 02 03', '33', '+33556010203'],
    ['0590 81 20 00', '971', '+590590812000'],
    ['0262 41 00 00', '974', '+262262410000'],
    ['41 10 50', '975', '+508411050'],
    ['+33 (0)5 56 01 02 03', '971', '+33556010203'],
  ])('%s is that of its department (%s)', (text, department, number) => {
    expect(typedPhone(text, department)?.number).toBe(number);
  });

  it('is none where nothing of it is a number', () => {
    expect(typedPhone('mairie', '33')).toBeUndefined();
  });
});
