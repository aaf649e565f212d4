import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { LastStep } from './held-step';

/** The held steps of an order `o` of which its customer is to be told yet. */
const WANTED = `
  SELECT e.id, e.event, e.weighed FROM order_event e JOIN customer_order o ON o.id = e.order_id
   WHERE o.id = $1 AND e.event >= o.notices_from AND e.is_held
     AND NOT EXISTS (SELECT FROM order_event n WHERE n.order_id = e.order_id AND n.event = e.event + 1 AND n.takes_back)
   ORDER BY e.event`;
const LAST = `
  SELECT e.state, e.reason, e.delay_minutes AS "delayMinutes", e.weighed, e.is_held AS "isHeld"
    FROM order_event e WHERE e.order_id = $1 ORDER BY e.event DESC LIMIT 1`;
const HOLD = `
  UPDATE customer_order SET notices_due_at = $3, notices_from = coalesce(notices_from, $2) WHERE id = $1`;
const CLEAR = 'UPDATE customer_order SET notices_due_at = NULL, notices_from = NULL WHERE id = $1';
const DUE = `
  SELECT id, listing_id AS "listingId" FROM customer_order
   WHERE notices_due_at <= $1 ORDER BY notices_due_at, id LIMIT $2`;

/** Which steps of orders are to be told of, and when. */
@Injectable()
export class HeldNoticeRepository {
  async lastStep(tx: TenantTx, orderId: string): Promise<LastStep | null> {
    const [row] = await tx.manager.query<LastStep[]>(LAST, [orderId]);
    return row ?? null;
  }

  async hold(tx: TenantWriteTx, orderId: string, event: number, dueAt: Date): Promise<void> {
    await tx.manager.query(HOLD, [orderId, event, dueAt]);
  }

  /** Nothing is held of an order any more. @returns the ids of the events that were, the oldest first */
  async clear(tx: TenantWriteTx, orderId: string): Promise<string[]> {
    const wanted = await tx.manager.query<{ id: string; weighed: string | null }[]>(WANTED, [orderId]);
    await tx.manager.query(CLEAR, [orderId]);
    // What goods cost by now is in every notice: their weight is told of alone where nothing else is.
    const others = wanted.filter(({ weighed }) => weighed === null);
    return (others.length > 0 ? others : wanted).map(({ id }) => id);
  }

  /** The same where every step that was held was taken back; else what is left is told of at its time. */
  async clearUnlessWanted(tx: TenantWriteTx, orderId: string): Promise<void> {
    const wanted = await tx.manager.query<unknown[]>(WANTED, [orderId]);
    if (wanted.length === 0) await tx.manager.query(CLEAR, [orderId]);
  }

  async listDue(
    tx: TenantTx,
    now: Date,
    limit: number,
  ): Promise<{ readonly id: string; readonly listingId: number }[]> {
    return tx.manager.query<{ id: string; listingId: number }[]>(DUE, [now, limit]);
  }
}
