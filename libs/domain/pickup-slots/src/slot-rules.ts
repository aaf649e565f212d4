import type { Instant, Interval, Schedule, ServiceMode } from '@halles/domain/hours';

/** What fills a slot: a limit that is absent is not set. Whole numbers, at least 1. */
export interface SlotCapacity {
  readonly orders?: number | undefined;
  /** Pieces over all lines; goods sold by weight count one a line. */
  readonly items?: number | undefined;
  /** Value of the baskets, including tax, in cents. */
  readonly cents?: number | undefined;
}

/** What the orders of one slot amount to. */
export interface SlotUsage {
  readonly orders: number;
  readonly items: number;
  readonly cents: number;
  /** Whether one more person would be too many in the place at some moment of it, for whatever the others come. */
  readonly isCrowded?: boolean;
}

/** A basket takes so long to prepare once it reaches both thresholds; one that is absent is reached by every basket. */
export interface PreparationRule {
  readonly fromCents?: number | undefined;
  readonly fromLines?: number | undefined;
  readonly minutes: number;
}

/**
 * Until when orders are taken for a day, by the clock of the shop. `minute`: minutes since midnight, 0 to 1440.
 * `daily`: so many days before the day of the slot ("for tomorrow until 18:00": 1 and 1080).
 * `weekly`: on an ISO weekday (1 Monday to 7) of the week before the one of the slot ("until Friday 18:00 for the week
 * after": 5 and 1080).
 */
export type CutOff =
  | { readonly kind: 'daily'; readonly daysBefore: number; readonly minute: number }
  | { readonly kind: 'weekly'; readonly weekday: number; readonly minute: number };

/** What a shop says of its slots in one mode. */
export interface SlotRules {
  /** Minutes that a slot lasts, 5 to 1440. */
  readonly length: number;
  /** Slots start at each multiple of so many minutes since midnight by the clock on the wall, 5 to 1440. */
  readonly step: number;
  /** Whether a slot must be over when the shop closes, or may start as late as that. */
  readonly last: 'ends-by-closing' | 'starts-by-closing';
  readonly capacity: SlotCapacity;
  /** Minutes between an order and the earliest slot, by the clock. */
  readonly notice: number;
  /** The longest that applies counts; none: no time. It passes only while the shop is open. */
  readonly preparation: readonly PreparationRule[];
  /** Minutes more for every basket, while there is a rush: of work, and of notice where that is what a basket waits for. */
  readonly rush: number;
  readonly cutOff?: CutOff | undefined;
  /** Days after today that may be chosen, 0 (today alone) to 365. */
  readonly horizon: number;
  /** No slot that touches one of these: a slot closed with one tap, a blackout, a holiday of the kitchen. */
  readonly pauses: readonly Interval[];
}

/** The basket that asks for a slot. */
export interface BasketSize {
  readonly lines: number;
  readonly items: number;
  readonly cents: number;
  /** The longest notice among its products, in days: 2 is "ordered on Monday, ready on Wednesday". */
  readonly noticeDays: number;
  /** Whether all that is in it can be had at a moment by the clock of the shop, or on a day (no minute); absent: at any. */
  readonly isHadAt?: (at: { readonly day: number; readonly minute: number | null }) => boolean;
}

/** Everything that decides of a slot, except what others took of it. */
export interface SlotQuestion {
  readonly schedule: Schedule;
  /** Whose hours are asked: those of the mode itself, or the shop's where it has none of its own. */
  readonly mode: ServiceMode;
  readonly rules: SlotRules;
  readonly basket: BasketSize;
  readonly now: Instant;
}

/** Why a slot cannot be had, the first that applies in this order. */
export type SlotRefusal =
  /** It has begun. */
  | 'past'
  | 'beyond-horizon'
  /** Not a start on the step, or the shop does not serve then. */
  | 'not-offered'
  | 'paused'
  | 'past-cut-off'
  /** Notice, preparation or the notice of a product. */
  | 'too-soon'
  /** Something in it cannot be had then: on that day, at that hour, in that season. */
  | 'not-then'
  /** No slot holds such a basket, not even an empty one. */
  | 'too-large'
  | 'full';

export const NO_USAGE: SlotUsage = { orders: 0, items: 0, cents: 0 };
