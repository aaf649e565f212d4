import { DAY, HOUR } from '@halles/kernel';

/** So many orders in a row without an answer, and a shop is asked whether it takes a pause; see ADR 46. */
export const ASKED_AFTER = 3;
/** So many, and its orders are paused. */
export const PAUSED_AFTER = 5;
/** Orders that lie further apart are no row. */
export const SILENCE_WINDOW = 14 * DAY;
/** Who was just asked has so long to answer, however many orders end meanwhile. */
const TIME_TO_ANSWER = HOUR;
/** How long such a pause is, unless the shop ends it. */
export const SILENCE_PAUSE = 14 * DAY;

/** A shop whose last orders ended without an answer. */
export interface Silence {
  readonly missed: number;
  readonly askedAt: Date | null;
}

/** What is due about a shop, once another order of it ended without an answer; null: nothing, or it is paused. Pure. */
export function silenceStep(
  { missed, askedAt }: Silence,
  isPaused: boolean,
  now: Date,
): 'ask' | 'pause' | null {
  if (isPaused) return null;
  if (askedAt === null) return missed >= ASKED_AFTER ? 'ask' : null;
  const hadTime = now.getTime() - askedAt.getTime() >= TIME_TO_ANSWER;
  return missed >= PAUSED_AFTER && hadTime ? 'pause' : null;
}
