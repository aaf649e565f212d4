import { Clock } from '@halles/kernel';
import { type Checkout, GatewayRefusal, PaymentGateway } from '@halles/platform/payments';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from '../order';
import { OrderArrivals } from '../order-arrivals.service';
import { OrderRepository } from '../order.repository';
import { OrderPaymentRepository, type StoredPayment } from './order-payment.repository';
import { OrderPayments } from './order-payments.service';
import { available } from './payment-accounts.service';
import { PaymentOver, PaymentUnavailable } from './payment.errors';
import { PendingPayments } from './pending-payments.service';

/** Of a page of payment; refused: its account is closed, or was taken away from us, and nothing is said of it. */
type PageState = Checkout['state'] | 'refused';

/**
 * Orders that were to be paid online, and are paid directly after all, since their account takes no payments any more. What was begun
 * online is ended first: nobody is charged twice.
 */
@Injectable()
export class DirectPayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly rows: OrderPaymentRepository,
    private readonly payments: OrderPayments,
    private readonly pending: PendingPayments,
    private readonly arrivals: OrderArrivals,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * Its customer pays directly: the shop has the order. The page of payment is closed before that, and what was paid on it is what the
   * order is paid with. Killed anywhere, it is done again.
   * @throws PaymentOver it was paid online meanwhile, or cannot be paid directly
   * @throws PaymentUnavailable its page of payment may be paid on yet, or another one is opened at this moment
   */
  async payDirectly(
    ctx: TenantContext,
    { id, listingId }: Pick<OrderSummary, 'id' | 'listingId'>,
  ): Promise<void> {
    const row = await this.payable(ctx, id, listingId);
    // What was paid to a copy's shops was paid elsewhere, and is looked after there.
    if (this.gateway.isOfferedTo(ctx.tenant)) await this.endOnline(ctx, row);
    await this.work.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, listingId, id);
      const now = order && (await this.rows.lock(tx, id));
      if (!now || order.state !== 'to-pay') throw new PaymentOver({});
      // Another page was opened meanwhile: nobody knows what was paid on it.
      if (now.checkout !== row.checkout) throw new PaymentUnavailable({});
      const at = this.clock.now();
      await this.rows.expire(tx, id, at);
      // Sent by us: an order that was to be paid comes to its shop by no word of its customer alone.
      await this.arrivals.arriveIn(tx, { ...order, payment: null }, 'system', at);
    });
  }

  /** The payment of an order that may be paid directly. @throws PaymentOver */
  private async payable(ctx: TenantContext, id: string, listingId: number): Promise<StoredPayment> {
    return this.work.read(ctx, async (tx) => {
      const order = await this.orders.find(tx, id);
      const row = await this.rows.find(tx, id);
      const isIts = row !== null && order?.state === 'to-pay' && order.listingId === listingId;
      if (!isIts || (await this.pending.wayIn(tx, order)) !== 'shop') throw new PaymentOver({});
      return row;
    });
  }

  /**
   * Nothing can be paid on its page any more. A provider that refuses to say what became of it may have taken the account from us
   * alone: whoever has that page open can pay on it until its own time is over.
   * @throws PaymentOver it was paid: the shop has the order with its payment
   * @throws PaymentUnavailable it may be paid on yet
   */
  private async endOnline(
    ctx: TenantContext,
    { orderId, account, checkout, checkoutUntil }: StoredPayment,
  ): Promise<void> {
    if (checkout === null) return;
    const state = await this.closed(account, checkout);
    if (state === 'paid') {
      await available(() => this.payments.settle(ctx, orderId));
      throw new PaymentOver({});
    }
    const isTimeOver = checkoutUntil !== null && checkoutUntil <= this.clock.now();
    if (state !== 'over' && !isTimeOver) throw new PaymentUnavailable({});
  }

  /** Closes a page, and says what became of it. */
  private async closed(account: string, checkout: string): Promise<PageState> {
    const state = await this.pageState(account, checkout);
    if (state !== 'open') return state;
    await available(() => this.gateway.closeCheckout(account, checkout));
    return this.pageState(account, checkout);
  }

  /** What the provider says of a page. @throws PaymentUnavailable it does not answer */
  private pageState(account: string, checkout: string): Promise<PageState> {
    return available(async () => {
      try {
        return (await this.gateway.checkout(account, checkout)).state;
      } catch (error) {
        if (error instanceof GatewayRefusal) return 'refused';
        throw error;
      }
    });
  }
}
