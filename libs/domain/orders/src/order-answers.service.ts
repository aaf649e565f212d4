import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Order } from './order';
import { OrderAnswerers } from './order-answerers';
import type { ClosedThen } from './order-closure';
import { OrderClosures } from './order-closures.service';
import { OrderMoved, OrderNotFound } from './order.errors';
import { OrderHandling } from './order-handling.service';
import { OrderRepository } from './order.repository';
import type { OrderReason } from './order-state';

/** Who of the shop took a step. */
export interface StepAuthor {
  readonly event: number;
  /** Of their account, else the address that their mail went to; null once both are gone. */
  readonly name: string | null;
  /** By the link of a mail, without signing in. */
  readonly isByLink: boolean;
}

/** An order as the link of a shop's mail opens it. */
export interface AnswerableOrder {
  readonly order: Order;
  readonly authors: readonly StepAuthor[];
  /** Whether the shop may answer it, be it instead of what its customer is asked. */
  readonly isWaiting: boolean;
  /** Of one that waits: its shop is closed at its time, and when it opens next. */
  readonly closed: ClosedThen | null;
}

/** What an answer may be. */
export interface OrderAnswer {
  /** The event that was seen last. */
  readonly seen: number;
  readonly to: 'accepted' | 'refused';
  readonly reason: OrderReason | null;
  /** Whether who accepts was told that the shop is closed then. */
  readonly isSure?: boolean;
}

const AUTHORS = `
  SELECT e.event, coalesce(nullif(a.name, ''), a.email, c.email) AS name, e.recipient_id IS NOT NULL AS "isByLink"
    FROM order_event e
    LEFT JOIN order_recipient r ON r.id = e.recipient_id
    LEFT JOIN order_contact c ON c.id = r.contact_id
    LEFT JOIN account a ON a.id = e.account_id
   WHERE e.order_id = $1 AND e.actor = 'merchant' ORDER BY e.event`;

/**
 * Orders are answered by the link of the mail that told of them. The link is of one recipient and one order: it is worth
 * what the recipient may do at the moment, and nothing more is asked of them than that they read the mail.
 */
@Injectable()
export class OrderAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly handling: OrderHandling,
    private readonly answerers: OrderAnswerers,
    private readonly closures: OrderClosures,
  ) {}

  /** What the link of a recipient opens. @throws OrderNotFound, OrderAnswerOver */
  async find(ctx: TenantContext, recipientId: string): Promise<AnswerableOrder> {
    return this.work.read(ctx, async (tx) => {
      const { orderId } = await this.answerers.find(tx, recipientId);
      const order = await this.orders.find(tx, orderId);
      if (!order) throw new OrderNotFound({});
      const authors = await this.authorsIn(tx, orderId);
      const isWaiting = order.state === 'received';
      const closed = isWaiting ? await this.closures.closedThen(tx, order) : null;
      return { order, authors, isWaiting, closed };
    });
  }

  /**
   * Answers an order as the inbox does: same step, same mails, same signal. Sent again by the same link it is done.
   * @throws OrderNotFound
   * @throws OrderAnswerOver the recipient handles the orders of the shop no more
   * @throws OrderMoved it was answered, or is not where it was seen
   * @throws ShopClosedThen
   */
  async answer(
    ctx: TenantContext,
    recipientId: string,
    { seen, to, reason, isSure = false }: OrderAnswer,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const { orderId, listingId, accountId } = await this.answerers.find(tx, recipientId);
      const move = { listingId, orderId, seen, actor: 'merchant', accountId, recipientId, isSure } as const;
      const before = await this.orders.lock(tx, listingId, orderId);
      // A link answers, and does nothing else: what was cancelled by its customer is not taken up again by it.
      if (before && before.event === seen && before.state !== 'received')
        throw new OrderMoved({ state: before.state });
      await this.handling.moveIn(tx, move, to, reason);
    });
  }

  /**
   * Puts an order off to the next opening of its shop, which closed the time that it is for: by how much is what the page offered.
   * @throws OrderNotFound, OrderAnswerOver
   * @throws OrderMoved it was answered, or the shop is open then, or opens next at another time by now
   */
  async putOff(
    ctx: TenantContext,
    recipientId: string,
    { seen, minutes }: { readonly seen: number; readonly minutes: number },
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const { orderId, listingId, accountId } = await this.answerers.find(tx, recipientId);
      const move = { listingId, orderId, seen, actor: 'merchant', accountId, recipientId } as const;
      const before = await this.orders.lock(tx, listingId, orderId);
      if (before?.event === seen) {
        const closed = before.state === 'received' ? await this.closures.closedThen(tx, before) : null;
        if (closed?.nextMinutes !== minutes) throw new OrderMoved({ state: before.state });
      }
      await this.handling.delayIn(tx, move, minutes, true);
    });
  }

  /** Who of the shop took the steps of an order, for those of the shop: its customer is not told names. */
  async authorsOf(ctx: TenantContext, orderId: string): Promise<StepAuthor[]> {
    return this.work.read(ctx, (tx) => this.authorsIn(tx, orderId));
  }

  private authorsIn(tx: TenantTx, orderId: string): Promise<StepAuthor[]> {
    return tx.manager.query<StepAuthor[]>(AUTHORS, [orderId]);
  }
}
