import type { Checkout, GatewayPayment } from '@halles/platform/payments';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Charged } from '../credit-notes/credit-note';

/** The payment of an order as its row has it. */
export interface StoredPayment {
  readonly orderId: string;
  readonly listingId: number;
  /** The account that it is made on, whichever its shop has by now. */
  readonly account: string;
  readonly cents: number;
  readonly checkouts: number;
  readonly checkoutUntil: Date | null;
  readonly checkout: string | null;
  readonly checkoutUrl: string | null;
  readonly payment: string | null;
  readonly state: GatewayPayment['state'];
  /** Its customer pays at the shop instead: what is paid on it all the same goes back. */
  readonly isExpired: boolean;
  /** Of its acts, those that ended: whoever decided by what was true before one more did decides anew. */
  readonly ended: number;
}

export type ActKind = 'capture' | 'cancel' | 'refund';

/** What was written down to be asked of the provider. */
export interface PaymentAct {
  readonly number: number;
  readonly kind: ActKind;
  readonly cents: number;
  readonly createdAt: Date;
}

/** What is about to be written down. */
interface NewPaymentAct extends Pick<PaymentAct, 'kind' | 'cents'> {
  /** Of a capture: what of it is for each line of the order. */
  readonly lineCents?: readonly number[] | null;
}

const ONE = `
  SELECT p.order_id AS "orderId", p.listing_id AS "listingId", p.account, p.cents, p.checkouts,
         p.checkout_until AS "checkoutUntil", p.checkout, p.checkout_url AS "checkoutUrl", p.payment, p.state,
         p.expired_at IS NOT NULL AS "isExpired",
         (SELECT count(*)::int FROM order_payment_act a WHERE a.order_id = p.order_id AND a.outcome IS NOT NULL) AS ended
    FROM order_payment p WHERE p.order_id = $1`;
const OPEN_ACT = `
  SELECT number, kind, cents, created_at AS "createdAt" FROM order_payment_act WHERE order_id = $1 AND outcome IS NULL`;
const BEGIN_ACT = `
  INSERT INTO order_payment_act (order_id, number, kind, cents, created_at, line_cents)
  SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM order_payment_act WHERE order_id = $1
  RETURNING number, kind, cents, created_at AS "createdAt"`;
const END_ACT = `
  UPDATE order_payment_act SET outcome = $3, ended_at = $4 WHERE order_id = $1 AND number = $2 AND outcome IS NULL`;
const NOTE = `
  UPDATE order_payment
     SET payment = coalesce($2, payment), state = $3, captured_cents = $4, refunded_cents = $5, is_contested = $6,
         checkout_url = $7, checked_at = $8
   WHERE order_id = $1`;
/** Orders that wait to be paid, on a page of the provider. */
const UNSETTLED = `
  SELECT p.order_id AS id FROM order_payment p JOIN customer_order o ON o.id = p.order_id
   WHERE o.state = 'to-pay' AND p.checkout IS NOT NULL AND ($2::uuid IS NULL OR p.order_id > $2)
   ORDER BY p.order_id LIMIT $1`;
/** Orders about which the provider refused something, or was asked for something that it did not answer. */
const UNFINISHED = `
  SELECT order_id AS id FROM order_payment p
   WHERE (problem IS NOT NULL
          OR EXISTS (SELECT FROM order_payment_act a WHERE a.order_id = p.order_id AND a.outcome IS NULL))
     AND ($2::uuid IS NULL OR order_id > $2)
   ORDER BY order_id LIMIT $1`;
/** The last that was asked for and not refused, of that sum where there is one: one of which no answer came may have had its effect. */
const CAPTURE = `
  SELECT created_at AS at, line_cents AS "lineCents" FROM order_payment_act
   WHERE order_id = $1 AND kind = 'capture' AND outcome IS DISTINCT FROM 'refused' ORDER BY cents <> $2, number DESC LIMIT 1`;
const REFUND_WITHDRAWALS = `
  UPDATE order_withdrawal SET refunded_at = $2 WHERE order_id = $1 AND is_refund_due AND refunded_at IS NULL`;
const CLAIM_CHECKOUT = `
  UPDATE order_payment SET checkouts = checkouts + 1, checkout_until = $2, checkout = NULL, checkout_url = NULL
   WHERE order_id = $1`;

