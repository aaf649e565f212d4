import { instantOf, intervals, startsOn, wallTime, type Instant, type Interval } from '@halles/domain/hours';
import { DAY, MINUTE } from '@halles/kernel';
import {
  NO_USAGE,
  type BasketSize,
  type SlotCapacity,
  type SlotQuestion,
  type SlotRefusal,
  type SlotRules,
  type SlotUsage,
} from './slot-rules';
import { isBeforeCutOff, windowOf, type SlotWindow } from './slot-window';

const HALF_HOUR = 30 * MINUTE;

/** So many days are offered by the half-hour; twice as many by the hour, and so on: a page has a limit. */
const DAYS_BY_HALF_HOUR = 30;

/** A slot as it is offered to a basket. */
export interface Slot extends Interval {
  /** Null: it is available. */
  readonly refusal: Extract<SlotRefusal, 'full' | 'too-large' | 'not-then'> | null;
  /** How many orders still fit; null where the shop sets no limit. */
  readonly ordersLeft: number | null;
}

/**
 * The slots of a basket in order of time, full ones included so that a page can show them; without the days on which nothing
 * that it asks for is had. Pure.
 * @param taken the usage of each slot, by the start of the slot
 * @param most returns the earliest slots, at most so many
 */
export function pickupSlots(
  question: SlotQuestion,
  taken: ReadonlyMap<Instant, SlotUsage>,
  most = Number.POSITIVE_INFINITY,
): Slot[] {
  const slots: Slot[] = [];
  for (const day of daysOf(question)) {
    slots.push(...slotsOn(question, day, taken));
    if (slots.length >= most) return slots.slice(0, most);
  }
  return slots;
}

/**
 * The same of every day that may be chosen, with fewer slots on the far ones: a page that lists all slots of a month in steps
 * of five minutes is too long to read, and one that ends after a week hides the rest. Pure.
 * @param whole from the day after so many slots on, there is at most one each half-hour, or each longer time where more than
 *   30 days are left: one that is available where there is one
 */
export function thinnedSlots(
  question: SlotQuestion,
  taken: ReadonlyMap<Instant, SlotUsage>,
  whole: number,
): Slot[] {
  const slots: Slot[] = [];
  let apart = 0;
  for (const day of daysOf(question)) {
    if (slots.length < whole) slots.push(...slotsOn(question, day, taken));
    else {
      apart ||= HALF_HOUR * Math.ceil((day.window.lastDay - day.day + 1) / DAYS_BY_HALF_HOUR);
      slots.push(...thinnedSlotsOn(question, day, taken, apart));
    }
  }
  return slots;
}

/** A day on which something may be collected. */
interface SlotDay {
  readonly window: SlotWindow;
  readonly day: number;
  /** The intervals in which a slot of the day may start. */
  readonly open: readonly Interval[];
}

/** The days whose slots are looked at, in order. */
function* daysOf(question: SlotQuestion): Generator<SlotDay> {
  const window = windowOf(question);
  const first = Math.max(window.firstDay, dayOfReady(window));
  if (first > window.lastDay) return;
  const open = openingsOf(question, window, first, window.lastDay);
  for (let day = first; day <= window.lastDay; day += 1) {
    if (!isBeforeCutOff(question.rules.cutOff, window.zone, day, question.now)) continue;
    if (question.basket.isHadAt?.({ day, minute: null }) === false) continue;
    const near = openingsOn(open, window.zone, day);
    if (near.length > 0) yield { window, day, open: near };
  }
}

/** All slots of a day; none where none is at a time at which the goods are had. */
function slotsOn(question: SlotQuestion, on: SlotDay, taken: ReadonlyMap<Instant, SlotUsage>): Slot[] {
  const slots: Slot[] = [];
  for (const from of startsOn(on.window.zone, on.day, question.rules.step))
    if (refusalOfTime(question, on.window, on.open, from, on.day) === null)
      slots.push(slotAt(question, from, taken.get(from) ?? NO_USAGE));
  return slots.some(({ refusal }) => refusal !== 'not-then') ? slots : [];
}

/** At most one slot of a day in each span of so many milliseconds since midnight, without those at which the goods are not had. */
function thinnedSlotsOn(
  question: SlotQuestion,
  on: SlotDay,
  taken: ReadonlyMap<Instant, SlotUsage>,
  apart: number,
): Slot[] {
  const midnight = instantOf(on.window.zone, on.day, 0);
  const slots = new Map<number, Slot>();
  for (const from of startsOn(on.window.zone, on.day, question.rules.step)) {
    const span = Math.floor((from - midnight) / apart);
    const known = slots.get(span);
    if (known?.refusal === null || refusalOfTime(question, on.window, on.open, from, on.day) !== null)
      continue;
    const slot = slotAt(question, from, taken.get(from) ?? NO_USAGE);
    if (slot.refusal === null || (!known && slot.refusal !== 'not-then')) slots.set(span, slot);
  }
  return [...slots.values()];
}

