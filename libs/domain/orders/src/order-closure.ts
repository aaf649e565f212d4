import { type Interval, intervals, isUnreadable, type Schedule, wallTime } from '@halles/domain/hours';
import type { SlotRules } from '@halles/domain/pickup-slots';
import { DAY, MINUTE } from '@halles/kernel';
import { fits, MAX_DELAY, SHORTEST_DELAY, type PickupHours } from './order-delay';
import { isClosed } from './ordering-controls';

/** Why nobody is there at the time of an order: the shop opens at no time of that day, closed the slot, or opens at other hours. */
export type Closure = 'day' | 'slot' | 'hours';

/** An order at whose time its shop is closed. */
export interface ClosedThen {
  readonly closure: Closure;
  /** By how many minutes it would have to be put off to be had at the next opening; null: not within two weeks. */
  readonly nextMinutes: number | null;
}

/** The hours of a shop, and what of its slots it closed. */
export interface ClosableHours extends PickupHours {
  readonly pauses: SlotRules['pauses'];
  readonly step: SlotRules['step'];
}

/** The next time at which something may be had, by the step of the shop's slots. */
function nextTime(
  openings: readonly Interval[],
  length: number,
  earliest: number,
  { schedule, last, pauses, step }: ClosableHours,
): number | null {
  const { timeZone } = schedule.place;
  const onStep = (at: number): number => {
    const minute = Math.ceil(at / MINUTE) * MINUTE;
    const beyond = wallTime(timeZone, minute).minute % step;
    return beyond === 0 ? minute : minute + (step - beyond) * MINUTE;
  };
  for (const opening of openings) {
    let at = onStep(Math.max(opening.from, earliest));
    while (fits(opening, { from: at, until: at + length }, last)) {
      const slot = { from: at, until: at + length };
      const pause = pauses.find((one) => isClosed([one], slot));
      if (!pause) return at;
      at = onStep(pause.until);
    }
  }
  return null;
}

/**
 * Whether a shop is closed at the time of an order that it had taken: by a day off, a holiday, other hours, or a slot that it
 * closed since. Null where it is open, or its hours are not known, so that nothing is to be said. Pure.
 */
export function closureOf(slot: Interval, hours: ClosableHours, now: number): ClosedThen | null {
  const { schedule, mode, last, pauses } = hours;
  const known = schedule.modes[mode];
  if (!known || isUnreadable(known)) return null;
  const length = slot.until - slot.from;
  const openings = intervals(schedule, mode, slot.from - DAY, slot.from + MAX_DELAY * MINUTE + length);
  const isOpen = openings.some((opening) => fits(opening, slot, last));
  if (isOpen && !isClosed(pauses, slot)) return null;
  const earliest = Math.max(now + MINUTE, slot.from + SHORTEST_DELAY * MINUTE);
  const next = nextTime(openings, length, earliest, hours);
  const minutes = next === null ? null : Math.round((next - slot.from) / MINUTE);
  return {
    closure: isOpen ? 'slot' : opensOnDayOf(openings, schedule, slot.from) ? 'hours' : 'day',
    nextMinutes: minutes !== null && minutes <= MAX_DELAY ? minutes : null,
  };
}

/** Whether one of these openings is on the civil day of an instant. */
function opensOnDayOf(
  openings: readonly Interval[],
  { place }: Pick<Schedule, 'place'>,
  at: number,
): boolean {
  const { day } = wallTime(place.timeZone, at);
  return openings.some(
    ({ from, until }) =>
      wallTime(place.timeZone, from).day <= day && wallTime(place.timeZone, until - 1).day >= day,
  );
}
