import { dayOfIso, isoOfDay, weekdayOf } from '@halles/domain/hours';

/** Weeks of a period: about a month, a quarter, a year. Whole weeks, so that two periods have as many Saturdays. */
export const FIGURE_WEEKS = [4, 13, 52] as const;
export type FigureWeeks = (typeof FIGURE_WEEKS)[number];

/** Days of the territory's calendar, both included; ISO dates. */
export interface FigureDays {
  readonly first: string;
  readonly last: string;
}

/** Calendar weeks until today, and the same days of as many weeks before. */
export interface FigurePeriod extends FigureDays {
  /** Mondays, the oldest first; the last is that of this week. */
  readonly weeks: readonly string[];
  /** It ends on the same day of the week: a week that has only begun is compared with the beginning of one. */
  readonly before: FigureDays;
}

const WEEK = 7;

/** The period of so many weeks that a day is in, until that day. Pure. @param today ISO date of the territory's calendar */
export function figurePeriod(weeks: FigureWeeks, today: string): FigurePeriod {
  const last = dayOfIso(today);
  const first = last - weekdayOf(last) + 1 - (weeks - 1) * WEEK;
  const earlier = weeks * WEEK;
  return {
    first: isoOfDay(first),
    last: today,
    weeks: Array.from({ length: weeks }, (_, at) => isoOfDay(first + at * WEEK)),
    before: { first: isoOfDay(first - earlier), last: isoOfDay(last - earlier) },
  };
}
