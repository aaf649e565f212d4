import { type Schedule, wallTime } from '@halles/domain/hours';
import { openingsOn } from './booking-openings';
import type { BookingSlot } from './booking-slots';

/** What a day has to offer, at a glance. */
export interface BookingDay {
  /** Its number. */
  readonly day: number;
  /** How many times can be chosen. */
  readonly free: number;
  /** Whether the place is open for appointments at all. */
  readonly isOpen: boolean;
}

/** How many free times each of some days has. Pure. @param days numbers of days, both included */
export function bookingDays(
  schedule: Schedule,
  slots: readonly BookingSlot[],
  { first, last }: { readonly first: number; readonly last: number },
): BookingDay[] {
  const free = new Map<number, number>();
  for (const { from } of slots) {
    const { day } = wallTime(schedule.place.timeZone, from);
    free.set(day, (free.get(day) ?? 0) + 1);
  }
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const day = first + index;
    return { day, free: free.get(day) ?? 0, isOpen: openingsOn(schedule, day).length > 0 };
  });
}
