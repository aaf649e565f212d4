import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderMoved, OrderNotFound } from '../order.errors';
import { notifyAdvance } from '../order.events';
import { OrderRepository } from '../order.repository';
import { signalOrders } from '../order-signals';
import { advanceDueCents, mayNoteAdvance } from './advance-payment';
import type { CountedAtCounter } from './counter-payments.service';

/** What customers pay before an order is sent, by a transfer or a cheque: its shop says that it came, and its customer is told. */
@Injectable()
export class AdvancePayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** All that is owed was paid, or was not after all. Said again it is done. @throws OrderNotFound, OrderMoved */
  async say(
    ctx: TenantContext,
    { orderId, listingId, seen }: CountedAtCounter,
    isPaid: boolean,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, listingId, orderId);
      if (!order) throw new OrderNotFound({});
      const noted = order.advance?.cents ?? 0;
      const due = advanceDueCents(order);
      if (isPaid ? due === 0 && noted > 0 : noted === 0) return;
      // It was sent, cancelled or changed since its page was shown.
      if (order.event !== seen || !mayNoteAdvance(order) || (isPaid && due === 0))
        throw new OrderMoved({ state: order.state });
      const at = this.clock.now();
      const cents = isPaid ? noted + due : 0;
      await this.orders.setAdvance(tx, orderId, cents === 0 ? null : { cents, at });
      if (order.customer?.email) await this.outbox.append(tx, notifyAdvance(orderId));
      await signalOrders(tx, listingId);
      await appendAudit(tx, 'payment.advance', { listing: listingId, order: orderId, cents }, at);
    });
  }
}