/**
 * Why a basket cannot have the slot that starts at an instant, or null when it can. Called under the lock of the slot's
 * day, since the page that offered the slot may be old. Refuses whatever `pickupSlots` does not offer. Pure.
 * @param usage of this slot now, without the basket
 */
export function refusalOf(question: SlotQuestion, from: Instant, usage: SlotUsage): SlotRefusal | null {
  // Anything but a whole minute within the range of calendars has no day.
  if (!Number.isSafeInteger(from) || from % MINUTE !== 0) return 'not-offered';
  if (from <= question.now) return 'past';
  const window = windowOf(question);
  if (from > question.now + (question.rules.horizon + 2) * DAY) return 'beyond-horizon';
  const { day } = wallTime(window.zone, from);
  const open = openingsOf(question, window, day, day);
  return (
    refusalOfTime(question, window, open, from, day) ??
    refusalOfGoods(question, from) ??
    refusalOfRoom(question.rules.capacity, question.basket, usage)
  );
}

function dayOfReady({ zone, today, ready, lastDay }: SlotWindow): number {
  return Number.isFinite(ready) ? Math.max(today, wallTime(zone, ready).day) : lastDay + 1;
}

/** The opening intervals of these days and of their neighbours: nights and slots may cross midnight. */
function openingsOf(
  { schedule, mode }: SlotQuestion,
  { zone }: SlotWindow,
  first: number,
  last: number,
): Interval[] {
  return intervals(schedule, mode, instantOf(zone, first - 1, 0), instantOf(zone, last + 2, 0));
}

/** The intervals in which a slot of the day may start. */
function openingsOn(open: readonly Interval[], zone: string, day: number): Interval[] {
  const [midnight, end] = [instantOf(zone, day, 0), instantOf(zone, day + 1, 0)];
  return open.filter(({ from, until }) => from < end && until >= midnight);
}

/** Why the time is refused, whatever the usage of the slot. */
function refusalOfTime(
  { rules, now }: SlotQuestion,
  { zone, ready, firstDay, lastDay }: SlotWindow,
  open: readonly Interval[],
  from: Instant,
  day: number,
): SlotRefusal | null {
  if (from <= now) return 'past';
  if (day > lastDay) return 'beyond-horizon';
  const until = from + rules.length * MINUTE;
  if (wallTime(zone, from).minute % rules.step !== 0) return 'not-offered';
  if (!open.some((opening) => isWithin(opening, from, until, rules.last))) return 'not-offered';
  if (rules.pauses.some((pause) => from < pause.until && until > pause.from)) return 'paused';
  if (!isBeforeCutOff(rules.cutOff, zone, day, now)) return 'past-cut-off';
  return from < ready || day < firstDay ? 'too-soon' : null;
}

function isWithin(opening: Interval, from: Instant, until: Instant, last: SlotRules['last']): boolean {
  return from >= opening.from && (last === 'ends-by-closing' ? until : from) <= opening.until;
}

/** Why what is in the basket cannot be had then. */
const refusalOfGoods = ({ basket, schedule }: SlotQuestion, from: Instant): 'not-then' | null =>
  basket.isHadAt?.(wallTime(schedule.place.timeZone, from)) === false ? 'not-then' : null;

function slotAt(question: SlotQuestion, from: Instant, usage: SlotUsage): Slot {
  const { rules, basket } = question;
  const { orders } = rules.capacity;
  return {
    from,
    until: from + rules.length * MINUTE,
    refusal: refusalOfGoods(question, from) ?? refusalOfRoom(rules.capacity, basket, usage),
    ordersLeft: orders === undefined ? null : Math.max(0, orders - usage.orders),
  };
}

/** Null where a basket fits into a slot beside its orders, otherwise why not. Pure. */
export function refusalOfRoom(
  capacity: SlotCapacity,
  basket: BasketSize,
  usage: SlotUsage,
): 'full' | 'too-large' | null {
  const exceeds = (used: SlotUsage): boolean =>
    used.orders + 1 > (capacity.orders ?? Number.POSITIVE_INFINITY) ||
    used.items + basket.items > (capacity.items ?? Number.POSITIVE_INFINITY) ||
    used.cents + basket.cents > (capacity.cents ?? Number.POSITIVE_INFINITY);
  if (exceeds(NO_USAGE)) return 'too-large';
  return exceeds(usage) || usage.isCrowded === true ? 'full' : null;
}
