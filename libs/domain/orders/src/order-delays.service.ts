import { DAY, MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { sendingDayLater } from './fulfilment/fulfilment';
import { Fulfilments } from './fulfilment/fulfilments.service';
import type { OrderSummary } from './order';
import { type DelayedSlot, delayedSlot } from './order-delay';
import { OrderingShops } from './ordering-shops.service';

/** To what time an order is put off, and whether its shop is open then. */
@Injectable()
export class OrderDelays {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly fulfilments: Fulfilments,
  ) {}

  /** What becomes of an order that is put off, before it is. */
  delayed(ctx: TenantContext, order: OrderSummary, minutes: number): Promise<DelayedSlot> {
    return this.work.read(ctx, (tx) => this.delayedIn(tx, order, minutes));
  }

  /** The same as a part of what a use case reads. */
  async delayedIn(tx: TenantTx, order: OrderSummary, minutes: number): Promise<DelayedSlot> {
    const { listingId, slot } = order;
    const before = { from: slot.from.getTime(), until: slot.until.getTime() };
    const found = await this.shops.findWithOrders(tx, listingId);
    const shop = found && (await this.fulfilments.shopOf(tx, found, order));
    // Sent some days later it needs nobody to be there.
    if (order.fulfilment === 'post') {
      const { timeZone } = shop?.schedule.place ?? tx.ctx.tenant.settings;
      const { from, until } = sendingDayLater(slot.from, timeZone, Math.round((minutes * MINUTE) / DAY));
      return { from: from.getTime(), until: until.getTime(), isOpen: true, nextMinutes: null };
    }
    return delayedSlot(
      before,
      minutes,
      shop && { schedule: shop.schedule, mode: shop.mode, last: shop.settings.pickup.last },
    );
  }
}
