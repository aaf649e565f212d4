import { DeliveryRepository } from '@halles/domain/deliveries';
import { Outbox } from '@halles/platform/outbox';
import { pipelined, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AdvancePayment, Order, OrderEvent, OrderLine, OrderProgress, OrderSummary } from './order';
import { ORDER_SUMMARY, type OrderRow, toOrderSummary } from './order-row';
import { settlePayment } from './order.events';
import { endsUntold } from './order-state';
import type { WeighedLine } from './order-weighing';
import { OrderBrowserRepository } from './browsers/order-browser.repository';
import { dayOf, marksOf } from './figures/order-daily-marks';
import { HandOverRepository } from './hand-over/hand-over.repository';
import { APPEND_EVENT, EVENT_VALUES, eventValues, insertionOfEvent } from './order-event.rows';
import type { OrderStep } from './order-step';
import { insertionOfLines, lineValues } from './order-line.rows';
import { ShoppingListRepository } from './lists/shopping-list.repository';
import { SilenceRepository } from './silence/silence.repository';
import { WithdrawalRepository } from './withdrawal.repository';

const LINES = `
  SELECT product_id AS "productId", name, choices, quantity, unit_cents AS "unitCents", total_cents AS "totalCents",
         CASE WHEN weighed_by IS NOT NULL THEN json_build_object(
           'by', weighed_by, 'grams', estimated_grams, 'finalGrams', final_grams, 'mostCents', most_cents) END AS weight, vat,
         vat_rate AS "vatRate", minimum_age AS "minimumAge", age_restriction AS "ageRestriction", withdrawal, allergens
    FROM order_line WHERE order_id = $1 ORDER BY position`;

const EVENTS = `
  SELECT e.event, e.state, e.actor, e.reason, e.delay_minutes AS "delayMinutes", e.weighed, e.while_closed AS "whileClosed", e.takes_back AS "takesBack",
         coalesce(e.overridden, CASE WHEN e.overrides IS NULL THEN '{}' ELSE ARRAY[e.overrides] END) AS overrides, e.created_at AS at,
         CASE WHEN h.event IS NOT NULL THEN json_build_object(
           'code', h.code, 'recipient', h.recipient_name, 'sawProofOfAge', h.saw_proof_of_age, 'withoutProof', h.without_proof) END AS "handOver"
    FROM order_event e LEFT JOIN order_hand_over h ON h.order_id = e.order_id AND h.event = e.event
   WHERE e.order_id = $1 ORDER BY e.event`;

const ONE = `SELECT ${ORDER_SUMMARY} FROM customer_order o WHERE o.id = $1`;
const PROGRESS = `
  SELECT o.state, o.event, o.created_at AS "createdAt", o.state = 'received' AND a.customer_notified_at IS NOT NULL AS "isUnconfirmed"
    FROM customer_order o LEFT JOIN order_assurance a ON a.order_id = o.id AND a.event = o.event WHERE o.id = $1`;
/**
 * An order with its first event and its lines. Raises the counter of the shop's year: held until the transaction ends, so that no
 * number is left out.
 */
const PLACE = `
  WITH numbered AS (
    INSERT INTO order_number AS n (listing_id, year, last) VALUES ($2, $3, 1)
    ON CONFLICT (listing_id, year) DO UPDATE SET last = n.last + 1 RETURNING last),
  mark AS (
    INSERT INTO order_daily_due (id, listing_id, day) VALUES ($22, $2, ${dayOf('$20', '$23')})),
  placed AS (INSERT INTO customer_order (id, listing_id, year, number, kind, fulfilment, state, event, slot_from, slot_until,
                              total_cents, items, customer_name, customer_email, customer_phone, note, code, locale,
                              idempotency_key, content_digest, created_at, terms_digest, wants_texts, fee_cents,
                              collection_point_id, collection_point, delivery_address, is_list, collector_name,
                              account_id, payment_instructions)
  VALUES ($1, $2, $3, (SELECT last FROM numbered), $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $24, $25,
          $26, $27, $28, $29, $30, $31, $4)),
  happened AS (${insertionOfEvent(31)})
  ${insertionOfLines(31 + EVENT_VALUES)}`;
