import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import { LISTING_USES, noUse, type UseCount, type UseTotals } from './listing-use';

/** One row of a table: a day, or a month. */
export interface UsePeriod {
  /** `YYYY-MM-DD` of a day, `YYYY-MM` of a month. */
  readonly period: string;
  readonly uses: UseTotals;
}

/** What a page was used for, and whether that is more or less than before. */
export interface ListingStatistics {
  /** The last thirty days, today the last. */
  readonly days: readonly UsePeriod[];
  /** The last twelve months, this one the last. */
  readonly months: readonly UsePeriod[];
  readonly lastDays: UseTotals;
  /** The thirty days before those. */
  readonly daysBefore: UseTotals;
  readonly lastMonths: UseTotals;
}

export const DAYS = 30;
export const MONTHS = 12;

type Counted = Omit<UseCount, 'listing'>;

const sum = (counts: readonly Counted[]): UseTotals => {
  const totals = { ...noUse } as Record<Counted['use'], number>;
  for (const { use, count } of counts) totals[use] += count;
  return totals;
};

/** The first of a month, so many months before that of a day. @param day ISO date */
export function monthBefore(day: string, months: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** From which day on counts are asked for: the first of the twelve months, or the sixtieth day where that is earlier. */
export function firstDayOf(today: string): string {
  const month = `${monthBefore(today, MONTHS - 1)}-01`;
  const day = isoOfDay(dayOfIso(today) - 2 * DAYS + 1);
  return day < month ? day : month;
}

/** Counts as days and months, those without any use among them. Pure. @param today ISO date */
export function statisticsOf(counts: readonly Counted[], today: string): ListingStatistics {
  const last = dayOfIso(today);
  const between = (from: number, until: number): Counted[] => {
    const [first, end] = [isoOfDay(from), isoOfDay(until)];
    return counts.filter(({ day }) => day >= first && day <= end);
  };
  const months = Array.from({ length: MONTHS }, (_, at) => monthBefore(today, MONTHS - 1 - at)).map(
    (period) => ({ period, uses: sum(counts.filter(({ day }) => day.startsWith(period))) }),
  );
  return {
    days: Array.from({ length: DAYS }, (_, at) => last - DAYS + 1 + at).map((day) => ({
      period: isoOfDay(day),
      uses: sum(between(day, day)),
    })),
    months,
    lastDays: sum(between(last - DAYS + 1, last)),
    daysBefore: sum(between(last - 2 * DAYS + 1, last - DAYS)),
    lastMonths: Object.fromEntries(
      LISTING_USES.map((use) => [use, months.reduce((all, { uses }) => all + uses[use], 0)]),
    ) as unknown as UseTotals,
  };
}

/** Counts as days, those with a use alone. Pure. */
export function daysOf(counts: readonly Counted[]): UsePeriod[] {
  return [...new Set(counts.map(({ day }) => day))].sort().map((period) => ({
    period,
    uses: sum(counts.filter(({ day }) => day === period)),
  }));
}

/** Fewer than this on either side say nothing about a tendency. */
const ENOUGH = 30;

/**
 * How a number compares with the one before: null where both are too small to say anything. Pure.
 * @returns the change in percent, whole
 */
export function tendency(now: number, before: number): number | null {
  if (now < ENOUGH || before < ENOUGH) return null;
  return Math.round((100 * (now - before)) / before);
}
