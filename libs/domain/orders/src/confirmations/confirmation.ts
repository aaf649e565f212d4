import { MINUTE } from '@halles/kernel';
import type { OrderEvent, OrderSummary } from '../order';

/** How long goods and slot are held for an order that its customer has not confirmed. */
export const CONFIRM_MINUTES = 30;

/** Until when an order may be confirmed: for a while after it was placed, and not after its slot. Pure. */
export const confirmableUntil = ({ createdAt, slot }: Pick<OrderSummary, 'createdAt' | 'slot'>): Date =>
  new Date(Math.min(createdAt.getTime() + CONFIRM_MINUTES * MINUTE, slot.until.getTime()));

/** Whether its customer confirmed an order that had to be. Pure. */
export const wasConfirmed = (events: readonly Pick<OrderEvent, 'state'>[]): boolean =>
  events[0]?.state === 'to-confirm' && events[1]?.state === 'received';
