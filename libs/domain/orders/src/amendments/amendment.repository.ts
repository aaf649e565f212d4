import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderLine } from '../order';
import { insertLines } from '../order-line.rows';
import type { OrderAmendment } from './amendment';

const COLUMNS = `
  a.id, a.event, a.lines, a.lines_before AS before, a.total_cents AS "totalCents", a.items, a.created_at AS "createdAt",
  a.expires_at AS "expiresAt", a.slot_from AS "slotFrom", a.slot_until AS "slotUntil",
  a.declined_lines AS declined`;
const LATEST = `SELECT ${COLUMNS} FROM order_amendment a WHERE a.order_id = $1 ORDER BY a.event DESC LIMIT 1`;
const LAPSED = `
  SELECT a.order_id AS "orderId", a.listing_id AS "listingId", a.event
    FROM order_amendment a JOIN customer_order o ON o.id = a.order_id AND o.event = a.event
   WHERE o.state IN ('received', 'accepted', 'preparing') AND a.expires_at <= $1 ORDER BY a.expires_at, a.id LIMIT $2`;

type AmendmentRow = Omit<OrderAmendment, 'slot'> & {
  readonly slotFrom: Date | null;
  readonly slotUntil: Date | null;
};

/** A proposal that its customer did not answer in time. */
export interface LapsedAmendment {
  readonly orderId: string;
  readonly listingId: number;
  readonly event: number;
}

/** What shops proposed instead of orders. */
@Injectable()
export class AmendmentRepository {
  /** The last proposal of an order; null where there was none. */
  async latest(tx: TenantTx, orderId: string): Promise<OrderAmendment | null> {
    const [row] = await tx.manager.query<AmendmentRow[]>(LATEST, [orderId]);
    if (!row) return null;
    const { slotFrom: from, slotUntil: until, ...amendment } = row;
    return { ...amendment, slot: from && until && { from, until } };
  }

  /** Open proposals whose time is over, the oldest first. */
  lapsed(tx: TenantTx, now: Date, limit: number): Promise<LapsedAmendment[]> {
    return tx.manager.query<LapsedAmendment[]>(LAPSED, [now, limit]);
  }

  async insert(
    tx: TenantWriteTx,
    { id: orderId, listingId }: { readonly id: string; readonly listingId: number },
    { id, event, lines, before, totalCents, items, createdAt, expiresAt, slot, declined }: OrderAmendment,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO order_amendment (id, order_id, event, listing_id, lines, lines_before, total_cents, items, created_at, expires_at,
                                    slot_from, slot_until, declined_lines)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[id, orderId, event, listingId, JSON.stringify(lines), JSON.stringify(before), totalCents, items],
        ...[
          createdAt,
          expiresAt,
          slot?.from ?? null,
          slot?.until ?? null,
          declined && JSON.stringify(declined),
        ],
      ],
    );
  }

  /** Puts other lines in the place of those of an order that the transaction has locked. */
  async replaceLines(
    tx: TenantWriteTx,
    orderId: string,
    lines: readonly OrderLine[],
    { totalCents, items }: Pick<OrderAmendment, 'totalCents' | 'items'>,
  ): Promise<void> {
    await tx.manager.query('DELETE FROM order_line WHERE order_id = $1', [orderId]);
    await insertLines(tx, orderId, lines);
    await tx.manager.query('UPDATE customer_order SET total_cents = $2, items = $3 WHERE id = $1', [
      orderId,
      totalCents,
      items,
    ]);
  }
}
