import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OpenCounts, OpenOrders } from './open-orders';
import { OrderListRepository } from './order-list.repository';

/** What is worked on in several shops of one merchant. */
export interface OpenOfShops extends OpenOrders {
  /** Of each shop that was asked for, in the order in which they were. */
  readonly counts: readonly OpenCounts[];
}

/** The orders of all shops that somebody answers for, as one list. */
@Injectable()
export class OrderInboxes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: OrderListRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What is worked on, of all of them or of those that are shown alone; how much each has to do is told of all of them.
   * @param shown whose orders are listed @param limit so many of each list at most
   */
  async find(
    ctx: TenantContext,
    listingIds: readonly number[],
    shown: readonly number[],
    limit: number,
  ): Promise<OpenOfShops> {
    const now = this.clock.now();
    return this.work.read(ctx, async (tx) => {
      const open = new Map((await this.lists.countOpen(tx, listingIds)).map((one) => [one.listingId, one]));
      const waiting = new Map(
        (await this.lists.listWaiting(tx, listingIds)).map((one) => [one.listingId, one]),
      );
      return {
        toDo: await this.lists.listToDo(tx, shown, now, limit),
        cancelled: await this.lists.listCancelled(tx, shown, now, limit),
        overdue: await this.lists.listOverdue(tx, shown, now, limit),
        counts: listingIds.map((listingId) => ({
          listingId,
          open: open.get(listingId)?.count ?? 0,
          waiting: waiting.get(listingId)?.count ?? 0,
        })),
      };
    });
  }

  /** Orders of some shops that wait for an answer, the one that is collected first at the head. */
  async listWaitingIds(
    ctx: TenantContext,
    listingIds: readonly number[],
    limit: number,
  ): Promise<readonly string[]> {
    return this.work.read(ctx, (tx) => this.lists.listWaitingIds(tx, listingIds, limit));
  }
}
