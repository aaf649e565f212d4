import { type Bounce, FINAL_BOUNCES } from '@halles/domain/deliveries';
import { DAY } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Order } from './order';
import { OrderMoved, OrderNotFound } from './order.errors';
import { notifyCustomer } from './order.events';
import { OrderRepository } from './order.repository';
import type { OrderMove } from './order-move';
import { mayWeigh, type OrderState } from './order-state';
import { SilenceRepository } from './silence/silence.repository';

/** What became of a mail about an order. */
export interface OrderMail {
  readonly to: 'shop' | 'customer';
  /** Of mail, or a phone as E.164. */
  readonly address: string;
  /** A text message goes to a phone. */
  readonly means: 'mail' | 'text';
  /** The step that it tells of; null of what tells of none. */
  readonly event: number | null;
  /** To the customer: the state that it tells of, `delayed` (a confirmed one), `restored` (one that was over), `weighed`, `proposed`, `withdrawal`, `credit-note`, `advance` (what was paid before it is sent), or `unconfirmed`; to the shop `reminder`, or null for the order. */
  readonly about:
    | OrderState
    | 'delayed'
    | 'restored'
    | 'weighed'
    | 'proposed'
    | 'withdrawal'
    | 'credit-note'
    | 'advance'
    | 'unconfirmed'
    | 'reminder'
    | null;
  /** `queued`: not sent yet, or tried without success and tried again; `refused`: given up; `bounced`: a server had accepted it, and it came back; `withheld`: too many of its kind in a short time. */
  readonly status: 'queued' | 'sent' | 'refused' | 'withheld' | 'bounced';
  /** When the mail server took it; null where it did not. */
  readonly sentAt: Date | null;
  /** Why it came back; null where it did not. */
  readonly bounce: Bounce | null;
  /** What the mail server said last; null before it said anything. */
  readonly response: string | null;
}

const STATUS = `CASE WHEN d.bounced_at IS NOT NULL THEN 'bounced' ELSE coalesce(d.status, 'queued') END AS status, d.bounce, d.sent_at AS "sentAt", d.response`;
const OF_ORDER = `
  SELECT 'shop' AS "to", coalesce(a.email, c.email, r.phone) AS address,
         CASE WHEN r.phone IS NOT NULL OR d.template IN ('order-waiting', 'order-text') THEN 'reminder' END AS about, NULL::int AS event,
         ${STATUS}, d.created_at AS at
    FROM order_recipient r LEFT JOIN account a ON a.id = r.account_id LEFT JOIN order_contact c ON c.id = r.contact_id
    LEFT JOIN mail_delivery d ON d.ref = r.id
   WHERE r.order_id = $1
  UNION ALL
  SELECT 'customer', d.recipient, 'unconfirmed', NULL, ${STATUS}, d.created_at
    FROM order_assurance a JOIN mail_delivery d ON d.ref = a.id WHERE a.order_id = $1
  UNION ALL
  SELECT 'customer', d.recipient,
         CASE WHEN e.weighed IS NOT NULL THEN 'weighed' WHEN e.reason = 'proposed' THEN 'proposed'
              WHEN e.delay_minutes > 0 AND e.state <> 'received' THEN 'delayed'
              WHEN b.state IN ('refused', 'cancelled', 'not-collected') AND e.state <> 'ready' THEN 'restored' ELSE e.state END, e.event,
         ${STATUS}, d.created_at
    FROM order_event e JOIN mail_delivery d ON d.ref = e.id
    LEFT JOIN order_event b ON b.order_id = e.order_id AND b.event = e.event - 1 WHERE e.order_id = $1
  UNION ALL
  SELECT 'customer', d.recipient, 'withdrawal', NULL, ${STATUS}, d.created_at
    FROM order_withdrawal w JOIN mail_delivery d ON d.ref = w.id WHERE w.order_id = $1
  UNION ALL
  SELECT 'customer', d.recipient, 'credit-note', NULL, ${STATUS}, d.created_at
    FROM credit_note c JOIN mail_delivery d ON d.ref = c.id WHERE c.order_id = $1
  UNION ALL
  SELECT 'customer', d.recipient, 'advance', NULL, ${STATUS}, d.created_at FROM mail_delivery d WHERE d.ref = $1
   ORDER BY at NULLS LAST, "to", address`;

const BOUNCED_WITHIN = 7 * DAY;
const BOUNCED = `
  SELECT o.listing_id AS "listingId", min(d.bounced_at) AS since, array_agg(DISTINCT d.recipient) AS addresses
    FROM customer_order o JOIN order_recipient r ON r.order_id = o.id JOIN mail_delivery d ON d.ref = r.id
   WHERE o.listing_id = ANY ($1) AND d.bounced_at > $2 AND d.bounce = ANY ($3)
     AND NOT EXISTS (SELECT FROM mail_delivery n
                      WHERE n.recipient = d.recipient AND n.status = 'sent' AND n.bounced_at IS NULL AND n.created_at > d.created_at)
   GROUP BY o.listing_id ORDER BY o.listing_id`;

/** A shop whose mails come back. */
export interface BouncedShop {
  readonly listingId: number;
  readonly since: Date;
  readonly addresses: readonly string[];
}

/** Whether an address is a phone as E.164. Pure. */
const meansOf = (address: string): OrderMail['means'] => (address.startsWith('+') ? 'text' : 'mail');