const SET_CHECKOUT = `
  UPDATE order_payment SET checkout = $2, checkout_url = CASE WHEN expired_at IS NULL THEN $3 END
   WHERE order_id = $1 AND checkouts = $4
  RETURNING expired_at IS NOT NULL AS "isExpired"`;

const CLAIM_REMINDERS = `
  UPDATE order_payment p SET reminded_at = $3
    FROM customer_order o JOIN order_event e ON e.order_id = o.id AND e.event = o.event
   WHERE o.id = p.order_id AND o.state = 'to-pay' AND o.customer_email IS NOT NULL AND p.reminded_at IS NULL
     AND o.created_at > $1 AND o.created_at <= $2
  RETURNING e.id`;
const REMINDED_EVENT = `
  SELECT e.id FROM order_payment p JOIN order_event e USING (order_id)
   WHERE p.order_id = $1 AND p.reminded_at IS NOT NULL ORDER BY e.event DESC LIMIT 1`;

/** Payments of orders: rows that say what the provider said last, and the acts that it was asked for. */
@Injectable()
export class OrderPaymentRepository {
  async find(tx: TenantTx, orderId: string): Promise<StoredPayment | null> {
    // What others write on their payments is no id of ours.
    if (!isUuid(orderId)) return null;
    const [row] = await tx.manager.query<StoredPayment[]>(ONE, [orderId]);
    return row ?? null;
  }

