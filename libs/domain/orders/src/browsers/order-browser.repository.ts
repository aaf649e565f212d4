import type { PushSubscription } from '@halles/platform/push';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';

/** Whether an account wishes to hear of orders in its browsers, and has one. @param account expression of its id, with its table */
export const isPushed = (account: string): string => `
  (EXISTS (SELECT FROM push_subscription b WHERE b.account_id = ${account})
   AND NOT EXISTS (SELECT FROM notification_preference p
                    WHERE p.account_id = ${account} AND p.event = 'order' AND p.channel = 'push' AND NOT p.wanted))`;

/** Browsers of customers, by order. */
@Injectable()
export class OrderBrowserRepository {
  async ofOrder(tx: TenantTx, orderId: string): Promise<PushSubscription[]> {
    return tx.manager.query<PushSubscription[]>(
      'SELECT endpoint, p256dh, auth FROM order_browser WHERE order_id = $1 ORDER BY id',
      [orderId],
    );
  }

  async upsert(
    tx: TenantWriteTx,
    orderId: string,
    { endpoint, p256dh, auth }: PushSubscription,
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO order_browser (id, order_id, endpoint, p256dh, auth, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (order_id, endpoint) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth`,
      [uuid(), orderId, endpoint, p256dh, auth, now],
    );
  }

  async delete(tx: TenantWriteTx, orderId: string, endpoint: string): Promise<void> {
    await tx.manager.query('DELETE FROM order_browser WHERE order_id = $1 AND endpoint = $2', [
      orderId,
      endpoint,
    ]);
  }

  async deleteOfOrders(tx: TenantWriteTx, orderIds: readonly string[]): Promise<void> {
    await tx.manager.query('DELETE FROM order_browser WHERE order_id = ANY ($1)', [orderIds]);
  }
}
