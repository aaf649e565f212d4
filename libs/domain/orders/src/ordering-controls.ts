import type { PickupRules } from '@halles/contracts';
import { type Instant, instantOf, type Interval, wallTime } from '@halles/domain/hours';
import type { OrderingSettings } from './ordering-settings.repository';

/** Minutes that a rush adds to every basket, one touch each. */
export const RUSH_MINUTES = [10, 20, 30] as const;

/** What a shop has switched on for a while. */
export type OrderingControls = Pick<OrderingSettings, 'pausedUntil' | 'rush'>;

/** What of it holds now: what is over by itself is none. Pure. */
export function controlsAt({ pausedUntil, rush }: OrderingControls, now: Date): OrderingControls {
  return {
    pausedUntil: pausedUntil && pausedUntil > now ? pausedUntil : null,
    rush: rush && rush.until > now ? rush : null,
  };
}

/** What its slots are made by now: the rules of the shop, with the rush that it is in. Pure. */
export const rulesAt = ({ pickup, ...controls }: OrderingSettings, now: Date): PickupRules => ({
  ...pickup,
  rush: controlsAt(controls, now).rush?.minutes ?? pickup.rush,
});

/** Names what somebody saw switched on, so that nobody replaces what they did not see. Pure. */
export const seenControls = (controls: OrderingControls, now: Date): string => {
  const { pausedUntil, rush } = controlsAt(controls, now);
  return [rush?.minutes ?? 0, rush?.until.getTime() ?? 0, pausedUntil?.getTime() ?? 0].join('.');
};

/** Pauses with one more, those that touch each other as one, without what is over. Pure. */
export function withPause(pauses: readonly Interval[], added: Interval, now: Instant): Interval[] {
  const sorted = [...pauses.filter(({ until }) => until > now), added].sort(
    (one, other) => one.from - other.from,
  );
  const merged: Interval[] = [];
  for (const pause of sorted) {
    const last = merged.at(-1);
    if (last && pause.from <= last.until)
      merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, pause.until) };
    else merged.push(pause);
  }
  return merged;
}

/** Pauses without a stretch of time, and without what is over. Pure. */
export const withoutPause = (pauses: readonly Interval[], open: Interval, now: Instant): Interval[] =>
  pauses
    .flatMap(({ from, until }) => [
      { from, until: Math.min(until, open.from) },
      { from: Math.max(from, open.until), until },
    ])
    .filter(({ from, until }) => from < until && until > now);

/** Whether a slot touches a pause, and hence is closed. Pure. */
export const isClosed = (pauses: readonly Interval[], slot: Interval): boolean =>
  pauses.some(({ from, until }) => slot.from < until && slot.until > from);

/**
 * What of the pauses of a shop are days without orders: up to the last midnight in each. Whoever closes a slot of the shop still
 * delivers meanwhile; on a day without orders nothing is delivered, and nobody is at a collection point. Pure.
 */
export const daysWithoutOrders = (pauses: readonly Interval[], timeZone: string): Interval[] =>
  pauses.flatMap(({ from, until }) => {
    const midnight = instantOf(timeZone, wallTime(timeZone, until).day, 0);
    return from < midnight ? [{ from, until: midnight }] : [];
  });
