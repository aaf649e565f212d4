import { type Instant, instantOf, wallTime } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import type { SlotQuestion, SlotUsage } from './slot-rules';
import { pickupSlots, type Slot } from './slots';

/** The same question for the day of the moment alone, asked at another moment of it. */
const onThatDay = (question: SlotQuestion, now: Instant): SlotQuestion => ({
  ...question,
  rules: { ...question.rules, horizon: 0 },
  now,
});

/** The slots of the day of the moment, full ones included. Pure. */
export const slotsOfDay = (question: SlotQuestion): Slot[] =>
  pickupSlots(onThatDay(question, question.now), new Map());

/**
 * Until when a basket can still have a slot of the same day, to the minute; null where it can have none now. Pure.
 *
 * Rules and orders are taken as they are. Time alone takes slots away and gives none back: one after the other they begin,
 * notice and preparation move towards the end of the day, a cut-off passes. So a binary search finds the moment.
 * @param taken the usage of each slot, by its start
 */
export function sameDayUntil(question: SlotQuestion, taken: ReadonlyMap<Instant, SlotUsage>): Instant | null {
  const isOffered = (at: Instant): boolean =>
    pickupSlots(onThatDay(question, at), taken).some(({ refusal }) => refusal === null);
  const { timeZone } = question.schedule.place;
  if (!isOffered(question.now)) return null;
  // In minutes since 1970: rules know no shorter time.
  let offered = Math.floor(question.now / MINUTE);
  let refused = instantOf(timeZone, wallTime(timeZone, question.now).day + 1, 0) / MINUTE;
  while (refused - offered > 1) {
    const between = Math.floor((offered + refused) / 2);
    if (isOffered(between * MINUTE)) offered = between;
    else refused = between;
  }
  return Math.max(question.now, offered * MINUTE);
}
