import type { Listing } from '@halles/domain/listings';
import { type Order, orderNumber, type OrderTidings } from '@halles/domain/orders';

/** What every mail about an order says of it. Pure. */
export const contentsOfOrder = (order: Order, listing: Listing) => ({
  listing: listing.name,
  number: orderNumber(order.number),
  slot: order.slot,
  lines: order.lines,
  totalCents: order.totalCents,
});

/**
 * What a step tells the customer; null for what they need not hear: that it is being prepared, and what is out of date,
 * as another step came after it. Pure.
 */
export function tidingsOf(order: Order, event: number): OrderTidings | null {
  const step = order.events.find((one) => one.event === event);
  if (!step || event !== order.event) return null;
  if (step.delayMinutes !== null) return 'delayed';
  return step.state === 'preparing' ? null : step.state;
}
