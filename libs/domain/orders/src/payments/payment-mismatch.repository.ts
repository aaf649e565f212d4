import type { GatewayPayment } from '@halles/platform/payments';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';

/**
 * How orders and payments differ. `no-order`: money is held or was taken for no order, or twice for one. `no-payment`: the provider
 * knows nothing of a payment of ours. `amount`: what was taken, less what was given back, is not what is owed.
 */
export type MismatchKind = 'no-order' | 'no-payment' | 'amount';

export interface Mismatch {
  readonly listingId: number;
  readonly kind: MismatchKind;
  readonly orderId: string | null;
  readonly payment: string | null;
  readonly oursCents: number | null;
  readonly theirsCents: number | null;
}

/** One as the operator reads it. */
export interface ListedMismatch extends Mismatch {
  readonly id: string;
  readonly shop: string;
  readonly number: string | null;
  readonly foundAt: Date;
}

/** A payment of ours with its order, as reconciling compares them. */
export interface ReconciledPayment {
  readonly orderId: string;
  readonly payment: string | null;
  /** As the provider had it when it was asked last. */
  readonly state: GatewayPayment['state'];
  readonly capturedCents: number;
  readonly refundedCents: number;
  readonly isContested: boolean;
  /** Its customer pays at the shop instead: nothing is owed on it. */
  readonly isExpired: boolean;
}

const SEE = `
  INSERT INTO payment_mismatch (id, listing_id, kind, order_id, payment, ours_cents, theirs_cents, found_at, seen_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
  ON CONFLICT (kind, coalesce(order_id::text, ''), coalesce(payment, '')) WHERE gone_at IS NULL
  DO UPDATE SET seen_at = excluded.seen_at, ours_cents = excluded.ours_cents, theirs_cents = excluded.theirs_cents`;
const LIST = `
  SELECT m.id, m.listing_id AS "listingId", l.name AS shop, m.kind, m.order_id AS "orderId", m.payment, m.ours_cents AS "oursCents",
         m.theirs_cents AS "theirsCents", m.found_at AS "foundAt",
         CASE WHEN o.id IS NOT NULL THEN o.year || '-' || lpad(o.number::text, 4, '0') END AS number
    FROM payment_mismatch m JOIN listing l ON l.id = m.listing_id LEFT JOIN customer_order o ON o.id = m.order_id
   WHERE m.gone_at IS NULL ORDER BY m.found_at, m.id LIMIT $1`;

/** What the operator watches of the payments of a territory. */
export interface PaymentCounts {
  readonly states: Readonly<Record<GatewayPayment['state'] | 'expired', number>>;
  /** The provider refuses something about them. */
  readonly problems: number;
  /** The customer's bank contests them. */
  readonly contested: number;
  readonly mismatches: Readonly<Record<MismatchKind, number>>;
}

const COUNTS = `
  SELECT json_build_object('expired', count(*) FILTER (WHERE state = 'unpaid' AND expired_at IS NOT NULL),
                           'unpaid', count(*) FILTER (WHERE state = 'unpaid' AND expired_at IS NULL), 'authorised', count(*) FILTER (WHERE state = 'authorised'),
                           'captured', count(*) FILTER (WHERE state = 'captured'), 'cancelled', count(*) FILTER (WHERE state = 'cancelled')) AS states,
         count(problem)::int AS problems, (count(*) FILTER (WHERE is_contested))::int AS contested,
         (SELECT json_build_object('no-order', count(*) FILTER (WHERE kind = 'no-order'), 'no-payment', count(*) FILTER (WHERE kind = 'no-payment'),
                                   'amount', count(*) FILTER (WHERE kind = 'amount'))
            FROM payment_mismatch WHERE gone_at IS NULL) AS mismatches
    FROM order_payment`;

/** Where orders and the payments of the provider differ. */
@Injectable()
export class PaymentMismatchRepository {
  /** The payments of ours on an account since an instant. */
  paymentsOf(tx: TenantTx, account: string, since: Date): Promise<ReconciledPayment[]> {
    return tx.manager.query<ReconciledPayment[]>(
      `SELECT order_id AS "orderId", payment, state, captured_cents AS "capturedCents",
              refunded_cents AS "refundedCents", is_contested AS "isContested",
              expired_at IS NOT NULL AS "isExpired"
         FROM order_payment
        WHERE account = $1 AND created_at >= $2 ORDER BY order_id`,
      [account, since],
    );
  }

  /** Notes what was found at a shop; what was not found again is gone. */
  async note(tx: TenantWriteTx, listingId: number, found: readonly Mismatch[], now: Date): Promise<void> {
    for (const { kind, orderId, payment, oursCents, theirsCents } of found)
      await tx.manager.query(SEE, [uuid(), listingId, kind, orderId, payment, oursCents, theirsCents, now]);
    await tx.manager.query(
      'UPDATE payment_mismatch SET gone_at = $2 WHERE listing_id = $1 AND gone_at IS NULL AND seen_at < $2',
      [listingId, now],
    );
  }

  async counts(tx: TenantTx): Promise<PaymentCounts> {
    const [row] = await tx.manager.query<PaymentCounts[]>(COUNTS);
    if (!row) throw new Error('an aggregate returns its row');
    return row;
  }

  list(tx: TenantTx, limit: number): Promise<ListedMismatch[]> {
    return tx.manager.query<ListedMismatch[]>(LIST, [limit]);
  }

  async count(tx: TenantTx): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM payment_mismatch WHERE gone_at IS NULL',
    );
    return row?.count ?? 0;
  }
}
