import { instantOf, wallTime } from '@halles/domain/hours';

export { MAX_IN_SERIES, MAX_WEEKS_APART } from '@halles/contracts';

/** The same time of the clock every so many weeks. Pure. */
export function seriesDates(
  timeZone: string,
  startsAt: number,
  { weeks, times }: { readonly weeks: number; readonly times: number },
): number[] {
  const { day, minute } = wallTime(timeZone, startsAt);
  return Array.from({ length: times }, (_, index) => instantOf(timeZone, day + index * weeks * 7, minute));
}
