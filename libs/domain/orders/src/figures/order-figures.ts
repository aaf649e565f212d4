import type { FigurePeriod } from './figure-period';

/** What became of an order: each is in one of them. Who cancelled it is told apart. */
export const ORDER_OUTCOMES = [
  ...(['waiting', 'under-way', 'collected', 'not-collected', 'refused'] as const),
  // Before its shop accepted it, or after.
  ...(['withdrawn-customer', 'cancelled-customer', 'cancelled-shop', 'cancelled-unanswered'] as const),
] as const;

/** Figures of a day, without those of single products, hours and answers. */
const DAY_FIGURES = [
  ...(['placed', 'accepted', 'in-time', 'late'] as const),
  ...ORDER_OUTCOMES,
  ...(['sales', 'sold-cents', 'returns', 'returned-cents'] as const),
  // Of what was given back, what a shop gave back of its own.
  ...(['shop-returns', 'shop-returned-cents'] as const),
] as const;
export type DayFigure = (typeof DAY_FIGURES)[number];
export type ItemFigure = 'pickup' | 'answer' | 'sold' | 'sold-grams' | 'missing';

/** The sums of some days. Money is in cents, taxes included. */
export type DayFigures = Readonly<Record<DayFigure, number>>;

/** A sum of the days of one week, in the period or before it. */
export interface WeekSum {
  /** Its Monday; ISO date. */
  readonly week: string;
  readonly isBefore: boolean;
  readonly figure: DayFigure;
  readonly count: number;
}

/** The same of a product, an hour, or answers that took so many minutes. */
export interface ItemSum {
  readonly figure: ItemFigure;
  readonly item: string;
  readonly isBefore: boolean;
  readonly count: number;
}

/** Orders of a period. */
export interface FigureTotals extends DayFigures {
  /** What a basket that was handed over came to on average; null where none was. */
  readonly basketCents: number | null;
  /** Of opening time: half of the orders were answered within so many minutes; null where nothing was measured. */
  readonly answerMinutes: number | null;
}

/** A product and how much of it. */
export interface ProductFigure {
  readonly productId: string;
  readonly count: number;
}

/** When orders are collected. */
export interface PickupHour {
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekday: number;
  readonly hour: number;
  readonly count: number;
}

/** The figures of the orders of a shop. */
export interface OrderFigures {
  readonly period: FigurePeriod;
  readonly weeks: readonly (DayFigures & { readonly week: string })[];
  readonly totals: FigureTotals;
  readonly before: FigureTotals;
  readonly pickups: readonly PickupHour[];
  /** The best first, by pieces. */
  readonly sold: readonly ProductFigure[];
  /** The same of what is sold by weight, in grams. */
  readonly soldGrams: readonly ProductFigure[];
  /** The one that was missing most often first, by orders. */
  readonly missing: readonly ProductFigure[];
}

/** So many products are told of, the first ones. */
const TOP = 10;

function sumsOf(sums: readonly Pick<WeekSum, 'figure' | 'count'>[]): DayFigures {
  const totals = Object.fromEntries(DAY_FIGURES.map((figure) => [figure, 0])) as Record<DayFigure, number>;
  for (const { figure, count } of sums) totals[figure] += count;
  return totals;
}

/** The lower median of what was counted by minutes; null of nothing. Pure. */
export function medianOf(answers: readonly Pick<ItemSum, 'item' | 'count'>[]): number | null {
  const sorted = answers
    .map(({ item, count }) => ({ minutes: Number(item), count }))
    .sort((one, other) => one.minutes - other.minutes);
  let left = Math.ceil(sorted.reduce((sum, { count }) => sum + count, 0) / 2);
  for (const { minutes, count } of sorted) {
    left -= count;
    if (left <= 0) return minutes;
  }
  return null;
}

const totalsOf = (sums: readonly WeekSum[], items: readonly ItemSum[]): FigureTotals => {
  const totals = sumsOf(sums);
  return {
    ...totals,
    basketCents: totals.sales === 0 ? null : Math.round(totals['sold-cents'] / totals.sales),
    answerMinutes: medianOf(items.filter(({ figure }) => figure === 'answer')),
  };
};

const topOf = (items: readonly ItemSum[], wanted: ItemFigure): ProductFigure[] =>
  items
    .filter(({ figure }) => figure === wanted)
    .map(({ item, count }) => ({ productId: item, count }))
    .sort((one, other) => other.count - one.count || (one.productId < other.productId ? -1 : 1))
    .slice(0, TOP);

function pickupsOf(items: readonly ItemSum[]): PickupHour[] {
  return items
    .filter(({ figure }) => figure === 'pickup')
    .map(({ item, count }) => {
      const [weekday = 0, hour = 0] = item.split('-').map(Number);
      return { weekday, hour, count };
    })
    .sort((one, other) => one.weekday - other.weekday || one.hour - other.hour);
}

/** Sums as the figures of a period, weeks without an order among them. Pure. */
export function orderFigures(
  period: FigurePeriod,
  sums: readonly WeekSum[],
  items: readonly ItemSum[],
): OrderFigures {
  const [now, before] = [sums.filter(({ isBefore }) => !isBefore), sums.filter(({ isBefore }) => isBefore)];
  const itemsNow = items.filter(({ isBefore }) => !isBefore);
  const itemsBefore = items.filter(({ isBefore }) => isBefore);
  return {
    period,
    weeks: period.weeks.map((week) => ({ week, ...sumsOf(now.filter((sum) => sum.week === week)) })),
    totals: totalsOf(now, itemsNow),
    before: totalsOf(before, itemsBefore),
    pickups: pickupsOf(itemsNow),
    sold: topOf(itemsNow, 'sold'),
    soldGrams: topOf(itemsNow, 'sold-grams'),
    missing: topOf(itemsNow, 'missing'),
  };
}
