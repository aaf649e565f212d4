import type { CountedHour } from '@halles/domain/footfall';
import { type Interval, wallTime, weekdayOf } from '@halles/domain/hours';
import { HOUR } from '@halles/kernel';

/** How many come in within an hour of a day, of as many as may be inside: few in the morning, most before lunch and after work. */
const SHARES = [0.1, 0.2, 0.5, 0.8, 0.5, 0.2, 0.3, 0.4, 0.6, 0.9, 0.7, 0.3];
/** The hour of the first of them. */
const FIRST_HOUR = 8;
/** Saturdays are full, Mondays quiet. */
const WEEKDAYS = [0, 0.6, 0.8, 1, 0.9, 1.1, 1.4, 0.7];

/** A number between 0.8 and 1.2 that an hour has whenever it is asked. Pure. */
const noiseOf = (hour: number, most: number): number =>
  0.8 + 0.4 * ((Math.imul(Math.floor(hour / HOUR) + most, 2_654_435_761) >>> 0) / 2 ** 32);

/**
 * What was counted at the doors of an invented shop: the same for the same openings, whenever it is asked. Pure.
 * @param openings in order
 * @param most people who may be inside at once
 */
export function inventedCounts(openings: readonly Interval[], most: number, timeZone: string): CountedHour[] {
  const counts: CountedHour[] = [];
  for (const { from, until } of openings)
    for (let hour = Math.ceil(from / HOUR) * HOUR; hour + HOUR <= until; hour += HOUR) {
      const { day, minute } = wallTime(timeZone, hour);
      const share = SHARES[Math.floor(minute / 60) - FIRST_HOUR] ?? 0;
      const usual = most * share * (WEEKDAYS[weekdayOf(day)] ?? 1) * noiseOf(hour, most);
      const entries = Math.round(2 * usual);
      if (entries > 0) counts.push({ hour, entries, peak: Math.min(most, Math.max(1, Math.round(usual))) });
    }
  return counts;
}
