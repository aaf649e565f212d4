import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { CREDITED_CENTS, creditedEarlier, IS_GIVEN_BACK_SINCE } from '../order-row';
import { marksOf } from '../figures/order-daily-marks';
import { type FeeShare, feeShares } from '../fulfilment/fee';
import type { SalesEntry } from './sale';

/** Behind which entry a page begins: where and what, as the database has it to the microsecond. */
export interface SalesCursor {
  readonly at: string;
  readonly id: string;
}

/** Entries in turn. */
export interface SalesPage {
  readonly entries: readonly SalesEntry[];
  /** The last of them; null where none follow. */
  readonly last: SalesCursor | null;
}

/** A shop and a span of time, without its end. */
export interface SalesSpan {
  readonly listingId: number;
  readonly from: Date;
  readonly until: Date;
}

type Row = Omit<SalesEntry, 'fee' | 'earlier'> & {
  readonly cursor: string;
  readonly feeCents: number;
  /** Of a credit note; null where the fee is that of the order. */
  readonly creditedFee: readonly FeeShare[] | null;
  /** All that was handed over of the order: the fee is taxed by it, also where it is given back. */
  readonly sold: readonly FeeShare[];
  /** Note by note. */
  readonly earlier: readonly (readonly FeeShare[])[];
};

const LINE = `
  json_build_object('name', l.name, 'choices', l.choices, 'quantity', l.quantity, 'totalCents', l.total_cents, 'vatRate', l.vat_rate,
    'weight', CASE WHEN l.weighed_by IS NOT NULL THEN json_build_object(
      'by', l.weighed_by, 'grams', l.estimated_grams, 'finalGrams', l.final_grams, 'mostCents', l.most_cents) END)`;
/** A line `l` that was handed over. */
const IS_SOLD = `
  NOT EXISTS (SELECT FROM order_withdrawal_line w JOIN order_withdrawal d ON d.id = w.withdrawal_id
               WHERE w.order_id = l.order_id AND w.position = l.position AND NOT d.is_refund_due)`;
/** Of an order `o`, where it has a fee. */
const SOLD = `
  (SELECT json_agg(json_build_object('totalCents', l.total_cents, 'vatRate', l.vat_rate)) FROM order_line l
    WHERE l.order_id = o.id AND o.fee_cents > 0 AND ${IS_SOLD}) AS sold`;
/** What of an order `o` was handed over, in cents. */
export const HANDED_OVER = `
  (o.total_cents + o.fee_cents - coalesce(
     (SELECT sum(w.amount_cents + w.fee_cents) FROM order_withdrawal w WHERE w.order_id = o.id AND NOT w.is_refund_due), 0))`;
/** What its shop gave back of it at the provider by itself since: an entry of its own, of the day on which it did. */
const GIVEN_BACK_SINCE = `
  coalesce((SELECT sum(c.cents) FROM credit_note c WHERE c.order_id = o.id AND ${IS_GIVEN_BACK_SINCE}), 0)`;
/**
 * Of its payment `p` what of that was paid online, as `onCardCents` has it: what was captured, less what went back for anything but
 * withdrawals from what was handed over, of which some have no credit note. What was captured beyond it goes back, and was no sale.
 */
export const ONLINE = `
  greatest(least(p.captured_cents - greatest(${CREDITED_CENTS}, p.refunded_cents - coalesce(
             (SELECT sum(w.amount_cents + w.fee_cents) FROM order_withdrawal w WHERE w.order_id = o.id AND w.is_refund_due), 0)) + ${GIVEN_BACK_SINCE},
           ${HANDED_OVER} - p.counter_cents), 0)`;
/** Of an order `o` that was to be paid online; of a month that is over as it was then. */
const PAID_ONLINE = `
  (SELECT coalesce(p.closed_online_cents, ${ONLINE})::int FROM order_payment p WHERE p.order_id = o.id AND p.expired_at IS NULL) AS online_cents`;
/** The same: what neither the card nor the counter paid. */
const UNPAID = `
  (SELECT coalesce(p.closed_unpaid_cents, greatest(${HANDED_OVER} - ${ONLINE} - p.counter_cents, 0))::int FROM order_payment p WHERE p.order_id = o.id AND p.expired_at IS NULL) AS unpaid_cents`;
/** Of an order `o` what of that was paid before it was sent: what was paid too much is given back, before or after it, and was no sale. */
const PAID_IN_ADVANCE = `
  greatest(least(o.advance_cents - coalesce(o.advance_returned_cents, 0), ${HANDED_OVER}), 0)::int AS advance_cents`;
/** Of a withdrawal `w`: what of it goes back to the card. */
const ON_CARD = `
  coalesce((SELECT c.card_cents FROM credit_note c WHERE c.withdrawal_id = w.id), w.amount_cents + w.fee_cents)`;
