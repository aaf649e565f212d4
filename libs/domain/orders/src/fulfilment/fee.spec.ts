import { postRulesSchema } from '@halles/contracts';
import fc from 'fast-check';
import { chargeOf, feeShares, leastCharge, postFee } from './fee';

const zone = (feeCents: number, minimumCents = 0, freeFromCents: number | null = null) => ({
  feeCents,
  minimumCents,
  freeFromCents,
});
const cents = fc.integer({ min: 0, max: 1_000_000 });
const zones = fc
  .record({
    feeCents: fc.integer({ min: 0, max: 100_000 }),
    minimumCents: cents,
    freeFromCents: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  })
  .map(({ feeCents, minimumCents, freeFromCents }) => zone(feeCents, minimumCents, freeFromCents));

describe('what delivery to a zone costs', () => {
  it.each([
    ['the fee', 2_000, { feeCents: 350 }],
    ['the fee, a cent below what is free', 3_999, { feeCents: 350 }],
    ['nothing from there on', 4_000, { feeCents: 0 }],
    ['what is missing, a cent below the minimum', 1_499, { missingCents: 1 }],
    ['the fee at the minimum', 1_500, { feeCents: 350 }],
  ])('is %s', (_, goods, charge) => {
    expect(chargeOf(zone(350, 1_500, 4_000), goods)).toEqual(charge);
  });

  it('never rises with the value of the goods', () => {
    fc.assert(
      fc.property(zones, cents, cents, (one, value, more) => {
        const before = chargeOf(one, value);
        const after = chargeOf(one, value + more);
        if ('missingCents' in before) return true;
        return 'feeCents' in after && after.feeCents <= before.feeCents;
      }),
    );
  });

  it('is what is missing until it is bought, and a fee then', () => {
    fc.assert(
      fc.property(zones, cents, (one, value) => {
        const charge = chargeOf(one, value);
        return 'feeCents' in charge || 'feeCents' in chargeOf(one, value + charge.missingCents);
      }),
    );
  });

  it('is that of the zone that asks least, where several hold the address', () => {
    expect(leastCharge([zone(600), zone(350, 1_500)], 2_000)).toEqual({ feeCents: 350 });
    expect(leastCharge([zone(600), zone(350, 1_500)], 1_000)).toEqual({ feeCents: 600 });
    expect(leastCharge([zone(600, 5_000), zone(350, 1_500)], 1_000)).toEqual({ missingCents: 500 });
    expect(leastCharge([], 1_000)).toBeNull();
  });
});

describe('what sending by post costs', () => {
  const bands = [
    { fromCents: 0, feeCents: 500 },
    { fromCents: 3_000, feeCents: 800 },
    { fromCents: 6_000, feeCents: 0 },
  ];

  it.each([
    [0, 500],
    [2_999, 500],
    [3_000, 800],
    [6_000, 0],
    [99_999, 0],
  ])('of %s cents of goods is %s', (goods, fee) => {
    expect(postFee({ bands }, goods)).toBe(fee);
  });

  it.each([
    ['bands that begin at the same value', [bands[0], { fromCents: 0, feeCents: 800 }]],
    ['bands out of order', [bands[0], bands[2], bands[1]]],
    ['bands that do not begin at nothing', [bands[1]]],
    ['a negative fee', [{ fromCents: 0, feeCents: -1 }]],
    ['no band', []],
  ])('refuses %s', (_, wrong) => {
    expect(postRulesSchema.safeParse({ days: 2, bands: wrong }).success).toBe(false);
  });
});

describe('a fee by rates of tax', () => {
  const lines = fc.array(
    fc.record({
      totalCents: fc.integer({ min: 1, max: 10_000_000 }),
      vatRate: fc.constantFrom(210, 550, 1_000, 2_000),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const fee = fc.integer({ min: 0, max: 100_000 });

  it('follows the goods in proportion', () => {
    const shares = feeShares(400, [
      { totalCents: 3_000, vatRate: 550 },
      { totalCents: 1_000, vatRate: 2_000 },
    ]);
    expect(shares).toEqual([
      { vatRate: 550, totalCents: 300 },
      { vatRate: 2_000, totalCents: 100 },
    ]);
  });

  it('is to the cent the fee, and of each rate within a cent of its proportion', () => {
    fc.assert(
      fc.property(lines, fee, (goods, feeCents) => {
        const shares = feeShares(feeCents, goods);
        const sum = shares.reduce((total, share) => total + share.totalCents, 0);
        const all = goods.reduce((total, line) => total + line.totalCents, 0);
        expect(sum).toBe(feeCents);
        for (const { vatRate, totalCents } of shares) {
          const ofRate = goods.filter((line) => line.vatRate === vatRate);
          const part = ofRate.reduce((total, line) => total + line.totalCents, 0);
          expect(Math.abs(totalCents - (feeCents * part) / all)).toBeLessThan(1);
        }
      }),
    );
  });

  it('is nothing where nothing is paid for', () => {
    expect(feeShares(400, [])).toEqual([]);
  });
});
