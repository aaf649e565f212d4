import { VAT_NAMES } from '@halles/contracts';
import { vatRate, vatShares } from './vat';

describe('value added tax', () => {
  it.each([
    ['26', [2_000, 1_000, 550, 210]],
    ['2A', [2_000, 1_000, 550, 210]],
    ['974', [850, 210, 210, 210]],
    ['973', [0, 0, 0, 0]],
    ['975', [0, 0, 0, 0]],
  ])('has in %s the rates %j', (department, rates) => {
    expect(VAT_NAMES.map((name) => vatRate(name, department))).toEqual(rates);
  });

  it('is computed once for each rate, of the sum of its lines, half a cent upwards', () => {
    // Three times 0.99 at 5.5 %: 0.0516 each, which is 0.05 three times, and 0.1548 of the sum.
    const thrice = Array.from({ length: 3 }, () => ({ totalCents: 99, rate: 550 }));
    expect(vatShares([...thrice, { totalCents: 1_199, rate: 2_000 }])).toEqual([
      { rate: 550, includingTax: 297, tax: 15 },
      { rate: 2_000, includingTax: 1_199, tax: 200 },
    ]);
    expect(vatShares([{ totalCents: 1_000, rate: 0 }])).toEqual([{ rate: 0, includingTax: 1_000, tax: 0 }]);
    expect(vatShares([])).toEqual([]);
  });
});