/** What went back online for a withdrawal `d` from an order `o`: the refunds go to its withdrawals in turn. */
const REFUNDED_ONLINE = `
  (SELECT -least(${ON_CARD}, greatest(p.refunded_cents - ${GIVEN_BACK_SINCE} - (p.captured_cents - ${ONLINE}) - coalesce(earlier.cents, 0), 0))::int
     FROM order_payment p
    CROSS JOIN LATERAL (
      SELECT sum(${ON_CARD}) AS cents FROM order_withdrawal w
       WHERE w.order_id = d.order_id AND w.is_refund_due AND (w.created_at, w.id) < (d.created_at, d.id)) earlier
    CROSS JOIN LATERAL (SELECT d.id, d.amount_cents, d.fee_cents) w
    WHERE p.order_id = d.order_id AND p.expired_at IS NULL) AS online_cents`;
const CREDIT_NOTE = `json_build_object('year', c.year, 'number', c.number)`;
/** What was handed over, without what was withdrawn from before: the same as the order's page has to be paid. */
const SALES = `
  SELECT o.collected_at AS at, o.id, 'sale' AS operation, o.year, o.number, o.kind, NULL::timestamptz AS refunded_at,
         o.fulfilment, o.fee_cents, ${PAID_ONLINE}, ${UNPAID}, ${PAID_IN_ADVANCE}, ${SOLD}, NULL::json AS credit_note, NULL::jsonb AS fee, NULL::json AS earlier,
         (SELECT json_agg(${LINE} ORDER BY l.position) FROM order_line l
           WHERE l.order_id = o.id AND ${IS_SOLD}) AS lines
    FROM customer_order o
   WHERE o.listing_id = $1 AND o.state = 'collected' AND o.collected_at >= $2 AND o.collected_at < $3
     AND (o.collected_at, o.id) > ($4, $5)
   ORDER BY o.collected_at, o.id LIMIT $6`;
/** What customers withdrew from after that, or shops gave back: as its credit note has it, and whole lines where it has none. */
const WITHDRAWALS = `
  SELECT d.created_at AS at, d.id, CASE WHEN d.is_by_shop THEN 'return' ELSE 'withdrawal' END AS operation, o.year, o.number, o.kind, d.refunded_at,
         o.fulfilment, d.fee_cents, ${REFUNDED_ONLINE}, NULL::int AS unpaid_cents, NULL::int AS advance_cents, ${SOLD},
         (SELECT ${CREDIT_NOTE} FROM credit_note c WHERE c.withdrawal_id = d.id) AS credit_note, NULL::jsonb AS fee,
         (SELECT ${creditedEarlier('sold')} FROM credit_note c WHERE c.withdrawal_id = d.id) AS earlier,
         coalesce((SELECT c.lines::json FROM credit_note c WHERE c.withdrawal_id = d.id), (
           SELECT json_agg(${LINE} ORDER BY l.position) FROM order_withdrawal_line w
             JOIN order_line l ON l.order_id = w.order_id AND l.position = w.position WHERE w.withdrawal_id = d.id)) AS lines
    FROM order_withdrawal d JOIN customer_order o ON o.id = d.order_id
   WHERE d.listing_id = $1 AND d.is_refund_due AND d.created_at >= $2 AND d.created_at < $3
     AND (d.created_at, d.id) > ($4, $5)
   ORDER BY d.created_at, d.id LIMIT $6`;
/** What was paid, online or in advance, and went back since it was not handed over. */
const PREPAID = `
  SELECT c.created_at AS at, c.id, 'prepaid' AS operation, o.year, o.number, o.kind, c.created_at AS refunded_at,
         o.fulfilment, 0 AS fee_cents, CASE WHEN c.card_cents IS DISTINCT FROM 0 THEN -c.cents END AS online_cents, NULL::int AS unpaid_cents,
         CASE WHEN c.card_cents = 0 THEN -c.cents END AS advance_cents, NULL::json AS sold, ${CREDIT_NOTE} AS credit_note, c.fee,
         ${creditedEarlier('prepaid')} AS earlier, c.lines::json AS lines
    FROM credit_note c JOIN customer_order o ON o.id = c.order_id
   WHERE c.listing_id = $1 AND c.is_prepaid AND NOT ${IS_GIVEN_BACK_SINCE} AND c.created_at >= $2 AND c.created_at < $3
     AND (c.created_at, c.id) > ($4, $5)
   ORDER BY c.created_at, c.id LIMIT $6`;
