import { instantOf, type Interval, wallTime } from '@halles/domain/hours';

const MINUTES_OF_DAY = 1_440;

/** From midnight to midnight. Pure. */
export const midnights = (timeZone: string, day: number): Interval => ({
  from: instantOf(timeZone, day, 0),
  until: instantOf(timeZone, day + 1, 0),
});

/** A stretch of time as minutes of a day by the clock on the wall, cut at its midnights. Pure. */
export function minutesOn(
  timeZone: string,
  day: number,
  { from, until }: Interval,
): { readonly from: number; readonly until: number } {
  const minute = (at: number): number => {
    const wall = wallTime(timeZone, at);
    return wall.day < day ? 0 : wall.day > day ? MINUTES_OF_DAY : wall.minute;
  };
  return { from: minute(from), until: minute(until) };
}

/** What is left of a day without some stretches of it. Pure. @param open in order */
export function gapsOf(
  open: readonly { readonly from: number; readonly until: number }[],
): { readonly from: number; readonly until: number }[] {
  const gaps: { from: number; until: number }[] = [];
  let at = 0;
  for (const { from, until } of open) {
    if (from > at) gaps.push({ from: at, until: from });
    at = Math.max(at, until);
  }
  if (at < MINUTES_OF_DAY) gaps.push({ from: at, until: MINUTES_OF_DAY });
  return gaps;
}
