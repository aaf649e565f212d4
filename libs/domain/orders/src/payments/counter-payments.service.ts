import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderMoved, OrderNotFound } from '../order.errors';
import { settlePayment } from '../order.events';
import { OrderRepository } from '../order.repository';
import { signalOrders } from '../order-signals';
import { ClosedSalesRepository } from '../sales/closed-sales.repository';
import { OrderPaymentRepository } from './order-payment.repository';
import { mayNoteCounter, toCollectCents } from './payment';

/** Which order a shop says something of. */
export interface CountedAtCounter {
  readonly orderId: string;
  readonly listingId: number;
  /** The event that its page showed. */
  readonly seen: number;
}

/** What of an order that was to be paid online its shop takes at the counter, since the card is not charged all of it. */
@Injectable()
export class CounterPayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly payments: OrderPaymentRepository,
    private readonly closed: ClosedSalesRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** All that is left was paid at the counter. Said again it is done. @throws OrderNotFound, OrderMoved nothing is left */
  async note(ctx: TenantContext, order: CountedAtCounter): Promise<void> {
    await this.work.write(ctx, (tx) => this.noteIn(tx, order));
  }

  /** All that is left was paid at the counter, or was not after all. @throws OrderNotFound, OrderMoved */
  say(ctx: TenantContext, order: CountedAtCounter, isPaid: boolean): Promise<void> {
    return isPaid ? this.note(ctx, order) : this.takeBack(ctx, order);
  }

  /** The same as a part of what a use case writes. @throws OrderNotFound, OrderMoved */
  async noteIn(tx: TenantWriteTx, { orderId, listingId, seen }: CountedAtCounter): Promise<void> {
    const order = await this.orders.lock(tx, listingId, orderId);
    if (!order) throw new OrderNotFound({});
    const left = toCollectCents(order);
    const noted = order.payment?.counterCents ?? 0;
    if (left === 0 && noted > 0) return;
    // The card was charged meanwhile, or somebody took a step that its page did not show.
    if (left === 0 || order.event !== seen) throw new OrderMoved({ state: order.state });
    await this.set(tx, { orderId, listingId }, noted + left);
  }

  /** Nothing was paid at the counter after all. @throws OrderNotFound, OrderMoved it is over */
  async takeBack(ctx: TenantContext, { orderId, listingId, seen }: CountedAtCounter): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, listingId, orderId);
      if (!order) throw new OrderNotFound({});
      if ((order.payment?.counterCents ?? 0) === 0) return;
      if (order.event !== seen || !mayNoteCounter(order.state)) throw new OrderMoved({ state: order.state });
      await this.set(tx, { orderId, listingId }, 0);
    });
  }

  /** What the card still holds is let go of, or what it was charged besides goes back: the provider is asked after that. */
  private async set(
    tx: TenantWriteTx,
    { orderId, listingId }: Pick<CountedAtCounter, 'orderId' | 'listingId'>,
    cents: number,
  ): Promise<void> {
    await this.payments.lock(tx, orderId);
    const now = this.clock.now();
    await this.closed.keeping(tx, { orderId, listingId }, now, () =>
      this.payments.setCounter(tx, orderId, cents),
    );
    await this.outbox.append(tx, settlePayment(orderId));
    await signalOrders(tx, listingId);
    await appendAudit(tx, 'payment.counter', { listing: listingId, order: orderId, cents }, now);
  }
}
