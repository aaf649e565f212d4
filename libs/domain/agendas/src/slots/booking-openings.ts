import { instantOf, type Interval, intervals, type Schedule } from '@halles/domain/hours';

/** Days whose openings are computed together: each looks at its neighbours too. */
const STRETCH = 7;

/** Computed once for each schedule value, whichever services are asked for, and gone with it. */
const known = new WeakMap<Schedule, Map<number, readonly Interval[]>>();

/**
 * The openings for appointments that touch a day, with what they have of its neighbours: nights and bookings may cross midnight.
 * @param day number of a day, in the time zone of the schedule
 */
export function openingsOn(schedule: Schedule, day: number): readonly Interval[] {
  let days = known.get(schedule);
  if (!days) known.set(schedule, (days = new Map<number, readonly Interval[]>()));
  const found = days.get(day);
  if (found) return found;
  const zone = schedule.place.timeZone;
  const first = Math.floor(day / STRETCH) * STRETCH;
  const open = intervals(
    schedule,
    'appointment',
    instantOf(zone, first - 1, 0),
    instantOf(zone, first + STRETCH + 1, 0),
  );
  for (let one = first; one < first + STRETCH; one += 1) {
    const [midnight, end] = [instantOf(zone, one, 0), instantOf(zone, one + 1, 0)];
    days.set(
      one,
      open.filter(({ from, until }) => from < end && until > midnight),
    );
  }
  return days.get(day) ?? [];
}
