import { HOUR } from '@halles/kernel';
import type { Order } from './order';

/** Who is late finds the goods: for so long after the end of the slot. The terms of a reservation say it (`order-terms.ts`). */
export const GRACE = 2 * HOUR;

/** Until when the goods of a reservation are kept for who comes for them; null of anything else. Pure. */
export const keptUntil = ({
  kind,
  fulfilment,
  slot,
}: Pick<Order, 'kind' | 'fulfilment' | 'slot'>): Date | null =>
  kind === 'reservation' && (fulfilment === 'pickup' || fulfilment === 'collection-point')
    ? new Date(slot.until.getTime() + GRACE)
    : null;