/** Why a mail did not arrive, as far as its reader can do something about it. */
export type UnsentReason = 'withheld' | 'refused';

/** What became of the last mail to its customer about a step; of a copy, which sends nothing, nobody is told. */
const LAST_MAIL = `
  SELECT CASE WHEN d.bounced_at IS NOT NULL THEN 'refused' ELSE d.status END AS status
    FROM order_event e JOIN mail_delivery d ON d.ref = e.id
   WHERE e.order_id = $1 AND d.recipient NOT LIKE '+%' ORDER BY d.created_at DESC LIMIT 1`;

/** The last step of an order that its customer was mailed. */
const LAST_MAILED = `
  SELECT e.id FROM order_event e
   WHERE e.order_id = $1 AND EXISTS (SELECT FROM mail_delivery d WHERE d.ref = e.id AND d.recipient NOT LIKE '+%') ORDER BY e.event DESC LIMIT 1`;

const LAST_STEP = `SELECT o.event FROM order_event e JOIN customer_order o ON o.id = e.order_id WHERE e.id = $1`;

/**
 * Whether the last mail to the customer can be sent once more: only what still tells where the order stands. What was
 * withdrawn from was acknowledged. Pure.
 */
export function maySendAgain(
  {
    customer,
    state,
    withdrawals,
    proposedUntil,
    noticesDueAt = null,
  }: Pick<Order, 'customer' | 'state' | 'withdrawals' | 'proposedUntil'> &
    Partial<Pick<Order, 'noticesDueAt'>>,
  mails: readonly Pick<OrderMail, 'to' | 'about' | 'address'>[],
): boolean {
  const last = mails.findLast(
    ({ to, about, address }) =>
      to === 'customer' && about !== 'credit-note' && about !== 'advance' && meansOf(address) === 'mail',
  )?.about;
  // What is held is sent soon, and tells more than the last one.
  if (noticesDueAt !== null) return false;
  // Its customer hears nothing of the preparation; what they are asked is asked again as long as they may answer.
  const isTrue =
    proposedUntil === null
      ? last === state ||
        (last === 'accepted' && state === 'preparing') ||
        (last === 'restored' && (state === 'received' || state === 'accepted' || state === 'preparing')) ||
        (last === 'delayed' && (state === 'accepted' || state === 'preparing')) ||
        (last === 'weighed' && mayWeigh(state))
      : last === 'proposed';
  return Boolean(customer?.email) && withdrawals.length === 0 && isTrue;
}

/** The mails of an order, for its shop: who was told, whether the mail server took it, and the last one to the customer again. */
@Injectable()
export class OrderMails {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly silences: SilenceRepository,
    private readonly outbox: Outbox,
  ) {}

  /** The oldest first, those that are not tried yet last. */
  async list(ctx: TenantContext, orderId: string): Promise<OrderMail[]> {
    const rows = await this.work.read(ctx, ({ manager }) =>
      manager.query<(OrderMail & { readonly at: unknown })[]>(OF_ORDER, [orderId]),
    );
    return rows.map(({ at: _, ...mail }) => ({ ...mail, means: meansOf(mail.address) }));
  }

  /** Why the last mail about an order did not reach its customer; null where nothing is known to be wrong. */
  async unsentReason(ctx: TenantContext, orderId: string): Promise<UnsentReason | null> {
    if (ctx.tenant.isCopy) return null;
    const [last] = await this.work.read(ctx, ({ manager }) =>
      manager.query<{ readonly status: OrderMail['status'] }[]>(LAST_MAIL, [orderId]),
    );
    return last?.status === 'withheld' || last?.status === 'refused' ? last.status : null;
  }

  /** The last step of the order that a step is of: what is mailed of an order is true of it as it was looked at. Null where it is gone. */
  async lastStep(ctx: TenantContext, eventId: string): Promise<number | null> {
    const rows = await this.work.read(ctx, ({ manager }) =>
      manager.query<{ readonly event: number }[]>(LAST_STEP, [eventId]),
    );
    return rows[0]?.event ?? null;
  }

  /** Shops whose mails about orders come back for good lately, from which addresses, and since when. */
  listBounced(ctx: TenantContext, listings: readonly number[], now: Date): Promise<BouncedShop[]> {
    const since = new Date(now.getTime() - BOUNCED_WITHIN);
    return this.work.read(ctx, ({ manager }) =>
      manager.query<BouncedShop[]>(BOUNCED, [listings, since, FINAL_BOUNCES]),
    );
  }

  /**
   * Tells the customer once more where the order stands, by a mail of its own.
   * @throws OrderNotFound
   * @throws OrderMoved it is not where the actor saw it, or its customer left no address
   */
  async sendAgain(
    ctx: TenantContext,
    { listingId, orderId, seen }: Pick<OrderMove, 'listingId' | 'orderId' | 'seen'>,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const isLocked = await this.orders.lock(tx, listingId, orderId);
      const order = isLocked && (await this.orders.find(tx, orderId));
      if (!order) throw new OrderNotFound({});
      const mails = await tx.manager.query<OrderMail[]>(OF_ORDER, [orderId]);
      const [mailed] = await tx.manager.query<{ id: string }[]>(LAST_MAILED, [orderId]);
      if (order.event !== seen || !mailed || !maySendAgain(order, mails))
        throw new OrderMoved({ state: order.state });
      await this.outbox.append(tx, notifyCustomer(mailed.id));
      await this.silences.forget(tx, listingId);
    });
  }
}