/** Marked is the order as it was before: also the day on which it had been handed over. */
const STEP = `
  WITH mark AS (${marksOf(`(SELECT listing_id, created_at, collected_at FROM customer_order WHERE id = $1)`, { id: '$7', timeZone: '$8', at: '$6' })})
  UPDATE customer_order
     SET state = $2, event = $3, slot_from = $4, slot_until = $5,
         notices_due_at = CASE WHEN NOT $9 THEN notices_due_at END, notices_from = CASE WHEN NOT $9 THEN notices_from END,
         collected_at = CASE WHEN $2 <> 'collected' THEN NULL WHEN state = 'collected' THEN collected_at ELSE $6::timestamptz END
   WHERE id = $1`;
const WAS_TAKEN = `
  SELECT 1 FROM order_event
   WHERE order_id = $1 AND event = $2 AND state = $3 AND delay_minutes IS NOT DISTINCT FROM $4
     AND (account_id = $5 OR recipient_id = $6 OR agent_id = $7) AND weighed IS NULL`;
const LOCK = `SELECT ${ORDER_SUMMARY} FROM customer_order o WHERE o.listing_id = $1 AND o.id = $2 FOR UPDATE`;
/** @param at parameter of the instant */
const forget = (at: string): string => `
  UPDATE customer_order o
     SET customer_name = NULL, collector_name = NULL, customer_email = NULL, customer_phone = NULL, note = NULL, delivery_address = NULL,
         account_id = NULL, content_digest = repeat('0', 64), erased_at = ${at}`;
/** Whose order `o` is: of an account, or left with an address that its owner proved. Of one that was erased neither is known. */
const OF_CUSTOMER = `(o.account_id = $1 OR lower(btrim(normalize(o.customer_email, NFKC))) = $2)`;
const IS_OVER = `o.state NOT IN ('to-confirm', 'to-pay', 'received', 'accepted', 'preparing', 'ready')`;
export const FORGET_CUSTOMER = `${forget('$3')} WHERE ${OF_CUSTOMER} AND ${IS_OVER} RETURNING id`;
/** What is under way is handed over to somebody: its shop forgets them then. */
export const FORGET_CUSTOMER_LATER = `
  UPDATE customer_order o SET account_id = NULL, forgets_customer = true WHERE ${OF_CUSTOMER} AND NOT (${IS_OVER})`;
const FORGET_LEFT = `${forget('$1')} WHERE forgets_customer AND erased_at IS NULL AND ${IS_OVER} RETURNING id`;
const UNDER_WAY = `SELECT count(*)::int AS orders FROM customer_order o WHERE ${OF_CUSTOMER} AND NOT (${IS_OVER})`;
const FORGET_BEFORE = `${forget('$2')} WHERE slot_until < $1 AND erased_at IS NULL RETURNING id`;

export const ORDERED_BY = `
  SELECT o.listing_id AS listing, o.year || '-' || lpad(o.number::text, 4, '0') AS number, o.kind, o.state, o.slot_from AS "slotFrom",
         o.total_cents + o.fee_cents AS "totalCents", o.fulfilment, o.delivery_address AS address, o.customer_name AS name, o.customer_email AS email, o.customer_phone AS phone,
         o.collector_name AS collector, o.note, o.created_at AS "createdAt", s.text AS list, s.message AS "shopMessage", s.photo_bytes IS NOT NULL AS "hasListPhoto",
         o.advance_cents AS "paidInAdvanceCents", o.advance_returned_cents AS "advanceReturnedCents", p.captured_cents AS "paidOnlineCents", p.refunded_cents AS "refundedOnlineCents",
         (SELECT json_agg(json_build_object('name', l.name, 'choices', l.choices, 'quantity', l.quantity,
                                            'grams', coalesce(l.final_grams, l.estimated_grams)) ORDER BY l.position)
            FROM order_line l WHERE l.order_id = o.id) AS lines,
         (SELECT h.recipient_name FROM order_hand_over h WHERE h.order_id = o.id AND h.event = o.event) AS "handedOverTo"
    FROM customer_order o LEFT JOIN shopping_list s ON s.order_id = o.id
    -- Of a payment that expired, since its customer paid at the shop, there is something to tell where it came all the same.
    LEFT JOIN order_payment p ON p.order_id = o.id AND (p.expired_at IS NULL OR p.captured_cents > 0)
   WHERE ${OF_CUSTOMER} ORDER BY o.created_at, o.id`;

