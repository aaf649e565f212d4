import type { OrderSummary } from './order';
import type { OrderPayment } from './payments/order-payment';

/** Whether the mail of an assurance `a` reached nobody: the mail server refused it, or too many of its kind had gone in a short time. */
export const IS_UNDELIVERED = `EXISTS (SELECT FROM mail_delivery d WHERE d.ref = a.id AND (d.status IN ('withheld', 'refused') OR d.bounced_at IS NOT NULL))`;

/** Whether a line `l` has to be weighed yet. */
const TO_WEIGH = `
  l.weighed_by IS NOT NULL AND l.final_grams IS NULL
  AND NOT EXISTS (SELECT FROM order_withdrawal_line w WHERE w.order_id = l.order_id AND w.position = l.position)`;

/** What went back to the card of an order `o`, was for nothing that was handed over, and has a credit note. */
export const CREDITED_CENTS = `
  coalesce((SELECT sum(c.cents) FROM credit_note c WHERE c.order_id = o.id AND c.is_prepaid), 0)`;
/** Whether a note `c` of an order `o` tells of what its shop gave back at the provider by itself once it was handed over. */
export const isGivenBackSince = (note: 'c' | 'e'): string => `
  (${note}.is_prepaid AND ${note}.cause = 'other' AND o.collected_at IS NOT NULL AND ${note}.created_at >= o.collected_at
   AND ${note}.card_cents IS DISTINCT FROM 0)`;
export const IS_GIVEN_BACK_SINCE = isGivenBackSince('c');
/** What notes before a note `c` of an order `o` gave back of what was handed over, or of what was not: lines and fees, note by note. */
export const creditedEarlier = (of: 'sold' | 'prepaid'): string => `
  (SELECT json_agg(e.lines || e.fee) FROM credit_note e
    WHERE e.order_id = o.id AND (e.created_at, e.year, e.number) < (c.created_at, c.year, c.number)
      AND ${of === 'sold' ? '' : 'NOT '}(NOT e.is_prepaid OR ${isGivenBackSince('e')}))`;
/** The same, without what its shop gave back at the provider by itself once it was handed over. */
const CREDITED_BEFORE = `
  coalesce((SELECT sum(c.cents) FROM credit_note c WHERE c.order_id = o.id AND c.is_prepaid AND NOT ${IS_GIVEN_BACK_SINCE}), 0)`;

