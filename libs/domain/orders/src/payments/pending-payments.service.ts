import { Clock, MINUTE } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import type { PaymentMethod } from '@halles/contracts';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from '../order';
import { OrderHandling } from '../order-handling.service';
import { notifyCustomer } from '../order.events';
import { OrderRepository } from '../order.repository';
import { OrderPaymentRepository } from './order-payment.repository';
import { PAY_MINUTES, wayLeft } from './payment';
import { PaymentAccountRepository } from './payment-account.repository';
import { PaymentClosed } from './payment.errors';

/** Who pays at once is on the page that says how, and gets no mail; minutes. */
const REMINDED_AFTER = 4;

type WaitingOrder = Pick<OrderSummary, 'id' | 'listingId'>;

/** Orders that wait to be paid: their customer is mailed the link once, and that the time is over; an account may be closed meanwhile. */
@Injectable()
export class PendingPayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly payments: OrderPaymentRepository,
    private readonly accounts: PaymentAccountRepository,
    private readonly handling: OrderHandling,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** How an order that waits to be paid can be paid yet; null: in no way. */
  way(ctx: TenantContext, order: OrderSummary): Promise<PaymentMethod | null> {
    return this.work.read(ctx, (tx) => this.wayIn(tx, order));
  }

  /** Promises who has not paid after a few minutes the mail with the link, once. Returns how many. */
  async remind(ctx: TenantContext): Promise<number> {
    const now = this.clock.now().getTime();
    const [from, until] = [new Date(now - PAY_MINUTES * MINUTE), new Date(now - REMINDED_AFTER * MINUTE)];
    return this.work.write(ctx, async (tx) => {
      const events = await this.payments.claimReminders(tx, { from, until }, this.clock.now());
      for (const { id } of events) await this.outbox.append(tx, notifyCustomer(id));
      return events.length;
    });
  }

  /** Promises the mail that says that an order lapsed, to who had the other one: a stranger's address gets none. */
  async tellLapsed(tx: TenantWriteTx, { id }: Pick<OrderSummary, 'id'>): Promise<void> {
    const event = await this.payments.remindedEvent(tx, id);
    if (event !== null) await this.outbox.append(tx, notifyCustomer(event));
  }

  /**
   * The provider refuses the account that an order was begun on. Where it can be paid in no other way it is cancelled.
   * @throws PaymentClosed it takes no payments any more
   */
  async assertOpen(ctx: TenantContext, { id, listingId }: WaitingOrder): Promise<void> {
    const isClosed = await this.work.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, listingId, id);
      if (order?.state !== 'to-pay') return false;
      const way = await this.wayIn(tx, order);
      if (way === 'online') return false;
      await this.payments.setAccountClosed(tx, id);
      if (way === null) {
        const move = { orderId: id, listingId, seen: order.event, actor: 'system', accountId: null } as const;
        await this.handling.moveIn(tx, move, 'cancelled', 'not-paid');
        await this.tellLapsed(tx, order);
      }
      return true;
    });
    if (isClosed) throw new PaymentClosed({});
  }

  /** The same in a transaction. */
  async wayIn(tx: TenantTx, order: OrderSummary): Promise<PaymentMethod | null> {
    const row = await this.payments.find(tx, order.id);
    const account = await this.accounts.find(tx, order.listingId);
    return row === null ? null : wayLeft(account, row.account, order);
  }
}
