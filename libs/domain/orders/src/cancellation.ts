import type { CancellationRule } from '@halles/contracts';
import { instantOf, wallTime } from '@halles/domain/hours';
import { HOUR } from '@halles/kernel';
import type { OrderSummary } from './order';

/** The minute of the day before at which the evening begins: 6 pm. */
const EVENING = 18 * 60;

const HOURS_BEFORE: Readonly<Record<Exclude<CancellationRule, 'eve' | 'accepted'>, number>> = {
  slot: 0,
  'two-hours': 2,
  day: 24,
  'two-days': 48,
};

type Cancellable = Pick<OrderSummary, 'slot' | 'cancellation'>;

/**
 * Until when its customer may cancel an order once it is accepted, by the rule that was agreed upon; null: no time is set, since
 * it binds nobody or came before there were such rules, or since they may not at all. Pure.
 * @param timeZone of the territory, by which the evening before is told
 */
export function cancellableUntil({ slot, cancellation }: Cancellable, timeZone: string): Date | null {
  if (cancellation == null || cancellation === 'accepted') return null;
  const from = slot.from.getTime();
  if (cancellation !== 'eve') return new Date(from - HOURS_BEFORE[cancellation] * HOUR);
  return new Date(instantOf(timeZone, wallTime(timeZone, from).day - 1, EVENING));
}

/** Whether the rule leaves its customer no time to cancel an accepted order by themselves. Pure. */
export function isCancellationOver(order: Cancellable, timeZone: string, now: Date): boolean {
  if (order.cancellation === 'accepted') return true;
  const until = cancellableUntil(order, timeZone);
  return until !== null && until <= now;
}

/** Whether its customer comes too late to cancel: of one that its shop has not accepted they never do. Pure. */
export const isTooLateToCancel = (
  order: Cancellable & Pick<OrderSummary, 'state'>,
  timeZone: string,
  now: Date,
): boolean => order.state === 'accepted' && isCancellationOver(order, timeZone, now);
