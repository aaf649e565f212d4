import { isDeepStrictEqual } from 'node:util';
import { dayOfIso, weekdayOf, type IsoDate } from './civil-date';
import type { DayRuns } from './day-states';
import { publicHolidayOn } from './public-holidays';
import type { Place, ServiceMode } from './schedule';
import { scheduleOfTexts } from './schedule-of-texts';
import { timelineOf } from './timeline';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const YEAR = 365;

/** The runs of any day, none where there are no hours; null where they cannot be read. */
function runsOf(text: string | null, mode: ServiceMode, place: Place): ((day: number) => DayRuns) | null {
  if (text === null) return () => [];
  const timeline = timelineOf(scheduleOfTexts(place, { [mode]: text }), mode);
  return timeline && ((day) => timeline.runsOn(day));
}

/**
 * The weekdays (1 for Monday to 7) that are otherwise in some hours than in others, on any day of the year from a date on that
 * is no public holiday. All of them where either cannot be read: nobody knows then. Pure.
 * @param before in the syntax of OpenStreetMap; null: not served in this mode, or nothing was said
 */
export function changedWeekdays(
  mode: ServiceMode,
  { before, after }: { readonly before: string | null; readonly after: string | null },
  place: Place,
  from: IsoDate,
): number[] {
  const [was, is] = [runsOf(before, mode, place), runsOf(after, mode, place)];
  if (!was || !is) return WEEK;
  const first = dayOfIso(from);
  const days = Array.from({ length: YEAR }, (_, at) => first + at).filter(
    (day) => publicHolidayOn(place.department, day) === undefined && !isDeepStrictEqual(was(day), is(day)),
  );
  const changed = new Set(days.map(weekdayOf));
  return WEEK.filter((weekday) => changed.has(weekday));
}
