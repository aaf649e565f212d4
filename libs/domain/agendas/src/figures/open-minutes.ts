import { instantOf, type Interval, type Schedule, wallTime, weekdayOf } from '@halles/domain/hours';
import { HOUR, MINUTE } from '@halles/kernel';

/** An hour by the clock on the wall, of a weekday (1: Monday). */
export interface HourOfWeek {
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
}

/** Somebody or something of an agenda: in which hours, and when not. */
interface Present {
  readonly hours: Schedule;
  readonly away: readonly Interval[];
}

/**
 * How many minutes those of an agenda were there in each hour of the week, over some days together. Pure.
 * @param openOn the openings of hours that touch a day, whole: of each, what lies in the day counts
 */
export function openMinutes(
  resources: readonly Present[],
  { first, last, timeZone }: { readonly first: number; readonly last: number; readonly timeZone: string },
  openOn: (hours: Schedule, day: number) => readonly Interval[],
): (HourOfWeek & { readonly open: number })[] {
  const sums = new Map<number, number>();
  const add = ({ from, until }: Interval): void => {
    for (let at = from; at < until;) {
      const { day, minute } = wallTime(timeZone, at);
      const next = Math.min(until, at + HOUR - (minute % 60) * MINUTE - (at % MINUTE));
      const key = weekdayOf(day) * 24 + Math.floor(minute / 60);
      sums.set(key, (sums.get(key) ?? 0) + (next - at) / MINUTE);
      at = next;
    }
  };
  for (let day = first; day <= last; day += 1) {
    const [midnight, end] = [instantOf(timeZone, day, 0), instantOf(timeZone, day + 1, 0)];
    for (const { hours, away } of resources)
      for (const { from, until } of openOn(hours, day)) {
        // An opening that crosses midnight touches both days: each has its own part of it.
        const open = { from: Math.max(from, midnight), until: Math.min(until, end) };
        for (const rest of without(open, away)) add(rest);
      }
  }
  return [...sums].map(([key, open]) => ({ weekday: Math.floor(key / 24), hour: key % 24, open }));
}

/** What is left of a time without some others. Pure. */
const without = (time: Interval, others: readonly Interval[]): Interval[] =>
  others.reduce<Interval[]>(
    (left, other) =>
      left.flatMap(({ from, until }) =>
        [
          { from, until: Math.min(until, other.from) },
          { from: Math.max(from, other.until), until },
        ].filter((one) => one.from < one.until),
      ),
    [time],
  );