  /** The order of a payment; null where it is of none here. */
  async orderOf(tx: TenantTx, payment: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      'SELECT order_id AS id FROM order_payment WHERE payment = $1',
      [payment],
    );
    return row?.id ?? null;
  }

  /** The same, held until the transaction ends. */
  async lock(tx: TenantWriteTx, orderId: string): Promise<StoredPayment | null> {
    await tx.manager.query('SELECT 1 FROM order_payment WHERE order_id = $1 FOR UPDATE', [orderId]);
    return this.find(tx, orderId);
  }

  async insert(
    tx: TenantWriteTx,
    order: { readonly id: string; readonly listingId: number; readonly cents: number },
    account: string,
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO order_payment (order_id, listing_id, account, cents, state, created_at)
       VALUES ($1, $2, $3, $4, 'unpaid', $5)`,
      [order.id, order.listingId, account, order.cents, now],
    );
  }

  /** A page of payment is about to be asked for: the next one, whatever became of the one before. */
  async claimCheckout(tx: TenantWriteTx, orderId: string, until: Date): Promise<void> {
    await tx.manager.query(CLAIM_CHECKOUT, [orderId, until]);
  }

  /**
   * Writes down the page that was opened. Returns false where it is wanted no more: another one was asked for since, or nothing is
   * to be paid online; whether somebody pays on it is followed then all the same.
   * @param checkouts how many had been asked for, with this one
   */
  async setCheckout(
    tx: TenantWriteTx,
    { orderId, checkouts }: Pick<StoredPayment, 'orderId' | 'checkouts'>,
    { id, url }: Checkout,
  ): Promise<boolean> {
    const [rows] = await tx.manager.query<[{ isExpired: boolean }[], number]>(SET_CHECKOUT, [
      ...[orderId, id, url, checkouts],
    ]);
    return rows[0]?.isExpired === false;
  }

  /** Writes down what the provider says now. */
  async note(
    tx: TenantWriteTx,
    { orderId, state }: StoredPayment,
    checkout: Checkout | null,
    paid: GatewayPayment | null,
    now: Date,
  ): Promise<void> {
    const { capturedCents = 0, refundedCents = 0, isContested = false } = paid ?? {};
    await tx.manager.query(NOTE, [
      ...[orderId, paid?.id ?? null, paid?.state ?? state, capturedCents, refundedCents, isContested],
      ...[checkout?.url ?? null, now],
    ]);
  }

  /** The provider refuses the account on which an order was about to be paid. */
  async setAccountClosed(tx: TenantWriteTx, orderId: string): Promise<void> {
    await tx.manager.query(
      `UPDATE order_payment SET is_account_closed = true, problem = 'account_closed' WHERE order_id = $1`,
      [orderId],
    );
  }

  /** What the provider refuses of a payment, by its code. @param problem null: nothing is left to do that is refused */
  async setProblem(tx: TenantWriteTx, orderId: string, problem: string | null): Promise<void> {
    await tx.manager.query(
      'UPDATE order_payment SET problem = $2 WHERE order_id = $1 AND problem IS DISTINCT FROM $2',
      [orderId, problem?.slice(0, 100) ?? null],
    );
  }

  /** Orders of a span that nobody paid, and whose customer was not told of the link. @returns the events that they began with */
  claimReminders(
    tx: TenantWriteTx,
    { from, until }: { readonly from: Date; readonly until: Date },
    now: Date,
  ): Promise<readonly { readonly id: string }[]> {
    return tx.manager
      .query<[{ id: string }[], number]>(CLAIM_REMINDERS, [from, until, now])
      .then(([rows]) => rows);
  }

  /** The last event of an order whose customer was told of the link; null where they were not. */
  async remindedEvent(tx: TenantTx, orderId: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(REMINDED_EVENT, [orderId]);
    return row?.id ?? null;
  }

  /** Nothing is to be paid online any more. The row stays: by it a payment that is heard of late is found, and goes back. */
  async expire(tx: TenantWriteTx, orderId: string, now: Date): Promise<void> {
    await tx.manager.query(
      'UPDATE order_payment SET expired_at = $2, checkout_url = NULL, problem = NULL WHERE order_id = $1',
      [orderId, now],
    );
  }

  /** What its shop says that was paid at the counter. */
  async setCounter(tx: TenantWriteTx, orderId: string, cents: number): Promise<void> {
    await tx.manager.query('UPDATE order_payment SET counter_cents = $2 WHERE order_id = $1', [
      orderId,
      cents,
    ]);
  }

  async openAct(tx: TenantWriteTx, orderId: string): Promise<PaymentAct | null> {
    const [row] = await tx.manager.query<PaymentAct[]>(OPEN_ACT, [orderId]);
    return row ?? null;
  }

  async beginAct(
    tx: TenantWriteTx,
    orderId: string,
    { kind, cents, lineCents = null }: NewPaymentAct,
    now: Date,
  ): Promise<PaymentAct> {
    const [row] = await tx.manager.query<PaymentAct[]>(BEGIN_ACT, [orderId, kind, cents, now, lineCents]);
    if (!row) throw new Error('an insert returns its row');
    return row;
  }

  async endAct(
    tx: TenantWriteTx,
    orderId: string,
    number: number,
    outcome: 'done' | 'failed' | 'refused' | 'replaced',
    now: Date,
  ): Promise<void> {
    await tx.manager.query(END_ACT, [orderId, number, outcome, now]);
  }

  /** What the card of an order was charged for: what happened to the order since is not considered in it; null: we did not charge it. */
  async charge(tx: TenantTx, orderId: string, capturedCents: number): Promise<Charged | null> {
    const [row] = await tx.manager.query<Charged[]>(CAPTURE, [orderId, capturedCents]);
    return row ?? null;
  }

  /** The money of what its customer withdrew from went back the way that it came. */
  async noteRefunded(tx: TenantWriteTx, orderId: string, now: Date): Promise<void> {
    await tx.manager.query(REFUND_WITHDRAWALS, [orderId, now]);
  }

  /** Orders that wait to be paid, by their id. @param after the last one that was looked at */
  unpaid(tx: TenantTx, limit: number, after: string | null): Promise<{ readonly id: string }[]> {
    return tx.manager.query(UNSETTLED, [limit, after]);
  }

  /** Orders about which the provider refused something or owes an answer. @param after the last one that was looked at */
  unfinished(tx: TenantTx, limit: number, after: string | null): Promise<{ readonly id: string }[]> {
    return tx.manager.query(UNFINISHED, [limit, after]);
  }

  /** Notes that an event arrived. Returns false where it had. */
  async noteEvent(tx: TenantWriteTx, eventId: string, now: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      'INSERT INTO payment_event (id, received_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
      [eventId, now],
    );
    return rows.length > 0;
  }

  /** Forgets the events that arrived before an instant. Returns how many. */
  async eraseEvents(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM payment_event WHERE received_at < $1',
      [instant],
    );
    return count;
  }
}
