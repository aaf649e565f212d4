import type { Listing } from '@halles/domain/listings';
import { type Order, orderNumber, type OrderNotice } from '@halles/domain/orders';

/** What every mail about an order says of it. Pure. */
export const contentsOfOrder = (order: Order, listing: Listing) => ({
  listing: listing.name,
  number: orderNumber(order.number),
  slot: order.slot,
  lines: order.lines,
  kind: order.kind,
  totalCents: order.totalCents,
});

/**
 * What a step tells the customer; null for what they need not hear: that it is being prepared, and what is out of date, as
 * a step came after it that tells of something else. Pure.
 */
export function noticeOf({ events }: Pick<Order, 'events'>, event: number): OrderNotice | null {
  const isOutOfDate = events.some(
    (later) => later.event > event && noticeOfEvent(events, later.event) !== null,
  );
  return isOutOfDate ? null : noticeOfEvent(events, event);
}

function noticeOfEvent(events: Order['events'], event: number): OrderNotice | null {
  const step = events.find((one) => one.event === event);
  if (!step) return null;
  if (step.delayMinutes !== null) return 'delayed';
  const before = events.find((one) => one.event === event - 1)?.state;
  // A touch that is taken back: the next step tells.
  if (before === 'collected') return null;
  if (step.state === 'cancelled' && step.reason === 'unanswered') return 'unanswered';
  if (before === 'ready' && (step.state === 'preparing' || step.state === 'accepted')) return 'not-ready';
  return step.state === 'preparing' ? null : step.state;
}
