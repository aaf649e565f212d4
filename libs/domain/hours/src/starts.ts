import { MINUTE } from '@halles/kernel';
import { hasTransition, instantOf, wallTime, type Instant } from './zone';

const MINUTES_OF_DAY = 1_440;

/**
 * The instants of a day whose local time is a multiple of the step, in order. When the clock changes, a skipped time yields none
 * and a repeated time two.
 * @param zone IANA name
 * @param day day number of the local date
 * @param step minutes, 1 to 1440
 */
export function* startsOn(zone: string, day: number, step: number): Generator<Instant> {
  const midnight = instantOf(zone, day, 0);
  if (!hasTransition(zone, day)) {
    for (let minute = 0; minute < MINUTES_OF_DAY; minute += step) yield midnight + minute * MINUTE;
    return;
  }
  const end = instantOf(zone, day + 1, 0);
  for (let at = midnight; at < end; at += MINUTE) if (wallTime(zone, at).minute % step === 0) yield at;
}
