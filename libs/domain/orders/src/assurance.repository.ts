import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { UnansweredOrder } from './order-assurance';

/** An order that waits, and the row of what was done about it; null where nothing was. */
export interface WaitingOrder extends UnansweredOrder {
  readonly id: string;
  readonly listingId: number;
  /** The event that has it wait. */
  readonly event: number;
  readonly assuranceId: string | null;
  readonly hasEmail: boolean;
}

const WAITING = `
  SELECT o.id, o.listing_id AS "listingId", o.event, o.slot_until AS "slotUntil", e.created_at AS since, a.id AS "assuranceId",
         a.alerted_at AS "alertedAt", a.called_at AS "calledAt", o.customer_email IS NOT NULL AS "hasEmail"
    FROM customer_order o
    JOIN order_event e ON e.order_id = o.id AND e.event = o.event
    LEFT JOIN order_assurance a ON a.order_id = o.id AND a.event = o.event
   WHERE o.state = 'received' AND o.slot_until > $1 AND a.customer_notified_at IS NULL AND ($2::uuid IS NULL OR o.id > $2)
     AND NOT EXISTS (SELECT FROM order_amendment m WHERE m.order_id = o.id AND m.event = o.event)
   ORDER BY o.id LIMIT $3`;

/** What was done about orders that wait for their shops. */
@Injectable()
export class AssuranceRepository {
  /** Orders that wait, about which something may be left to do. @param after the id of the last one that was looked at */
  waiting(tx: TenantTx, now: Date, after: string | null, limit: number): Promise<WaitingOrder[]> {
    return tx.manager.query<WaitingOrder[]>(WAITING, [now, after, limit]);
  }

  /** Whether an order waits still as it was seen, held until the transaction ends. */
  async holdWaiting(tx: TenantWriteTx, id: string, event: number): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM customer_order WHERE id = $1 AND event = $2 AND state = 'received' FOR UPDATE`,
      [id, event],
    );
    return rows.length === 1;
  }

  /** Notes that the shop is told once more. Returns false where it was. */
  async alert(
    tx: TenantWriteTx,
    id: string,
    { id: orderId, event, listingId, since }: WaitingOrder,
    now: Date,
  ): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO order_assurance (id, order_id, event, listing_id, since, alerted_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (order_id, event) DO NOTHING RETURNING id`,
      [id, orderId, event, listingId, since, now],
    );
    return rows.length === 1;
  }

  /** Puts it on the town's list. Returns false where it is. */
  async call(tx: TenantWriteTx, id: string, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE order_assurance SET called_at = $2 WHERE id = $1 AND called_at IS NULL',
      [id, now],
    );
    return count === 1;
  }

  /** Notes that its customer is told. Returns false where they were. */
  async tell(tx: TenantWriteTx, id: string, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE order_assurance SET customer_notified_at = $2 WHERE id = $1 AND called_at IS NOT NULL AND customer_notified_at IS NULL',
      [id, now],
    );
    return count === 1;
  }

  /** The order that an assurance is about, where it waits still. */
  async orderOf(tx: TenantTx, assuranceId: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      `SELECT o.id FROM order_assurance a JOIN customer_order o ON o.id = a.order_id AND o.event = a.event
        WHERE a.id = $1 AND o.state = 'received'`,
      [assuranceId],
    );
    return row?.id ?? null;
  }

  /** Removes what was done about orders before an instant. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM order_assurance WHERE alerted_at < $1',
      [instant],
    );
    return count;
  }
}
