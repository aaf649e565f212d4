import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderConfirmationOver, OrderMoved, OrderNotFound } from '../order.errors';
import { OrderArrivals } from '../order-arrivals.service';
import { OrderHandling } from '../order-handling.service';
import type { OrderMove } from '../order-move';
import { OrderRepository } from '../order.repository';
import { PAY_MINUTES } from '../payments/payment';
import { PendingPayments } from '../payments/pending-payments.service';
import { CONFIRM_MINUTES, confirmableUntil, isOverAfter, wasConfirmed } from './confirmation';

const LAPSED = `
  SELECT id, listing_id AS "listingId", event, state FROM customer_order o
   WHERE (state = 'to-confirm' AND ${isOverAfter(CONFIRM_MINUTES, '$1')})
      OR (state = 'to-pay' AND ${isOverAfter(PAY_MINUTES, '$1')}
          AND NOT EXISTS (SELECT FROM order_payment p WHERE p.order_id = o.id AND p.checkout IS NOT NULL))
   ORDER BY created_at, id LIMIT $2`;

/** An order whose customer did not do in time what it waits for. */
interface LapsedOrder {
  readonly id: string;
  readonly listingId: number;
  readonly event: number;
  readonly state: 'to-confirm' | 'to-pay';
}

/** Orders that one run of the task ends at most. */
const BATCH = 500;

/**
 * A shop may ask that its customers confirm their orders by the link of a mail: who typed somebody else's address, or none that
 * there is, does not keep it busy. Until then the order holds what it took, for a short time, and the shop hears nothing of it.
 */
@Injectable()
export class OrderConfirmations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly handling: OrderHandling,
    private readonly arrivals: OrderArrivals,
    private readonly pending: PendingPayments,
    private readonly clock: Clock,
  ) {}

  /**
   * The customer confirms: the shop has the order from now on, and both are mailed. Confirmed twice it is once.
   * @throws OrderNotFound
   * @throws OrderConfirmationOver it was cancelled, or its time is over
   */
  async confirm(
    ctx: TenantContext,
    { id, listingId }: { readonly id: string; readonly listingId: number },
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const isLocked = await this.orders.lock(tx, listingId, id);
      const order = isLocked && (await this.orders.find(tx, id));
      if (!order) throw new OrderNotFound({});
      if (wasConfirmed(order.events)) return;
      const now = this.clock.now();
      if (order.state !== 'to-confirm' || confirmableUntil(order) <= now) throw new OrderConfirmationOver({});
      await this.arrivals.arriveIn(tx, order, 'customer', now);
    });
  }

  /**
   * Cancels what was not confirmed in time, or whose payment was never begun: goods and slot are free again. Where a page of
   * payment was opened the provider is asked first (`OrderPayments.settle`). Returns how many.
   */
  async lapse(ctx: TenantContext): Promise<number> {
    const now = this.clock.now();
    const lapsed = await this.work.read(ctx, (tx) => this.lapsed(tx, now));
    let ended = 0;
    for (const { id: orderId, listingId, event: seen, state } of lapsed)
      try {
        const move = { orderId, listingId, seen, actor: 'system', accountId: null } as const;
        if (state === 'to-pay') await this.endUnpaid(ctx, move);
        else await this.handling.move(ctx, move, 'cancelled', 'not-confirmed');
        ended += 1;
      } catch (error) {
        // Cancelled or paid just now.
        if (!(error instanceof OrderMoved)) throw error;
      }
    return ended;
  }

  /** Who was mailed the link to pay is told that its time is over, in the same transaction. */
  private async endUnpaid(ctx: TenantContext, move: OrderMove): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (await this.handling.moveIn(tx, move, 'cancelled', 'not-paid'))
        await this.pending.tellLapsed(tx, { id: move.orderId });
    });
  }

  private lapsed(tx: TenantTx, now: Date): Promise<LapsedOrder[]> {
    return tx.manager.query(LAPSED, [now, BATCH]);
  }
}
