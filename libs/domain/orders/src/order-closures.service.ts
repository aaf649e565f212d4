import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { isClosedOnDayOf } from './closed-day';
import { Fulfilments } from './fulfilment/fulfilments.service';
import type { OrderSummary } from './order';
import { type ClosedThen, closureOf } from './order-closure';
import { ShopClosedThen } from './order.errors';
import { OrderingShops } from './ordering-shops.service';

type Timed = Pick<OrderSummary, 'listingId' | 'fulfilment' | 'pointId' | 'slot'>;

/** Whether a shop closed the time of an order since it came: accepted by one touch, its customer would stand before a closed door. */
@Injectable()
export class OrderClosures {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly fulfilments: Fulfilments,
    private readonly clock: Clock,
  ) {}

  /** What is asked of who answers an order that waits; null: nothing. */
  async ofWaiting(
    ctx: TenantContext,
    order: Timed & Pick<OrderSummary, 'state'>,
  ): Promise<ClosedThen | null> {
    if (order.state !== 'received') return null;
    return this.work.read(ctx, (tx) => this.closedThen(tx, order));
  }

  /**
   * The same in the transaction that accepts it.
   * @param isSure whether who accepts was told
   * @returns whether the shop is closed then
   * @throws ShopClosedThen it is, and nobody was told
   */
  async check(tx: TenantTx, order: Timed, isSure: boolean): Promise<boolean> {
    const closed = await this.closedThen(tx, order);
    if (closed !== null && !isSure) throw new ShopClosedThen({ closure: closed.closure });
    return closed !== null;
  }

  /** Why the shop is closed at the time of an order, and when it could be had next; null: it is open, or nobody has to be there. */
  async closedThen(tx: TenantTx, order: Timed): Promise<ClosedThen | null> {
    // What is sent needs nobody to be there.
    if (order.fulfilment === 'post') return null;
    const shop = await this.shops.findWithOrders(tx, order.listingId);
    if (!shop) return null;
    const { from, until } = order.slot;
    const there = await this.fulfilments.shopOf(tx, shop, order);
    // The hours of a collection point or of deliveries that are no more say nothing; a day off does.
    if (there === shop && order.fulfilment !== 'pickup')
      return isClosedOnDayOf(shop.schedule, from) ? { closure: 'day', nextMinutes: null } : null;
    const { schedule, mode, settings } = there;
    const { last, pauses, step } = settings.pickup;
    return closureOf(
      { from: from.getTime(), until: until.getTime() },
      { schedule, mode, last, pauses, step },
      this.clock.now().getTime(),
    );
  }
}
