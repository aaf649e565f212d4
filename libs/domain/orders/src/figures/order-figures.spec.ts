import { figurePeriod } from './figure-period';
import { medianOf, orderFigures } from './order-figures';
import { sumOfMany, townFigures } from './town-figures';

const period = figurePeriod(4, '2026-11-28');

describe('the figures of a shop', () => {
  it('are nothing of nothing', () => {
    const { totals, weeks, pickups, sold } = orderFigures(period, [], []);
    expect([totals.placed, totals.basketCents, totals.answerMinutes]).toEqual([0, null, null]);
    expect([weeks.length, pickups, sold]).toEqual([4, [], []]);
  });

  it('are sums by week and of the period, apart from those before', () => {
    const sum = (
      week: string,
      figure: 'placed' | 'sales' | 'sold-cents',
      count: number,
      isBefore = false,
    ) => ({
      ...{ week, figure, count, isBefore },
    });
    const { totals, before, weeks } = orderFigures(
      period,
      [
        sum('2026-11-02', 'placed', 3),
        sum('2026-11-23', 'placed', 4),
        sum('2026-11-23', 'sales', 3),
        sum('2026-11-23', 'sold-cents', 1_000),
        sum('2026-10-05', 'placed', 9, true),
      ],
      [],
    );
    expect([totals.placed, totals.basketCents, before.placed, before.basketCents]).toEqual([7, 333, 9, null]);
    expect(weeks.map(({ placed }) => placed)).toEqual([3, 0, 0, 4]);
  });

  it('name the products that are sold most, and those of the same number in one order', () => {
    const item = (figure: 'sold' | 'missing', name: string, count: number) => ({
      ...{ figure, item: name, count, isBefore: false },
    });
    const many = Array.from({ length: 15 }, (_, at) =>
      item('sold', `p${String(at).padStart(2, '0')}`, at % 5),
    );
    const { sold, missing } = orderFigures(period, [], [...many, item('missing', 'x', 2)]);
    expect(sold.slice(0, 4).map(({ productId, count }) => [productId, count])).toEqual([
      ...[['p04', 4] as const, ['p09', 4] as const, ['p14', 4] as const, ['p03', 3] as const],
    ]);
    expect([sold.length, missing]).toEqual([10, [{ productId: 'x', count: 2 }]]);
  });
});

describe('the median of answers', () => {
  it.each([
    [[], null],
    [[['7', 1]], 7],
    [
      [
        ['100', 1],
        ['9', 1],
      ],
      9,
    ],
    [
      [
        ['100', 2],
        ['9', 1],
      ],
      100,
    ],
    [
      [
        ['5', 1],
        ['10', 1],
        ['60', 1],
      ],
      10,
    ],
    [
      [
        ['0', 50],
        ['900', 49],
      ],
      0,
    ],
  ] as const)('of %j is %s', (answers, median) =>
    expect(medianOf(answers.map(([item, count]) => ({ item, count })))).toBe(median),
  );
});

describe('the figures of a town', () => {
  it.each([
    [[100, 100, 100, 100], null],
    [[100, 100, 100, 100, 100], 500],
    // A shop that sold nothing hides nobody.
    [[100, 100, 100, 100, 0], null],
    [[8_500, 375, 375, 375, 375], 10_000],
    [[8_501, 375, 375, 375, 374], null],
    // That nothing was sold is no amount of anybody.
    [[], 0],
    [[0, 0], 0],
  ] as const)(
    'tell the sum of %j as %s: of few shops, or one that makes nearly all of it, none',
    (amounts, told) => expect(sumOfMany(amounts)).toBe(told),
  );

  it('count the shops that answer nine orders in ten in time', () => {
    const sum = (
      listingId: number,
      figure: 'in-time' | 'late' | 'placed',
      count: number,
      isBefore = false,
    ) => ({
      ...{ listingId, figure, count, isBefore },
    });
    const { totals, before, weeks } = townFigures(
      period,
      [{ week: '2026-11-09', placed: 21, shops: 3 }],
      [
        ...[sum(1, 'placed', 10), sum(1, 'in-time', 9), sum(1, 'late', 1)],
        ...[sum(2, 'placed', 10), sum(2, 'in-time', 8), sum(2, 'late', 2)],
        ...[sum(3, 'placed', 1), sum(1, 'placed', 5, true), sum(1, 'late', 5, true)],
        ...[4, 5, 6].map((shop) => sum(shop, 'in-time', 1)),
      ],
      4,
    );
    expect(totals).toEqual({ placed: 21, shops: 3, answering: 5, inTime: 4, soldCents: 0 });
    // Of few shops the answers of one would be told.
    expect(before).toMatchObject({ placed: 5, answering: 1, inTime: null });
    expect(weeks.map(({ placed, shops }) => [placed, shops])).toEqual([
      ...[[0, 0] as const, [21, 3] as const, [0, 0] as const, [0, 0] as const],
    ]);
  });
});
