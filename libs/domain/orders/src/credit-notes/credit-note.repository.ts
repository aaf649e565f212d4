import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { IS_GIVEN_BACK_SINCE } from '../order-row';
import { centsOf, type CreditNote, inTurn } from './credit-note';

const COLUMNS = `
  c.id, json_build_object('year', c.year, 'number', c.number) AS number, c.cause, c.withdrawal_id AS "withdrawalId",
  c.is_prepaid AS "isPrepaid", c.lines, c.fee, c.cents, c.seller, c.card_cents AS "cardCents", c.created_at AS at, (NOT c.is_prepaid OR ${IS_GIVEN_BACK_SINCE}) AS "isSold"`;
const OF_ORDER = `SELECT ${COLUMNS} FROM credit_note c JOIN customer_order o ON o.id = c.order_id WHERE c.order_id = $1 ORDER BY c.created_at, c.number`;
const ORDER_OF = 'SELECT order_id AS "orderId" FROM credit_note WHERE id = $1';
const NEXT = `
  INSERT INTO credit_note_number AS n (listing_id, year, last) VALUES ($1, $2, 1)
  ON CONFLICT (listing_id, year) DO UPDATE SET last = n.last + 1 RETURNING last`;
const INSERT = `
  INSERT INTO credit_note (id, order_id, listing_id, year, number, cause, withdrawal_id, is_prepaid, lines, fee, cents, created_at,
                           seller, card_cents)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

/** Credit notes of orders. */
@Injectable()
export class CreditNoteRepository {
  /** Those of an order, the oldest first. */
  async listByOrder(tx: TenantTx, orderId: string): Promise<CreditNote[]> {
    return inTurn(await tx.manager.query<Parameters<typeof inTurn>[0]>(OF_ORDER, [orderId]));
  }

  /** The order that a note is of; null where it is gone. */
  async orderOf(tx: TenantTx, id: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ orderId: string }[]>(ORDER_OF, [id]);
    return row?.orderId ?? null;
  }

  /** Raises the counter of a shop's year and gives the number: held until the transaction ends, so that none is left out. */
  async nextNumber(tx: TenantWriteTx, listingId: number, year: number): Promise<number> {
    const [row] = await tx.manager.query<{ last: number }[]>(NEXT, [listingId, year]);
    if (!row) throw new Error('an upsert returns its row');
    return row.last;
  }

  async insert(
    tx: TenantWriteTx,
    { id: orderId, listingId }: { readonly id: string; readonly listingId: number },
    {
      id,
      number,
      cause,
      withdrawalId,
      isPrepaid,
      lines,
      fee,
      seller,
      cardCents,
      at,
    }: Omit<CreditNote, 'cents' | 'earlier'>,
  ): Promise<void> {
    await tx.manager.query(INSERT, [
      ...[id, orderId, listingId, number.year, number.number, cause, withdrawalId, isPrepaid],
      ...[JSON.stringify(lines), JSON.stringify(fee), centsOf({ lines, fee }), at],
      ...[JSON.stringify(seller), cardCents],
    ]);
  }
}
