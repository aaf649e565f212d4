import fc from 'fast-check';
import { isGtin, parseGtin } from './gtin';

describe('the number of an article', () => {
  it.each([
    ['3017620422003', '3017620422003'],
    ['3 017620 422003', '3017620422003'],
    ['96385074', '96385074'],
    ['036000291452', '0036000291452'],
    ['00036000291452', '0036000291452'],
    ['13017620422000', '13017620422000'],
  ])('is read from %s', (typed, stored) => {
    expect([parseGtin(typed), isGtin(stored)]).toEqual([stored, true]);
    expect(parseGtin(stored)).toBe(stored);
  });

  it.each([
    '',
    '3017620422004',
    '301762042200',
    '30176204220031',
    'abc',
    '0000000000000',
    '3,01762E+12',
    '٣٠١٧٦٢٠٤٢٢٠٠٣',
  ])('is not read from %j', (typed) => {
    expect(parseGtin(typed)).toBeNull();
  });

  it('has one form: not fourteen digits that begin with nought', () => {
    expect(isGtin('03017620422003')).toBe(false);
    expect(parseGtin('03017620422003')).toBe('3017620422003');
  });

  it('is not read with one wrong digit', () => {
    const changed = fc.record({ at: fc.nat(12), by: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(changed, ({ at, by }) => {
        const digits = [...'3017620422003'];
        digits[at] = String((Number(digits[at]) + by) % 10);
        return parseGtin(digits.join('')) === null;
      }),
    );
  });
});
