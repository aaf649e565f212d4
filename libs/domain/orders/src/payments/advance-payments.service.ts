import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { CreditNotes } from '../credit-notes/credit-notes.service';
import { HeldNotices } from '../held-notices/held-notices.service';
import { OrderMoved, OrderNotFound } from '../order.errors';
import { notifyAdvance } from '../order.events';
import { OrderRepository } from '../order.repository';
import { signalOrders } from '../order-signals';
import {
  advanceDueCents,
  advanceToGiveBackCents,
  heldAdvanceCents,
  mayNoteAdvance,
  mayUndoReturn,
} from './advance-payment';
import type { CountedAtCounter } from './counter-payments.service';

/** What customers pay before an order is sent, by a transfer or a cheque: its shop says that it came, and its customer is told. */
@Injectable()
export class AdvancePayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly notes: CreditNotes,
    private readonly held: HeldNotices,
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
      const { advance = null } = order;
      const due = advanceDueCents(order);
      const held = heldAdvanceCents(order);
      if (isPaid ? due === 0 && held > 0 : held === 0) return;
      // It was sent, cancelled or changed since its page was shown.
      if (order.event !== seen || !mayNoteAdvance(order) || (isPaid && due === 0))
        throw new OrderMoved({ state: order.state });
      const at = this.clock.now();
      // What was given back had come.
      const cents = isPaid ? (advance?.cents ?? 0) + due : (advance?.returned?.cents ?? 0);
      await this.orders.setAdvance(tx, orderId, cents === 0 ? null : { ...advance, cents, at });
      if (order.customer?.email) await this.outbox.append(tx, notifyAdvance(orderId));
      await signalOrders(tx, listingId);
      await appendAudit(tx, 'payment.advance', { listing: listingId, order: orderId, cents }, at);
    });
  }

  /**
   * What was paid for nothing was given back, or was not after all. Said again it is done. A credit note tells of it, once: what is not
   * given back after all is owed still. @throws OrderNotFound, OrderMoved
   */
  async sayReturned(
    ctx: TenantContext,
    { orderId, listingId, seen }: CountedAtCounter,
    isReturned: boolean,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const locked = await this.orders.lock(tx, listingId, orderId);
      const order = locked && (await this.orders.find(tx, orderId));
      if (!order) throw new OrderNotFound({});
      const { advance = null } = order;
      const due = advanceToGiveBackCents(order);
      const before = advance?.returned?.cents ?? 0;
      if (isReturned ? due === 0 && before > 0 : before === 0) return;
      const isPossible = isReturned ? due > 0 : mayUndoReturn(order);
      // It was restored, sent or changed since its page was shown.
      if (order.event !== seen || advance === null || !isPossible)
        throw new OrderMoved({ state: order.state });
      const now = this.clock.now();
      const { cents, at } = advance;
      const returned = { cents: before + due, at: now };
      await this.orders.setAdvance(tx, orderId, isReturned ? { cents, at, returned } : { cents, at });
      if (isReturned) {
        // Who reads of the money has read why.
        await this.held.tell(tx, order);
        await this.notes.issueForAdvance(tx, order, { at, cents: returned.cents }, now);
      }
      await signalOrders(tx, listingId);
      const detail = { listing: listingId, order: orderId, cents: isReturned ? returned.cents : 0 };
      await appendAudit(tx, 'payment.advance-returned', detail, now);
    });
  }
}
