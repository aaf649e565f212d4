import { DeliveryRepository } from '@halles/domain/deliveries';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary, OrderWithdrawal } from './order';
import { ORDER_SUMMARY, type OrderRow, toOrderSummary } from './order-row';
import { advanceToGiveBackCents, CAME_TO_NOTHING } from './payments/advance-payment';
import { owedRefundCents } from './payments/payment';

const COLUMNS = `
  w.id, w.amount_cents + w.fee_cents AS "amountCents", w.fee_cents AS "feeCents", w.is_refund_due AS "isRefundDue", w.is_by_shop AS "isByShop", w.is_restocked AS "isRestocked", w.created_at AS at, w.refunded_at AS "refundedAt",
  w.customer_name AS "customerName", w.customer_email AS "customerEmail",
  (SELECT coalesce(json_agg(l.position ORDER BY l.position), '[]')
     FROM order_withdrawal_line l WHERE l.withdrawal_id = w.id) AS positions,
  (SELECT coalesce(json_agg(json_build_object('position', l.position, 'quantity', l.quantity, 'cents', l.cents) ORDER BY l.position), '[]')
     FROM order_withdrawal_line l WHERE l.withdrawal_id = w.id AND l.quantity IS NOT NULL) AS parts`;
const OF_ORDER = `SELECT ${COLUMNS} FROM order_withdrawal w WHERE w.order_id = $1 ORDER BY w.created_at, w.id`;

const FORGET = 'UPDATE order_withdrawal SET customer_name = NULL, customer_email = NULL WHERE';
export const WITHDRAWN_BY = `
  SELECT o.year || '-' || lpad(o.number::text, 4, '0') AS number, w.customer_name AS name, w.customer_email AS email,
         w.amount_cents + w.fee_cents AS "amountCents", w.created_at AS "createdAt", w.refunded_at AS "refundedAt"
    FROM order_withdrawal w JOIN customer_order o ON o.id = w.order_id
   WHERE lower(btrim(normalize(w.customer_email, NFKC))) = $1 ORDER BY w.created_at, w.id`;
export const FORGET_WITHDRAWN_BY = `${FORGET} lower(btrim(normalize(customer_email, NFKC))) = $1 RETURNING id`;

/** Orders of shops of which something is to be given back that nobody noted as given back, by the oldest of it. */
const TO_REFUND = `
  SELECT w.order_id AS id, min(w.created_at) AS since, min(w.created_at)::text AS "sinceText" FROM order_withdrawal w
   WHERE w.listing_id = ANY ($1) AND w.is_refund_due AND w.refunded_at IS NULL
   GROUP BY w.order_id
  HAVING $3::timestamptz IS NULL OR (min(w.created_at), w.order_id) > ($3::timestamptz, $4::uuid)
   ORDER BY min(w.created_at), w.order_id LIMIT $2`;
/**
 * Orders of whose payment in advance more came than they owe, or all of it where they came to nothing, as `advanceToGiveBackCents`
 * says: the one whose last event is the longest ago first. Once an order is sent it is looked at only where its columns say that too
 * much came, or where something was withdrawn from before: of most that were paid in advance nothing is owed for ever.
 */
const ADVANCES_TO_RETURN = `
  WITH looked_at AS (
    SELECT id FROM customer_order
     WHERE listing_id = ANY ($1) AND advance_cents > coalesce(advance_returned_cents, 0)
       AND (state <> 'collected' OR advance_cents - coalesce(advance_returned_cents, 0) > total_cents + fee_cents)
    UNION
    SELECT order_id FROM order_withdrawal WHERE listing_id = ANY ($1) AND NOT is_refund_due
  )
  SELECT o.id, (SELECT max(e.created_at) FROM order_event e WHERE e.order_id = o.id) AS since
    FROM looked_at JOIN customer_order o USING (id)
   WHERE o.advance_cents > coalesce(o.advance_returned_cents, 0)
     AND (o.state = ANY ($3)
          OR o.advance_cents - coalesce(o.advance_returned_cents, 0) > o.total_cents + o.fee_cents - coalesce(
               (SELECT sum(w.amount_cents + w.fee_cents) FROM order_withdrawal w WHERE w.order_id = o.id AND NOT w.is_refund_due), 0))
   ORDER BY since, o.id LIMIT $2`;
const SUMMARIES = `SELECT ${ORDER_SUMMARY} FROM customer_order o WHERE o.id = ANY ($1)`;
const OF_ORDERS = `
  SELECT ${COLUMNS}, w.order_id AS "orderId" FROM order_withdrawal w WHERE w.order_id = ANY ($1) ORDER BY w.created_at, w.id`;

