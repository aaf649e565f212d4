import { civilDate, dayNumber, daysInMonth } from '@halles/domain/hours';

export const SESSION_REPEATS = ['none', 'weekly', 'fortnightly', 'monthly'] as const;
export type SessionRepeat = (typeof SESSION_REPEATS)[number];

/** Sessions that are made at once, at most. */
export const MAX_REPEATED = 52;

/** On which days something takes place again. */
export interface Recurrence {
  /** Number of the first day. */
  readonly first: number;
  readonly repeat: SessionRepeat;
  /** Number of the last day on which it may. */
  readonly until: number;
  /** Numbers of days on which it does not. */
  readonly except: readonly number[];
}

/**
 * Numbers of the days of a recurrence, in order, at most so many and one more: who asks sees that there are too many. Monthly is the
 * same weekday of the month, the second Saturday; a fifth one is none in the months that have four. Pure.
 */
export function recurringDays({ first, repeat, until, except }: Recurrence): number[] {
  const days: number[] = [];
  const skipped = new Set(except);
  const add = (day: number): void => {
    if (day <= until && !skipped.has(day)) days.push(day);
  };
  if (repeat === 'none') return skipped.has(first) ? [] : [first];
  if (repeat === 'monthly') {
    const start = civilDate(first);
    const [weekday, rank] = [first % 7, Math.floor((start.day - 1) / 7)];
    for (let index = 0; days.length <= MAX_REPEATED; index += 1) {
      const months = start.month - 1 + index;
      const [year, month] = [start.year + Math.floor(months / 12), (months % 12) + 1];
      const begin = dayNumber(year, month, 1);
      if (begin > until) break;
      const day = begin + ((((weekday - begin) % 7) + 7) % 7) + rank * 7;
      if (day < begin + daysInMonth(year, month)) add(day);
    }
    return days;
  }
  const step = repeat === 'weekly' ? 7 : 14;
  for (let day = first; day <= until && days.length <= MAX_REPEATED; day += step) add(day);
  return days;
}
