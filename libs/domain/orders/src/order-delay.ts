import { type Interval, intervals, type Schedule, type ServiceMode } from '@halles/domain/hours';
import type { SlotRules } from '@halles/domain/pickup-slots';
import { DAY, MINUTE } from '@halles/kernel';

/** No order is put off by less, in minutes. */
export const SHORTEST_DELAY = 5;
/** Nor by more: two weeks. */
export const MAX_DELAY = 14 * 24 * 60;

/** In which hours orders are collected, and how a slot lies in them. */
export interface PickupHours {
  readonly schedule: Schedule;
  readonly mode: ServiceMode;
  readonly last: SlotRules['last'];
}

/** What becomes of an order that is put off. */
export interface DelayedSlot extends Interval {
  /** Whether it can be collected then. */
  readonly isOpen: boolean;
  /** Where it cannot: minutes by which it would have to be put off to be collected at the next opening; null: not within two weeks. */
  readonly nextMinutes: number | null;
  /** Whether what is ordered for that time already leaves no room for one order more. */
  readonly isFull: boolean;
}

/** Whether a slot lies in an opening. Pure. */
export const fits = (opening: Interval, slot: Interval, last: SlotRules['last']): boolean =>
  slot.from >= opening.from && (last === 'ends-by-closing' ? slot.until : slot.from) <= opening.until;

/**
 * The slot of an order that is put off by so many minutes, and whether the shop is open for it. Pure.
 * @param hours null: unknown, so that nothing is to be said against it
 */
export function delayedSlot(
  slot: Interval,
  minutes: number,
  hours: PickupHours | null,
): Omit<DelayedSlot, 'isFull'> {
  const moved = { from: slot.from + minutes * MINUTE, until: slot.until + minutes * MINUTE };
  if (hours === null) return { ...moved, isOpen: true, nextMinutes: null };
  const { schedule, mode, last } = hours;
  const length = slot.until - slot.from;
  const openings = intervals(schedule, mode, moved.from - DAY, slot.from + MAX_DELAY * MINUTE + length);
  if (openings.some((opening) => fits(opening, moved, last)))
    return { ...moved, isOpen: true, nextMinutes: null };
  const next = openings
    .map(({ from, until }) => ({ opening: { from, until }, at: Math.max(from, moved.from) }))
    .find(({ opening, at }) => at < opening.until && fits(opening, { from: at, until: at + length }, last));
  return { ...moved, isOpen: false, nextMinutes: next ? Math.round((next.at - slot.from) / MINUTE) : null };
}
