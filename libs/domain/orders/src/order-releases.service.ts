import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderHandling } from './order-handling.service';
import { OrderListRepository } from './order-list.repository';
import { OrderMoved } from './order.errors';
import { GRACE } from './reservation-term';

/** Reservations that are looked at together. */
const BATCH = 100;

/** Ends what nobody came for: a reservation binds nobody, and its goods are reserved until two hours after the end of its slot. */
@Injectable()
export class OrderReleases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: OrderListRepository,
    private readonly orders: OrderHandling,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the goods of reservations back whose slot has been over for so long, and tells their customers; their shop may take
   * that back.
   * Returns how many.
   */
  async releaseUncollected(ctx: TenantContext): Promise<number> {
    const until = new Date(this.clock.now().getTime() - GRACE);
    const uncollected = await this.work.read(ctx, (tx) => this.lists.listUncollected(tx, until, BATCH));
    let released = 0;
    for (const { id, listingId, event } of uncollected) {
      const move = { listingId, orderId: id, seen: event, actor: 'system', accountId: null } as const;
      try {
        await this.orders.move(ctx, move, 'not-collected');
        released += 1;
      } catch (error) {
        // Handed over or put off just now.
        if (!(error instanceof OrderMoved)) throw error;
      }
    }
    return released;
  }
}
