import { type Instant, type Schedule, wallTime } from '@halles/domain/hours';
import { openingsOn } from './booking-openings';
import type { BookingSlot } from './booking-slots';

/** What a day has to offer, at a glance. */
export interface BookingDay {
  /** Its number. */
  readonly day: number;
  /** How many times can be chosen. */
  readonly free: number;
  /** Whether the place is open for appointments at all, or has a session then. */
  readonly isOpen: boolean;
}

/**
 * How many free times each of some days has. Pure.
 * @param days numbers of days, both included
 * @param sessions when those of the service begin, full ones too: they may be outside the opening hours
 */
export function bookingDays(
  schedule: Schedule,
  slots: readonly BookingSlot[],
  { first, last }: { readonly first: number; readonly last: number },
  sessions: readonly Instant[] = [],
): BookingDay[] {
  const dayOf = (instant: Instant): number => wallTime(schedule.place.timeZone, instant).day;
  const withSession = new Set(sessions.map(dayOf));
  const free = new Map<number, number>();
  for (const { from } of slots) free.set(dayOf(from), (free.get(dayOf(from)) ?? 0) + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const day = first + index;
    const isOpen = openingsOn(schedule, day).length > 0 || withSession.has(day);
    return { day, free: free.get(day) ?? 0, isOpen };
  });
}