const TAKE_WITHHELD = `
  DELETE FROM mail_delivery
   WHERE status = 'withheld' AND ref IN (
     SELECT id FROM (
       SELECT w.id, row_number() OVER (PARTITION BY lower(w.customer_email) ORDER BY w.created_at, w.id) AS turn
         FROM order_withdrawal w JOIN mail_delivery d ON d.ref = w.id AND d.status = 'withheld'
        WHERE w.created_at > $1 AND w.customer_email IS NOT NULL) withheld
      WHERE turn <= $2)
  RETURNING ref`;

type Row = Omit<OrderWithdrawal, 'customer'> & {
  readonly customerName: string | null;
  readonly customerEmail: string | null;
};

/** A withdrawal as it is stored. Pure. */
const toWithdrawal = ({ customerName, customerEmail, ...row }: Row): OrderWithdrawal => ({
  ...row,
  customer:
    customerName === null || customerEmail === null ? null : { name: customerName, email: customerEmail },
});

/** An order of which something is to be given back that nobody noted. */
interface DueOrder {
  readonly id: string;
  readonly since: Date;
  /** The same in full: dates of JavaScript have no microseconds. */
  readonly sinceText: string;
}

/** What a shop has yet to give back of an order. */
export interface OwedRefund extends Pick<OrderSummary, 'listingId' | 'number'> {
  readonly orderId: string;
  readonly amountCents: number;
  readonly since: Date;
  /** Whether its customer withdrew from none of what is owed: the shop gives it back as missing or faulty. */
  readonly isByShop: boolean;
  /** It was paid in advance, and came to nothing. */
  readonly isAdvance?: boolean;
}

/** A withdrawal as it is stored. */
export type NewWithdrawal = Omit<OrderWithdrawal, 'refundedAt'>;

/** What customers withdrew from. */
@Injectable()
export class WithdrawalRepository {
  constructor(private readonly deliveries: DeliveryRepository) {}

  /** Those of an order, the oldest first. */
  async listByOrder(tx: TenantTx, orderId: string): Promise<OrderWithdrawal[]> {
    const rows = await tx.manager.query<Row[]>(OF_ORDER, [orderId]);
    return rows.map(toWithdrawal);
  }

