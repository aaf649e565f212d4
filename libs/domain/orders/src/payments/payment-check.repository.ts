import type { PaymentCheckKind } from '@halles/contracts';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A payment online that a person has to look at. */
export interface PaymentCheck {
  readonly kind: PaymentCheckKind;
  readonly id: string;
  readonly listing: { readonly id: number; readonly name: string | null };
  readonly number: string | null;
  readonly payment: string | null;
  readonly problem: string | null;
  readonly at: Date;
}

/** The last one of the page before. */
export type PaymentCheckCursor = Pick<PaymentCheck, 'at' | 'id' | 'kind'>;

/** What was asked last is what is refused, unless it was done: then something else is. */
const REFUSED_KIND = `CASE WHEN a.outcome = 'done' THEN 'refused' ELSE coalesce(a.kind || '-refused', 'refused') END`;
const CHECKS = `
  SELECT m.kind, m.id, m.found_at AS at, m.listing_id, m.order_id, m.payment, NULL AS problem
    FROM payment_mismatch m WHERE m.gone_at IS NULL
  UNION ALL
  SELECT ${REFUSED_KIND}, p.order_id, coalesce(a.created_at, p.created_at), p.listing_id, p.order_id, p.payment, p.problem
    FROM order_payment p
    LEFT JOIN LATERAL (SELECT kind, outcome, created_at FROM order_payment_act WHERE order_id = p.order_id
                        ORDER BY number DESC LIMIT 1) a ON true
   WHERE p.problem IS NOT NULL
  UNION ALL
  SELECT 'contested', p.order_id, p.created_at, p.listing_id, p.order_id, p.payment, NULL
    FROM order_payment p WHERE p.is_contested AND p.created_at >= $1`;
/** Whoever looks reads which order of which shop; the payment only where no order is known. */
const LIST = `
  SELECT c.kind, c.id, c.at, json_build_object('id', l.id, 'name', l.name) AS listing, c.problem,
         CASE WHEN o.id IS NOT NULL THEN o.year || '-' || lpad(o.number::text, 4, '0') END AS number,
         CASE WHEN o.id IS NULL THEN c.payment END AS payment
    FROM (${CHECKS}) c JOIN listing l ON l.id = c.listing_id LEFT JOIN customer_order o ON o.id = c.order_id
   WHERE $2::timestamptz IS NULL OR (c.at, c.id, c.kind) > ($2, $3::uuid, $4::text)
   ORDER BY c.at, c.id, c.kind LIMIT $5`;

/** The payments online of a territory that a person has to look at. */
@Injectable()
export class PaymentCheckRepository {
  /**
   * The oldest first.
   * @param contestedSince payments that are contested and older are left out: the bank has decided
   * @param after the last one of the page before; null: the first page
   */
  list(
    tx: TenantTx,
    contestedSince: Date,
    after: PaymentCheckCursor | null,
    limit: number,
  ): Promise<PaymentCheck[]> {
    const { at = null, id = null, kind = null } = after ?? {};
    return tx.manager.query<PaymentCheck[]>(LIST, [contestedSince, at, id, kind, limit]);
  }
}