/** The columns of an order `o` without its lines, as `toOrderSummary` reads them. */
export const ORDER_SUMMARY = `
  o.id, o.listing_id AS "listingId", json_build_object('year', o.year, 'number', o.number) AS number, o.kind, o.fulfilment,
  o.fee_cents AS "feeCents", o.collection_point_id AS "pointId", o.collection_point AS point, o.delivery_address AS address,
  o.payment_instructions AS "paymentInstructions", o.advance_cents AS "advanceCents", o.advance_at AS "advanceAt",
  o.advance_returned_cents AS "advanceReturnedCents", o.advance_returned_at AS "advanceReturnedAt",
  o.is_list AS "isList",
  o.notices_due_at AS "noticesDueAt", o.state, o.event, o.slot_from AS "slotFrom", o.slot_until AS "slotUntil", o.total_cents + o.fee_cents AS "totalCents", o.items,
  (SELECT t.cancellation FROM sale_terms t WHERE t.listing_id = o.listing_id AND t.digest = o.terms_digest) AS cancellation,
  (SELECT coalesce(sum(l.quantity), 0)::int FROM order_withdrawal_line w JOIN order_line l USING (order_id, position)
    JOIN order_withdrawal d ON d.id = w.withdrawal_id
    WHERE w.order_id = o.id AND NOT d.is_refund_due) AS "withdrawnItems",
  (SELECT coalesce(sum(w.amount_cents + w.fee_cents), 0)::int FROM order_withdrawal w
    WHERE w.order_id = o.id AND NOT w.is_refund_due) AS "withdrawnCents",
  (SELECT coalesce(sum(l.most_cents - l.total_cents), 0)::int + o.total_cents + o.fee_cents FROM order_line l WHERE l.order_id = o.id AND ${TO_WEIGH}) AS "mostCents",
  (SELECT count(*)::int FROM order_line l WHERE l.order_id = o.id AND ${TO_WEIGH}) AS unweighed,
  o.customer_name AS "customerName", o.customer_email AS "customerEmail", o.customer_phone AS "customerPhone",
  o.wants_texts AS "wantsTexts", o.collector_name AS collector, o.note,
  o.code, o.locale, o.created_at AS "createdAt",
  (SELECT CASE WHEN a.customer_notified_at IS NOT NULL AND (o.customer_email IS NULL OR ${IS_UNDELIVERED}) THEN 'unreached'
               WHEN a.customer_notified_at IS NOT NULL THEN 'notified' WHEN a.called_at IS NOT NULL THEN 'called' ELSE 'alerted' END
     FROM order_assurance a WHERE o.state = 'received' AND a.order_id = o.id AND a.event = o.event) AS assurance,
  (SELECT a.expires_at FROM order_amendment a
    WHERE o.state IN ('received', 'accepted', 'preparing') AND a.order_id = o.id AND a.event = o.event) AS "proposedUntil",
  (SELECT json_build_object('cents', p.cents, 'state', p.state, 'capturedCents', p.captured_cents, 'refundedCents', p.refunded_cents,
                            'creditedCents', (${CREDITED_CENTS})::int, 'creditedBeforeCents', (${CREDITED_BEFORE})::int,
                            'counterCents', p.counter_cents, 'isContested', p.is_contested, 'problem', p.problem, 'isAccountClosed', p.is_account_closed,
                            'paidAt', (SELECT max(a.ended_at) FROM order_payment_act a
                                        WHERE a.order_id = p.order_id AND a.kind = 'capture' AND a.outcome = 'done'),
                            'refunds', (SELECT coalesce(json_agg(json_build_object('cents', a.cents, 'at', a.ended_at) ORDER BY a.number), '[]')
                                          FROM order_payment_act a
                                         WHERE a.order_id = p.order_id AND a.kind = 'refund' AND a.outcome = 'done'))
     FROM order_payment p WHERE p.order_id = o.id AND p.expired_at IS NULL) AS payment`;

export type OrderRow = Omit<OrderSummary, 'slot' | 'customer' | 'payment' | 'advance'> & {
  readonly advanceCents: number | null;
  readonly advanceAt: Date | null;
  readonly advanceReturnedCents: number | null;
  readonly advanceReturnedAt: Date | null;
  /** As JSON has it: instants as text. */
  readonly payment:
    | (Omit<OrderPayment, 'paidAt' | 'refunds'> & {
        readonly paidAt: string | null;
        readonly refunds: readonly { readonly cents: number; readonly at: string }[];
      })
    | null;
  readonly slotFrom: Date;
  readonly slotUntil: Date;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly customerPhone: string | null;
  readonly wantsTexts: boolean;
  readonly collector: string | null;
};

/** An order as it is stored. Pure. */
export function toOrderSummary({
  slotFrom,
  slotUntil,
  customerName,
  customerEmail,
  customerPhone,
  wantsTexts,
  collector,
  payment,
  advanceCents,
  advanceAt,
  advanceReturnedCents,
  advanceReturnedAt,
  ...row
}: OrderRow): OrderSummary {
  return {
    ...row,
    slot: { from: slotFrom, until: slotUntil },
    advance:
      advanceCents === null || advanceAt === null
        ? null
        : {
            ...{ cents: advanceCents, at: advanceAt },
            ...(advanceReturnedCents === null || advanceReturnedAt === null
              ? {}
              : { returned: { cents: advanceReturnedCents, at: advanceReturnedAt } }),
          },
    payment: payment && {
      ...payment,
      paidAt: payment.paidAt === null ? null : new Date(payment.paidAt),
      refunds: payment.refunds.map(({ cents, at }) => ({ cents, at: new Date(at) })),
    },
    customer:
      customerName === null
        ? null
        : { name: customerName, email: customerEmail, phone: customerPhone, wantsTexts, collector },
  };
}