export const LIST_BY_CUSTOMER = `
  SELECT ${ORDER_SUMMARY} FROM customer_order o WHERE ${OF_CUSTOMER} ORDER BY o.created_at DESC, o.id LIMIT $3`;

const SET_ADVANCE = `
  UPDATE customer_order
     SET advance_cents = $2, advance_at = $3, advance_returned_cents = $4, advance_returned_at = $5 WHERE id = $1`;

/** The telephone of the newest order that has one. */
const LAST_PHONE = `
  SELECT customer_phone AS phone FROM customer_order
   WHERE account_id = $1 AND customer_phone IS NOT NULL ORDER BY created_at DESC, id LIMIT 1`;

/** Who is asked about, of those who ordered. */
export interface Customer {
  readonly accountId: string;
  /** As accounts have it (`normalizeEmail`), where its owner proved it; else null: an address that nobody proved is nobody's. */
  readonly email: string | null;
}

/** What is stored when an order is placed. */
export interface NewOrder extends Omit<
  OrderSummary,
  | 'state'
  | 'event'
  | 'number'
  | 'mostCents'
  | 'unweighed'
  | 'withdrawnCents'
  | 'withdrawnItems'
  | 'assurance'
  | 'proposedUntil'
  | 'noticesDueAt'
  | 'payment'
  | 'cancellation'
> {
  readonly year: number;
  readonly idempotencyKey: string;
  readonly contentDigest: string;
  /** Of the terms of sale that it is placed on, which are kept; null where it binds nobody. */
  readonly termsDigest: string | null;
  readonly lines: readonly OrderLine[];
  /** That its customer is signed in to; absent of who is not. */
  readonly accountId?: string | null;
}

