import type { ResourceAbsence } from '@halles/contracts';
import { dayOfIso, instantOf, type Interval, wallTime } from '@halles/domain/hours';

const MINUTES_OF_DAY = 1_440;
const WEEK = 7;

/** The last day of what comes again each week until somebody says otherwise. */
export const NO_LAST_DAY = '9999-12-31';

/** From a minute of a day to a minute of a day, by the clock of a place. Pure. */
const between = (timeZone: string, first: number, last: number, absence: ResourceAbsence): Interval => ({
  from: instantOf(timeZone, first, absence.fromMinute ?? 0),
  until: instantOf(timeZone, last, absence.untilMinute ?? MINUTES_OF_DAY),
});

/** An absence as the times that it has around some time: one, or one of each week. Pure. */
function timesOf(absence: ResourceAbsence, timeZone: string, within: Interval): Interval[] {
  const [first, last] = [dayOfIso(absence.from), dayOfIso(absence.until)];
  if (absence.isWeekly !== true) return [between(timeZone, first, last, absence)];
  const from = Math.max(first, wallTime(timeZone, within.from).day - 1);
  const until = Math.min(last, wallTime(timeZone, within.until).day + 1);
  const times: Interval[] = [];
  for (let day = first + Math.ceil((from - first) / WEEK) * WEEK; day <= until; day += WEEK)
    times.push(between(timeZone, day, day, absence));
  return times;
}

/** When somebody with some absences is away, of the time that is asked for; an hour that no clock shows is none. Pure. */
export const absenceTimes = (
  absences: readonly ResourceAbsence[],
  timeZone: string,
  within: Interval,
): Interval[] =>
  absences
    .flatMap((absence) => timesOf(absence, timeZone, within))
    .filter(({ from, until }) => from < until && from < within.until && until > within.from);

/** Which of the absences of somebody one is: the same twice is one. Pure. */
export const absenceKey = ({
  from,
  until,
  fromMinute = 0,
  untilMinute = MINUTES_OF_DAY,
  isWeekly = false,
}: ResourceAbsence): string => [from, until, fromMinute, untilMinute, isWeekly ? 'weekly' : 'once'].join('_');