/** What shops gave back at the provider by themselves of what was handed over: a sale of a month that is over stays as it was. */
const GIVEN_BACK = `
  SELECT c.created_at AS at, c.id, 'return' AS operation, o.year, o.number, o.kind, c.created_at AS refunded_at,
         o.fulfilment, 0 AS fee_cents, -c.cents AS online_cents, NULL::int AS unpaid_cents, NULL::int AS advance_cents, NULL::json AS sold, ${CREDIT_NOTE} AS credit_note, c.fee,
         ${creditedEarlier('sold')} AS earlier, c.lines::json AS lines
    FROM credit_note c JOIN customer_order o ON o.id = c.order_id
   WHERE c.listing_id = $1 AND ${IS_GIVEN_BACK_SINCE} AND c.created_at >= $2 AND c.created_at < $3
     AND (c.created_at, c.id) > ($4, $5)
   ORDER BY c.created_at, c.id LIMIT $6`;
/** What was paid of sales once their month was over, or was not after all. */
const LATER = `
  SELECT (x ->> 'at')::timestamptz AS at, (x ->> 'id')::uuid AS id, 'payment' AS operation, o.year, o.number, o.kind, NULL::timestamptz AS refunded_at,
         o.fulfilment, 0 AS fee_cents, (x ->> 'online')::int AS online_cents, (x ->> 'unpaid')::int AS unpaid_cents, NULL::int AS advance_cents,
         NULL::json AS sold, NULL::json AS credit_note, NULL::jsonb AS fee, NULL::json AS earlier, NULL::json AS lines
    FROM order_payment p JOIN customer_order o ON o.id = p.order_id CROSS JOIN LATERAL jsonb_array_elements(p.later) AS x
   WHERE p.listing_id = $1 AND p.later IS NOT NULL AND (x ->> 'at')::timestamptz >= $2 AND (x ->> 'at')::timestamptz < $3
     AND ((x ->> 'at')::timestamptz, (x ->> 'id')::uuid) > ($4, $5)
   ORDER BY 1, 2 LIMIT $6`;
const ENTRIES = `
  SELECT id, operation, at, at::text AS cursor, json_build_object('year', year, 'number', number) AS number, kind,
         refunded_at AS "refundedAt", fulfilment, fee_cents AS "feeCents", online_cents AS "onlineCents", unpaid_cents AS "unpaidCents", advance_cents AS "advanceCents", coalesce(sold, '[]') AS sold, coalesce(lines, '[]') AS lines,
         credit_note AS "creditNote", fee AS "creditedFee", coalesce(earlier, '[]') AS earlier
    FROM ((${SALES}) UNION ALL (${WITHDRAWALS}) UNION ALL (${PREPAID}) UNION ALL (${GIVEN_BACK}) UNION ALL (${LATER})) entry ORDER BY at, id LIMIT $6`;
/** Before every entry. */
const FIRST: SalesCursor = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
/** A server of the release before hands over without saying when: its event does. */
const BACKFILL_HAND_OVERS = `
  WITH mended AS (
    UPDATE customer_order o SET collected_at = e.at
      FROM (SELECT c.id, max(e.created_at) AS at FROM customer_order c JOIN order_event e ON e.order_id = c.id
             WHERE c.listing_id = $1 AND c.state = 'collected' AND c.collected_at IS NULL
               AND e.state = 'collected' AND e.reason IS DISTINCT FROM 'withdrawal' GROUP BY c.id) e
     WHERE o.id = e.id AND o.state = 'collected' AND o.collected_at IS NULL
    RETURNING o.listing_id, o.created_at, o.collected_at)
  ${marksOf('mended', { id: '$2', timeZone: '$3' })}`;

/** The journal of what was handed over and paid for. */
@Injectable()
export class SalesRepository {
  /** What was handed over and withdrawn from in a span, the oldest first. @param after the last one that was read */
  async page(
    tx: TenantTx,
    { listingId, from, until }: SalesSpan,
    after: SalesCursor | null,
    limit: number,
  ): Promise<SalesPage> {
    const { at, id } = after ?? FIRST;
    const rows = await tx.manager.query<Row[]>(ENTRIES, [listingId, from, until, at, id, limit]);
    const last = rows.length < limit ? undefined : rows.at(-1);
    return {
      entries: rows.map(({ cursor: _, feeCents, creditedFee, sold, earlier, ...entry }) => ({
        ...entry,
        earlier: earlier.flat(),
        fee: creditedFee ?? feeShares(feeCents, sold),
      })),
      last: last ? { at: last.cursor, id: last.id } : null,
    };
  }

  /** Writes down when what was handed over was, where nobody did, and has those days counted anew. */
  async backfillHandOvers(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query(BACKFILL_HAND_OVERS, [listingId, uuid(), tx.ctx.tenant.settings.timeZone]);
  }
}