  /** The order that a withdrawal is of; null where it is gone. */
  async orderOf(tx: TenantTx, id: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ orderId: string }[]>(
      'SELECT order_id AS "orderId" FROM order_withdrawal WHERE id = $1',
      [id],
    );
    return row?.orderId ?? null;
  }

  /** Stores a withdrawal from lines of an order that the transaction has locked. */
  async insert(
    tx: TenantWriteTx,
    { id: orderId, listingId }: Pick<OrderSummary, 'id' | 'listingId'>,
    withdrawal: NewWithdrawal,
  ): Promise<void> {
    const {
      id,
      customer,
      amountCents,
      feeCents,
      isRefundDue,
      isByShop,
      isRestocked = false,
      at,
    } = withdrawal;
    const { positions, parts = [] } = withdrawal;
    await tx.manager.query(
      `INSERT INTO order_withdrawal (id, order_id, listing_id, customer_name, customer_email, amount_cents, fee_cents,
                                     is_refund_due, created_at, is_by_shop, is_restocked)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[id, orderId, listingId, customer?.name ?? null, customer?.email ?? null],
        ...[amountCents - feeCents, feeCents, isRefundDue, at, isByShop, isRestocked],
      ],
    );
    await tx.manager.query(
      `INSERT INTO order_withdrawal_line (order_id, position, withdrawal_id, quantity, cents, cents_before)
       SELECT $1, l.position, $3, p.quantity, p.cents,
              CASE WHEN p.position IS NULL THEN 0
                   ELSE coalesce((SELECT sum(w.cents) FROM order_withdrawal_line w WHERE w.order_id = $1 AND w.position = l.position), 0) END
         FROM unnest($2::smallint[]) AS l (position)
         LEFT JOIN jsonb_to_recordset($4::jsonb) AS p (position smallint, quantity smallint, cents integer) ON p.position = l.position`,
      [orderId, positions, id, JSON.stringify(parts)],
    );
  }

  /** Says of some withdrawals that their money was given back, or takes that back. @param at null takes it back */
  async setRefunded(
    tx: TenantWriteTx,
    ids: readonly string[],
    at: Date | null,
    accountId: string | null,
  ): Promise<void> {
    await tx.manager.query(
      'UPDATE order_withdrawal SET refunded_at = $2, refunded_by = $3 WHERE id = ANY ($1) AND is_refund_due AND (refunded_at IS NULL) = ($2::timestamptz IS NOT NULL)',
      [ids, at, at === null ? null : accountId],
    );
  }

  /**
   * Orders of shops whose money the shop has yet to give back by itself (`owedRefundCents`), the oldest withdrawal first. Of many,
   * as of one whose card was never charged, nothing is owed though nobody notes it: they take nobody's place.
   */
  async listOwedRefunds(tx: TenantTx, listingIds: readonly number[], limit: number): Promise<OwedRefund[]> {
    const owed: OwedRefund[] = [];
    let after: DueOrder | null = null;
    do {
      const page: DueOrder[] = await tx.manager.query<DueOrder[]>(TO_REFUND, [
        ...[listingIds, limit],
        ...[after?.sinceText ?? null, after?.id ?? null],
      ]);
      owed.push(...(await this.owedOf(tx, page)));
      after = page.length < limit ? null : (page.at(-1) ?? null);
    } while (after !== null && owed.length < limit);
    return owed.slice(0, limit);
  }

  /** The same of what was paid in advance and came to nothing: where it ended, or was withdrawn from, the longest ago first. */
  async listOwedAdvances(tx: TenantTx, listingIds: readonly number[], limit: number): Promise<OwedRefund[]> {
    const found = await tx.manager.query<Pick<DueOrder, 'id' | 'since'>[]>(ADVANCES_TO_RETURN, [
      ...[listingIds, limit, [...CAME_TO_NOTHING]],
    ]);
    if (found.length === 0) return [];
    const rows = await tx.manager.query<OrderRow[]>(SUMMARIES, [found.map(({ id }) => id)]);
    const orders = new Map(rows.map((row) => [row.id, toOrderSummary(row)]));
    return found.flatMap(({ id, since }) => {
      const order = orders.get(id);
      if (!order) return [];
      const { listingId, number } = order;
      const amountCents = advanceToGiveBackCents(order);
      return [{ orderId: id, listingId, number, amountCents, since, isByShop: false, isAdvance: true }];
    });
  }

  private async owedOf(tx: TenantTx, found: readonly DueOrder[]): Promise<OwedRefund[]> {
    if (found.length === 0) return [];
    const ids = found.map(({ id }) => id);
    const orders = new Map(
      (await tx.manager.query<OrderRow[]>(SUMMARIES, [ids])).map((row) => [row.id, toOrderSummary(row)]),
    );
    const all = await tx.manager.query<(Row & { readonly orderId: string })[]>(OF_ORDERS, [ids]);
    return found.flatMap(({ id, since }) => {
      const order = orders.get(id);
      if (!order) return [];
      const withdrawals = all.filter(({ orderId }) => orderId === id).map(toWithdrawal);
      const amountCents = owedRefundCents({ ...order, withdrawals });
      const { listingId, number } = order;
      const isByShop = withdrawals.every(
        (one) => one.isByShop || !one.isRefundDue || one.refundedAt !== null,
      );
      return amountCents > 0 ? [{ orderId: id, listingId, number, amountCents, since, isByShop }] : [];
    });
  }

  /**
   * The oldest withdrawals since an instant whose acknowledgement was withheld, a few of each address. That it was is forgotten: the
   * next delivery says what became of it.
   */
  async claimWithheld(tx: TenantWriteTx, since: Date, ofAddress: number): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ ref: string }[], number]>(TAKE_WITHHELD, [since, ofAddress]);
    return rows.map(({ ref }) => ref);
  }

  /** Forgets who withdrew before an instant. Returns how many. */
  async forgetBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    return this.forget(tx, `${FORGET} created_at < $1 AND customer_email IS NOT NULL RETURNING id`, instant);
  }

  /** What somebody withdrew from. @param email as accounts have it (`normalizeEmail`) */
  withdrawnBy(tx: TenantTx, email: string): Promise<unknown[]> {
    return tx.manager.query<unknown[]>(WITHDRAWN_BY, [email]);
  }

  /** Forgets who withdrew with an address. @param email as accounts have it (`normalizeEmail`) */
  async forgetWithdrawnBy(tx: TenantWriteTx, email: string): Promise<void> {
    await this.forget(tx, FORGET_WITHDRAWN_BY, email);
  }

  /** Forgets who withdrew from such orders. */
  async forgetOfOrders(tx: TenantWriteTx, orderIds: readonly string[]): Promise<void> {
    await this.forget(tx, `${FORGET} order_id = ANY ($1) RETURNING id`, orderIds);
  }

  /** What is known of the mail to a customer bears their address: it goes with their name. */
  private async forget(
    tx: TenantWriteTx,
    statement: string,
    whose: string | readonly string[] | Date,
  ): Promise<number> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(statement, [whose]);
    await this.deliveries.deleteByRefs(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  }
}
