import { instantOf, wallTime } from '@halles/domain/hours';

/** So many bookings are made at once, so many weeks apart, at most. */
export const MAX_IN_SERIES = 26;
export const MAX_WEEKS_APART = 4;

/** The same time of the clock every so many weeks. Pure. */
export function seriesDates(
  timeZone: string,
  startsAt: number,
  { weeks, times }: { readonly weeks: number; readonly times: number },
): number[] {
  const { day, minute } = wallTime(timeZone, startsAt);
  return Array.from({ length: times }, (_, index) => instantOf(timeZone, day + index * weeks * 7, minute));
}
