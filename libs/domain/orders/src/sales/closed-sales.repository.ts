import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OrderRepository } from '../order.repository';
import { HANDED_OVER, ONLINE } from './sales.repository';

const UNPAID = `greatest(${HANDED_OVER} - ${ONLINE} - p.counter_cents, 0)`;
const monthOf = (instant: string): string => `date_trunc('month', ${instant} AT TIME ZONE $3)`;
const CLOSE = `
  UPDATE order_payment p SET closed_online_cents = ${ONLINE}, closed_unpaid_cents = ${UNPAID}
    FROM customer_order o
   WHERE p.order_id = $1 AND o.id = p.order_id AND p.closed_online_cents IS NULL AND p.expired_at IS NULL
     AND o.state = 'collected' AND ${monthOf('o.collected_at')} < ${monthOf('$2::timestamptz')}`;
const sumOfLater = (key: 'online' | 'unpaid'): string => `
  coalesce((SELECT sum((x ->> '${key}')::int) FROM jsonb_array_elements(p.later) AS x), 0)`;
const NOTE = `
  WITH change AS (
    SELECT p.order_id, (${ONLINE} - p.closed_online_cents - ${sumOfLater('online')})::int AS online,
           (${UNPAID} - p.closed_unpaid_cents - ${sumOfLater('unpaid')})::int AS unpaid
      FROM order_payment p JOIN customer_order o ON o.id = p.order_id
     WHERE p.order_id = $1 AND p.closed_online_cents IS NOT NULL)
  UPDATE order_payment p
     SET later = coalesce(p.later, '[]') || jsonb_build_array(
           jsonb_build_object('id', $2::uuid, 'at', $3::text, 'online', c.online, 'unpaid', c.unpaid))
    FROM change c WHERE p.order_id = c.order_id AND (c.online <> 0 OR c.unpaid <> 0)`;

/**
 * Sales of months that are over: before something changes of a payment it is written down what the journal says of it, and after that
 * what became of it, as an entry of the day.
 */
@Injectable()
export class ClosedSalesRepository {
  constructor(private readonly orders: OrderRepository) {}

  /** Changes a payment under the lock of its order, and keeps what the journal says of its sale where the month of that is over. */
  async keeping<T>(
    tx: TenantWriteTx,
    { orderId, listingId }: { readonly orderId: string; readonly listingId: number },
    now: Date,
    change: () => Promise<T>,
  ): Promise<T> {
    await this.orders.lock(tx, listingId, orderId);
    await tx.manager.query(CLOSE, [orderId, now, tx.ctx.tenant.settings.timeZone]);
    const changed = await change();
    await tx.manager.query(NOTE, [orderId, uuid(), now.toISOString()]);
    return changed;
  }
}
