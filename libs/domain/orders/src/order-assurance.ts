import {
  emptySchedule,
  intervals,
  isOpen,
  isUnreadable,
  parseOpeningHours,
  type Place,
  type Schedule,
  type ServiceMode,
} from '@halles/domain/hours';
import { DAY, MINUTE } from '@halles/kernel';

/**
 * What is done, one after the other, about an order that its shop does not answer: the shop is told once more and otherwise,
 * the town is asked to call it, its customer is told and may look elsewhere.
 */
export const ASSURANCE_STEPS = ['alert', 'call', 'tell'] as const;
export type AssuranceStep = (typeof ASSURANCE_STEPS)[number];

/** The hours in which somebody may be asked for an answer. */
export interface AnsweringHours {
  readonly schedule: Schedule;
  readonly mode: ServiceMode;
}

/** An order that waits for its shop, and what was done about it so far. */
export interface UnansweredOrder {
  /** Since when it waits. */
  readonly since: Date;
  readonly slotUntil: Date;
  readonly alertedAt: Date | null;
  readonly calledAt: Date | null;
}

/** Opening time is looked for no further ahead: an order for next month is answered within days, or the town calls. */
const LOOKED_AT = 14 * DAY;
/** However soon an order is collected, people have so long between two steps. */
const LEAST_MINUTES = 2;
/** Of the time until the order is collected, each of the three steps waits a quarter: the last leaves one to the customer. */
const PARTS = 4;
/** A shop that is open for less until then cannot be told, called and waited for in turn. */
const ENOUGH_MINUTES = LEAST_MINUTES * (PARTS - 1);

/** The hours of a shop in which it answers: those of the shop itself, where they are known, else those of its pickup. Pure. */
export const answeringHours = (schedule: Schedule, pickup: ServiceMode): AnsweringHours => ({
  schedule,
  mode: schedule.modes.shop && !isUnreadable(schedule.modes.shop) ? 'shop' : pickup,
});

/** For a shop whose hours are not known any more, or that hardly opens before the order is collected. Pure. */
export function officeHours(place: Place): AnsweringHours {
  const parsed = parseOpeningHours('Mo-Sa 09:00-18:00', place);
  return { schedule: 'schedule' in parsed ? parsed.schedule : emptySchedule(place), mode: 'shop' };
}

/** Minutes that a shop is open between two instants. Pure. */
export const openMinutes = ({ schedule, mode }: AnsweringHours, from: Date, until: Date): number =>
  intervals(schedule, mode, from.getTime(), until.getTime()).reduce(
    (sum, interval) => sum + (interval.until - interval.from) / MINUTE,
    0,
  );

/**
 * The hours in which somebody is asked about an order, with their minutes until it is collected: the shop's own, or those of
 * offices where these are longer and its own too short for each step in turn. Pure.
 */
function answerableHours(
  hours: AnsweringHours,
  since: Date,
  until: Date,
): { readonly asked: AnsweringHours; readonly available: number } {
  const own = { asked: hours, available: openMinutes(hours, since, until) };
  if (own.available >= ENOUGH_MINUTES) return own;
  const office = officeHours(hours.schedule.place);
  const available = openMinutes(office, since, until);
  return available > own.available ? { asked: office, available } : own;
}

/** Until when an order that waits is looked at. Pure. */
const endOf = ({ since, slotUntil }: Pick<UnansweredOrder, 'since' | 'slotUntil'>): Date =>
  new Date(Math.min(slotUntil.getTime(), since.getTime() + LOOKED_AT));

/** Whether somebody may be asked about an order now: its shop is open, or the time of offices counts for it. Pure. */
export function isAnswerableAt(
  order: Pick<UnansweredOrder, 'since' | 'slotUntil'>,
  hours: AnsweringHours,
  now: Date,
): boolean {
  const { asked } = answerableHours(hours, order.since, endOf(order));
  return isOpen(asked.schedule, asked.mode, now.getTime());
}

/**
 * The next thing to do about an order, if it is due: each waits for so many minutes of opening time after the one before
 * it, fewer where the order is collected soon, and none is done while the shop is closed. What could not be done in time
 * is not made up for at once: who was told late gets the same time to answer. Pure.
 * @param minutes of opening time in which the shop should answer
 */
export function stepDue(
  order: UnansweredOrder,
  hours: AnsweringHours,
  minutes: number,
  now: Date,
): AssuranceStep | null {
  const { since, alertedAt, calledAt } = order;
  const { asked, available } = answerableHours(hours, since, endOf(order));
  if (!isOpen(asked.schedule, asked.mode, now.getTime())) return null;
  const pace = Math.max(LEAST_MINUTES, Math.min(minutes, Math.floor(available / PARTS)));
  if (openMinutes(asked, calledAt ?? alertedAt ?? since, now) < pace) return null;
  if (calledAt) return 'tell';
  return alertedAt ? 'call' : 'alert';
}
