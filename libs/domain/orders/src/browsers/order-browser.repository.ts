import type { PushSubscription } from '@halles/platform/push';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';

/** Of some accounts, those that wish to hear of orders in their browsers and have one. As JSON: of an array each length is planned anew. */
const PUSHED = `
  SELECT a.id FROM json_array_elements_text($1::json) AS a (id)
   WHERE EXISTS (SELECT FROM push_subscription b WHERE b.account_id = a.id::uuid)
     AND NOT EXISTS (SELECT FROM notification_preference p
                      WHERE p.account_id = a.id::uuid AND p.event = 'order' AND p.channel = 'push' AND NOT p.wanted)`;

/** Browsers of customers, by order, and which of a shop's people are notified in theirs. */
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

  /** Those of some accounts that are notified of orders in their browsers. */
  async pushedAmong(tx: TenantTx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (accountIds.length === 0) return new Set();
    const rows = await tx.manager.query<{ id: string }[]>(PUSHED, [JSON.stringify(accountIds)]);
    return new Set(rows.map(({ id }) => id));
  }
}
