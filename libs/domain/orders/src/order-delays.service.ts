import type { PickupRules } from '@halles/contracts';
import type { Interval } from '@halles/domain/hours';
import { NO_USAGE, refusalOfRoom } from '@halles/domain/pickup-slots';
import { DAY, MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { sendingDayLater } from './fulfilment/fulfilment';
import { channelOfOrder, Fulfilments } from './fulfilment/fulfilments.service';
import type { OrderSummary } from './order';
import { type DelayedSlot, delayedSlot } from './order-delay';
import { OrderingShops } from './ordering-shops.service';
import { SlotCapacity } from './slot-capacity';

/** No slot is shorter, so that each moment of one is in a piece of it. */
const PIECE = 5 * MINUTE;

/** To what time an order is put off, and whether its shop is open then. */
@Injectable()
export class OrderDelays {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly fulfilments: Fulfilments,
    private readonly capacity: SlotCapacity,
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
      return { from: from.getTime(), until: until.getTime(), isOpen: true, nextMinutes: null, isFull: false };
    }
    const hours = shop && { schedule: shop.schedule, mode: shop.mode, last: shop.settings.pickup.last };
    const delayed = delayedSlot(before, minutes, hours);
    const capacity = shop?.settings.pickup.capacity ?? {};
    return { ...delayed, isFull: await this.isFull(tx, order, delayed, capacity) };
  }

  /** Whether at some moment of a time nothing more is taken. One that was put off may lie across two slots: it is looked at in pieces. */
  private async isFull(
    tx: TenantTx,
    order: OrderSummary,
    { from, until }: Interval,
    limits: PickupRules['capacity'],
  ): Promise<boolean> {
    const pieces = Array.from({ length: Math.max(1, Math.ceil((until - from) / PIECE)) }, (_, at) => ({
      from: from + at * PIECE,
      until: Math.min(from + (at + 1) * PIECE, until),
    }));
    const usage = await this.capacity.usage(tx, order.listingId, pieces, channelOfOrder(order), order.id);
    const size = { lines: 1, items: order.items, cents: order.totalCents - order.feeCents, noticeDays: 0 };
    return pieces.some((piece) => refusalOfRoom(limits, size, usage.get(piece.from) ?? NO_USAGE) === 'full');
  }
}