/** One order: how it is found, placed, and taken from step to step; and how its customer is forgotten. */
@Injectable()
export class OrderRepository {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly withdrawals: WithdrawalRepository,
    private readonly silences: SilenceRepository,
    private readonly browsers: OrderBrowserRepository,
    private readonly handOvers: HandOverRepository,
    private readonly shoppingLists: ShoppingListRepository,
    private readonly outbox: Outbox,
  ) {}

  async find(tx: TenantTx, id: string): Promise<Order | null> {
    const [summary, lines, events, withdrawals] = await pipelined([
      this.one(tx, ONE, [id]),
      tx.manager.query<OrderLine[]>(LINES, [id]),
      tx.manager.query<OrderEvent[]>(EVENTS, [id]),
      this.withdrawals.listByOrder(tx, id),
    ]);
    if (!summary) return null;
    const list = summary.isList ? await this.shoppingLists.find(tx, id) : null;
    return { ...summary, list, lines, events, withdrawals };
  }

  async progress(tx: TenantTx, id: string): Promise<OrderProgress | null> {
    const [row] = await tx.manager.query<OrderProgress[]>(PROGRESS, [id]);
    return row ?? null;
  }

  /** The order that an event is of, as it is now, with what happened then. */
  async findByEvent(
    tx: TenantTx,
    eventId: string,
  ): Promise<{ readonly order: Order; readonly event: number } | null> {
    const [row] = await tx.manager.query<{ orderId: string; event: number }[]>(
      'SELECT order_id AS "orderId", event FROM order_event WHERE id = $1',
      [eventId],
    );
    const order = row && (await this.find(tx, row.orderId));
    return order ? { order, event: row.event } : null;
  }

  /** What somebody ordered, the oldest first. */
  async orderedBy(tx: TenantTx, { accountId, email }: Customer): Promise<unknown[]> {
    return tx.manager.query<unknown[]>(ORDERED_BY, [accountId, email]);
  }

  /** What somebody ordered, the newest at the head. */
  async listByCustomer(tx: TenantTx, { accountId, email }: Customer, limit: number): Promise<OrderSummary[]> {
    const rows = await tx.manager.query<OrderRow[]>(LIST_BY_CUSTOMER, [accountId, email, limit]);
    return rows.map(toOrderSummary);
  }

  /** The account that the customer of an order was signed in to; null for none. */
  async accountOf(tx: TenantTx, id: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ accountId: string | null }[]>(
      'SELECT account_id AS "accountId" FROM customer_order WHERE id = $1',
      [id],
    );
    return row?.accountId ?? null;
  }

  /** The telephone that was left last with an account; null for none. Anybody may leave its address: those orders do not count. */
  async lastPhoneOf(tx: TenantTx, accountId: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ phone: string }[]>(LAST_PHONE, [accountId]);
    return row?.phone ?? null;
  }

  /** How many orders of somebody are under way. */
  async countUnderWay(tx: TenantTx, { accountId, email }: Customer): Promise<number> {
    const [row] = await tx.manager.query<{ orders: number }[]>(UNDER_WAY, [accountId, email]);
    return row?.orders ?? 0;
  }

  /** Forgets who ordered, now or once their order is over: what is left is a number with its lines. */
  async forgetOrderedBy(tx: TenantWriteTx, { accountId, email }: Customer, now: Date): Promise<void> {
    const [orders] = await tx.manager.query<[{ id: string }[], number]>(FORGET_CUSTOMER, [
      accountId,
      email,
      now,
    ]);
    await tx.manager.query(FORGET_CUSTOMER_LATER, [accountId, email]);
    await this.forgetRest(tx, orders);
  }

  /** Forgets who collected, or should have, before an instant, and who left before their order was over. Returns how many. */
  async forgetBefore(tx: TenantWriteTx, instant: Date, now: Date): Promise<number> {
    const [orders] = await tx.manager.query<[{ id: string }[], number]>(FORGET_BEFORE, [instant, now]);
    const [left] = await tx.manager.query<[{ id: string }[], number]>(FORGET_LEFT, [now]);
    await this.forgetRest(tx, [...orders, ...left]);
    return orders.length + left.length;
  }

  /** Who withdrew, and what was written or photographed, goes with who ordered; and what is known of the mails to a customer, which bears their address. */
  private async forgetRest(tx: TenantWriteTx, orders: readonly { readonly id: string }[]): Promise<void> {
    const ids = orders.map(({ id }) => id);
    const events = await tx.manager.query<{ id: string }[]>(
      `SELECT id FROM order_event WHERE order_id = ANY ($1)
       UNION ALL SELECT id FROM order_assurance WHERE order_id = ANY ($1)
       UNION ALL SELECT unnest($1::uuid[])
       UNION ALL SELECT id FROM credit_note WHERE order_id = ANY ($1)`,
      [ids],
    );
    await this.deliveries.deleteByRefs(
      tx,
      events.map(({ id }) => id),
    );
    await this.shoppingLists.forget(tx, ids);
    await this.withdrawals.forgetOfOrders(tx, ids);
    await this.browsers.deleteOfOrders(tx, ids);
    await this.handOvers.forgetOfOrders(tx, ids);
  }

  /** Notes what of an order that the transaction has locked was paid in advance, and given back of it, or that nothing was. */
  async setAdvance(tx: TenantWriteTx, orderId: string, advance: AdvancePayment | null): Promise<void> {
    await tx.manager.query(SET_ADVANCE, [
      ...[orderId, advance?.cents ?? null, advance?.at ?? null],
      ...[advance?.returned?.cents ?? null, advance?.returned?.at ?? null],
    ]);
  }

  /** What was ordered with a key, and the digest of what was sent. */
  async findByKey(
    tx: TenantTx,
    idempotencyKey: string,
  ): Promise<{ readonly id: string; readonly contentDigest: string } | null> {
    const [row] = await tx.manager.query<{ id: string; contentDigest: string }[]>(
      'SELECT id, content_digest AS "contentDigest" FROM customer_order WHERE idempotency_key = $1',
      [idempotencyKey],
    );
    return row ?? null;
  }

  /** An order of a shop, locked until the transaction ends. */
  async lock(tx: TenantWriteTx, listingId: number, id: string): Promise<OrderSummary | null> {
    return this.one(tx, LOCK, [listingId, id]);
  }

  /** Stores an order with the next number of its shop's year, its lines and its first event. */
  async insert(tx: TenantWriteTx, order: NewOrder, step: OrderStep): Promise<void> {
    await tx.manager.query(PLACE, [
      ...[order.id, order.listingId, order.year, order.paymentInstructions ?? null],
      ...[order.kind, order.fulfilment, step.state],
      ...[order.slot.from, order.slot.until, order.totalCents - order.feeCents, order.items],
      ...[order.customer?.name, order.customer?.email, order.customer?.phone, order.note, order.code],
      ...[order.locale, order.idempotencyKey, order.contentDigest, order.createdAt, order.termsDigest],
      ...[step.id, tx.ctx.tenant.settings.timeZone, order.customer?.wantsTexts ?? false],
      ...[order.feeCents, order.pointId],
      ...[order.point && JSON.stringify(order.point), order.address && JSON.stringify(order.address)],
      ...[order.isList, order.customer?.collector ?? null, order.accountId ?? null],
      ...eventValues(order.id, 1, null, step),
      ...lineValues(order.id, order.lines),
    ]);
  }

  /** Takes the next step of an order that the transaction has locked, which a delay also gives another slot. */
  async take(tx: TenantWriteTx, order: OrderSummary, step: OrderStep, slot = order.slot): Promise<void> {
    const event = order.event + 1;
    await tx.manager.query(APPEND_EVENT, eventValues(order.id, event, order.state, step));
    // A shop that does something about an order is there, whatever it missed before.
    if (step.actor === 'merchant') await this.silences.forget(tx, order.listingId);
    const more = [slot.from, slot.until, step.at, step.id, tx.ctx.tenant.settings.timeZone];
    await tx.manager.query(STEP, [order.id, step.state, event, ...more, endsUntold(step)]);
    // Whatever it is by now: what that means for the money is computed, and done outside of transactions.
    if (order.payment !== null) await this.outbox.append(tx, settlePayment(order.id));
  }

  /** Says who collects an order that the transaction has locked; null: its customer. */
  async setCollector(tx: TenantWriteTx, orderId: string, collector: string | null): Promise<void> {
    await tx.manager.query('UPDATE customer_order SET collector_name = $2 WHERE id = $1', [
      orderId,
      collector,
    ]);
  }

  /** Says what lines of an order that the transaction has locked weigh, and what they and the whole cost hence. */
  async setWeights(tx: TenantWriteTx, orderId: string, weighed: readonly WeighedLine[]): Promise<void> {
    await tx.manager.query(
      `UPDATE order_line l SET final_grams = w.grams, total_cents = w.cents
         FROM unnest($2::smallint[], $3::int[], $4::int[]) AS w (position, grams, cents)
        WHERE l.order_id = $1 AND l.position = w.position`,
      [
        orderId,
        weighed.map(({ position }) => position),
        weighed.map(({ grams }) => grams),
        weighed.map(({ totalCents }) => totalCents),
      ],
    );
    await tx.manager.query(
      `UPDATE customer_order
          SET total_cents = (SELECT sum(total_cents) FROM order_line WHERE order_id = $1) WHERE id = $1`,
      [orderId],
    );
  }

  /** Whether the last step of an order is one of an account, of the link that it was mailed, or of an agent. */
  async isLastStep(
    tx: TenantTx,
    { id, event }: Pick<OrderSummary, 'id' | 'event'>,
    step: Pick<OrderStep, 'state' | 'delayMinutes' | 'accountId' | 'recipientId' | 'agentId'>,
  ): Promise<boolean> {
    const { state, delayMinutes, accountId, recipientId = null, agentId = null } = step;
    const values = [id, event, state, delayMinutes, accountId, recipientId, agentId];
    const rows = await tx.manager.query<unknown[]>(WAS_TAKEN, values);
    return rows.length > 0;
  }

  private async one(
    tx: TenantTx,
    statement: string,
    values: readonly unknown[],
  ): Promise<OrderSummary | null> {
    const [row] = await tx.manager.query<OrderRow[]>(statement, [...values]);
    return row ? toOrderSummary(row) : null;
  }
}
