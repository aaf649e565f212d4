import { isoOfDay, type Schedule, wallTime } from '@halles/domain/hours';

/**
 * Whether a shop says that it is closed, beside its usual hours, on the day of an instant: of what is said of the whole of it the
 * last that is said of the day counts, then time off. Orders of that day stay as they are. Pure.
 */
export function isClosedOnDayOf({ place, exceptions, vacations }: Schedule, at: Date): boolean {
  const day = isoOfDay(wallTime(place.timeZone, at.getTime()).day);
  const exception = exceptions.findLast(
    ({ from, until, modes }) => modes === undefined && from <= day && day <= until,
  );
  if (exception) return exception.spans.length === 0;
  return vacations.some(({ from, returns, modes }) => modes === undefined && from <= day && day < returns);
}
