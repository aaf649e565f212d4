/** What was counted of an hour of a weekday, over the weeks that are looked at. */
export interface WeekdayHour {
  /** Monday is 1. */
  readonly weekday: number;
  /** Days of this weekday on which somebody counted. */
  readonly days: number;
  /** Of the clock on the wall: 10 is from ten to eleven. */
  readonly hour: number;
  readonly entries: number;
}

export const USUAL_LEVELS = ['quiet', 'medium', 'busy'] as const;
export type UsualLevel = (typeof USUAL_LEVELS)[number];

/** How busy a weekday usually is, hour by hour. */
export interface UsualDay {
  readonly weekday: number;
  readonly hours: readonly {
    readonly hour: number;
    readonly level: UsualLevel;
    /** Of the busiest hour of the week, percent. */
    readonly share: number;
  }[];
}

/** So many weeks are looked at. */
export const USUAL_WEEKS = 8;
/** A weekday is told of once it was counted so often. */
export const USUAL_DAYS = 3;
/** Of the busiest hour of the week, percent. */
const MEDIUM_FROM = 34;
const BUSY_FROM = 67;

/**
 * When a place is usually busy: shares of its busiest hour and no numbers of people, which are nobody's business. Weekdays that were
 * counted less than three times are left out. Pure.
 */
export function usualDays(counted: readonly WeekdayHour[]): UsualDay[] {
  const known = counted.filter(({ days }) => days >= USUAL_DAYS);
  const most = Math.max(0, ...known.map(({ entries, days }) => entries / days));
  if (most === 0) return [];
  const weekdays = [...new Set(known.map(({ weekday }) => weekday))].toSorted((one, other) => one - other);
  return weekdays.map((weekday) => ({
    weekday,
    hours: known
      .filter((hour) => hour.weekday === weekday)
      .toSorted((one, other) => one.hour - other.hour)
      .map(({ hour, entries, days }) => {
        const share = Math.round((100 * entries) / days / most);
        const level = share >= BUSY_FROM ? 'busy' : share >= MEDIUM_FROM ? 'medium' : 'quiet';
        return { hour, level, share };
      }),
  }));
}
