import { instantOf, intervals, wallTime, weekdayOf, type Instant } from '@halles/domain/hours';
import { DAY, MINUTE } from '@halles/kernel';
import type { BasketSize, CutOff, PreparationRule, SlotQuestion } from './slot-rules';

/** How far ahead the opening hours that a preparation needs are looked for. */
const PREPARATION_DAYS = 60;

/** Between which moments a basket can be collected, apart from opening hours. */
export interface SlotWindow {
  readonly zone: string;
  /** Day number of today, by the clock of the shop. */
  readonly today: number;
  /** Day number of the last day that may be chosen. */
  readonly lastDay: number;
  /** Nothing is ready before; infinity: the shop does not open long enough to prepare it. */
  readonly ready: Instant;
  /** The first day that the products' notice allows. */
  readonly firstDay: number;
}

/** The window of a basket now. Pure. */
export function windowOf(question: SlotQuestion): SlotWindow {
  const { schedule, rules, basket, now } = question;
  const zone = schedule.place.timeZone;
  const today = wallTime(zone, now).day;
  return {
    zone,
    today,
    lastDay: today + rules.horizon,
    ready: Math.max(now + (rules.notice + rules.rush) * MINUTE, preparedAt(question)),
    firstDay: today + basket.noticeDays,
  };
}

/** Whether orders for a day (a day number) are still taken at an instant: until the cut-off, itself not included. */
export function isBeforeCutOff(cutOff: CutOff | undefined, zone: string, day: number, now: Instant): boolean {
  if (!cutOff) return true;
  const dayOfCutOff =
    cutOff.kind === 'daily' ? day - cutOff.daysBefore : day - (weekdayOf(day) - 1) - 7 + (cutOff.weekday - 1);
  return now < instantOf(zone, dayOfCutOff, cutOff.minute);
}

/** Minutes of work that a basket needs. Pure. */
export function preparationOf(rules: readonly PreparationRule[], basket: BasketSize): number {
  return rules.reduce(
    (longest, { fromCents = 0, fromLines = 0, minutes }) =>
      basket.cents >= fromCents && basket.lines >= fromLines ? Math.max(longest, minutes) : longest,
    0,
  );
}

/** When a basket that comes in now is prepared: the work goes on while the shop is open, and rests while it is closed. */
function preparedAt({ schedule, mode, rules, basket, now }: SlotQuestion): Instant {
  let left = (preparationOf(rules.preparation, basket) + rules.rush) * MINUTE;
  if (left <= 0) return now;
  for (const { from, until } of intervals(schedule, mode, now, now + PREPARATION_DAYS * DAY)) {
    if (until - from >= left) return from + left;
    left -= until - from;
  }
  return Number.POSITIVE_INFINITY;
}
