import { VAT_NAMES } from '@halles/contracts';
import fc from 'fast-check';
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

  it('of the parts of a sale comes to its tax, however it is split', () => {
    const cents = fc.integer({ min: 1, max: 20_000 });
    const taxed = fc.record({ totalCents: cents, rate: fc.constantFrom(0, 210, 550, 850, 1_000, 2_000) });
    const notes = fc.array(fc.array(taxed, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(notes, (parts) => {
        const taxes = new Map<number, number>();
        for (const [index, part] of parts.entries())
          for (const { rate, tax } of vatShares(part, parts.slice(0, index).flat())) {
            expect(tax).toBeGreaterThanOrEqual(0);
            taxes.set(rate, (taxes.get(rate) ?? 0) + tax);
          }
        expect([...taxes].sort(([a], [b]) => a - b)).toEqual(
          vatShares(parts.flat()).map(({ rate, tax }) => [rate, tax]),
        );
      }),
    );
  });
});
