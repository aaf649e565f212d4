import { MINUTE } from '@halles/kernel';
import type { OrderEvent, OrderSummary } from '../order';

/** How long goods and slot are held for an order that its customer has not confirmed. */
export const CONFIRM_MINUTES = 30;

/**
 * Until when an order may come to its shop: not once its slot has begun, of which nothing would be left to answer and prepare in.
 * One that was placed during its slot, as its shop allows, may until the slot is over. Pure.
 */
const lastArrival = ({ createdAt, slot }: Pick<OrderSummary, 'createdAt' | 'slot'>): Date =>
  slot.from > createdAt ? slot.from : slot.until;
/** The same of a row of `customer_order`. */
const LAST_ARRIVAL = 'CASE WHEN slot_from > created_at THEN slot_from ELSE slot_until END';

/** Until when the customer of an order may do what it waits for, of so many minutes. Pure. */
export const waitsUntil = (order: Pick<OrderSummary, 'createdAt' | 'slot'>, minutes: number): Date =>
  new Date(Math.min(order.createdAt.getTime() + minutes * MINUTE, lastArrival(order).getTime()));
/** SQL that says of a row of `customer_order` whether that is over. */
export const isOverAfter = (minutes: number, now: string): string =>
  `(created_at <= ${now}::timestamptz - make_interval(mins => ${String(minutes)}) OR ${LAST_ARRIVAL} <= ${now})`;

/** Until when an order may be confirmed. Pure. */
export const confirmableUntil = (order: Pick<OrderSummary, 'createdAt' | 'slot'>): Date =>
  waitsUntil(order, CONFIRM_MINUTES);

/** Whether its customer confirmed an order that had to be. Pure. */
export const wasConfirmed = (events: readonly Pick<OrderEvent, 'state'>[]): boolean =>
  events[0]?.state === 'to-confirm' && events[1]?.state === 'received';
