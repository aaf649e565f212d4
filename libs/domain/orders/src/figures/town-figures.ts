import type { FigurePeriod } from './figure-period';

/** Orders that were placed in a week over the territory. */
export interface TownWeekSum {
  /** Its Monday; ISO date. */
  readonly week: string;
  readonly placed: number;
  /** Shops that received any. */
  readonly shops: number;
}

/** A sum of a shop, in the period or before it. */
export interface ShopSum {
  readonly listingId: number;
  readonly isBefore: boolean;
  readonly figure: 'placed' | 'in-time' | 'late' | 'sold-cents';
  readonly count: number;
}

/** The orders of a territory in some weeks. */
export interface TownTotals {
  readonly placed: number;
  /** Shops that received any. */
  readonly shops: number;
  /** Shops that answered any, or missed it. */
  readonly answering: number;
  /** Of them those that answer in time; null where it would tell of a single shop. */
  readonly inTime: number | null;
  /** What was handed over in weeks that are over, in cents, taxes included; 0 where nothing was; null where it would tell of a single shop. */
  readonly soldCents: number | null;
}

/** What the town sees of the orders of its shops: how many there were, and neither amounts nor answers of a single one. */
export interface TownFigures {
  readonly period: FigurePeriod;
  readonly weeks: readonly TownWeekSum[];
  readonly totals: TownTotals;
  readonly before: TownTotals;
  /** Shops where somebody can order at the moment. */
  readonly taking: number;
}

/** The sum of fewer shops would tell one of them what the others earn: statistical secrecy in France asks for three firms. */
const LEAST_SHOPS = 5;
/** Where one of them makes more of a sum, it is nearly its own: the share that statistical secrecy in France allows. */
const LARGEST_SHARE = 0.85;
/** Who answers so many of its orders in time answers in time. */
const IN_TIME_SHARE = 0.9;

/** The amounts of some shops as one, 0 where none sold anything; null where it would tell of a single one of them. Pure. */
export function sumOfMany(amounts: readonly number[]): number | null {
  const all = amounts.filter((amount) => amount > 0);
  const sum = all.reduce((total, amount) => total + amount, 0);
  if (all.length === 0) return 0;
  return all.length < LEAST_SHOPS || Math.max(...all) > LARGEST_SHARE * sum ? null : sum;
}

function totalsOf(sums: readonly ShopSum[]): TownTotals {
  const of = (figure: ShopSum['figure']): ReadonlyMap<number, number> =>
    new Map(sums.filter((sum) => sum.figure === figure).map(({ listingId, count }) => [listingId, count]));
  const [placed, inTime, late, sold] = [of('placed'), of('in-time'), of('late'), of('sold-cents')];
  const answering = [...new Set([...inTime.keys(), ...late.keys()])];
  const isInTime = (shop: number): boolean => {
    const good = inTime.get(shop) ?? 0;
    return good >= IN_TIME_SHARE * (good + (late.get(shop) ?? 0));
  };
  return {
    placed: [...placed.values()].reduce((sum, count) => sum + count, 0),
    shops: placed.size,
    answering: answering.length,
    inTime: answering.length < LEAST_SHOPS ? null : answering.filter(isInTime).length,
    soldCents: sumOfMany([...sold.values()]),
  };
}

/** The figures of a territory, weeks without an order among them. Pure. */
export function townFigures(
  period: FigurePeriod,
  weeks: readonly TownWeekSum[],
  sums: readonly ShopSum[],
  taking: number,
): TownFigures {
  const known = new Map(weeks.map((week) => [week.week, week]));
  return {
    period,
    weeks: period.weeks.map((week) => known.get(week) ?? { week, placed: 0, shops: 0 }),
    totals: totalsOf(sums.filter(({ isBefore }) => !isBefore)),
    before: totalsOf(sums.filter(({ isBefore }) => isBefore)),
    taking,
  };
}
