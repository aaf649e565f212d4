import type { Interval } from '@halles/domain/hours';
import { DomainError } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { isClosedOnDayOf } from './closed-day';
import { DayNotClosed, OrderMoved, OrderNotFound } from './order.errors';
import { OrderHandling } from './order-handling.service';
import { OrderListRepository, type StandingOrders } from './order-list.repository';
import type { OrderSummary } from './order';
import { OrderRepository } from './order.repository';
import { isWorkedOn } from './order-state';
import { OrderingShops } from './ordering-shops.service';

/** So many orders one touch ends at most: each is a transaction, with its customer, its goods, its slot and its money. */
export const MOST_ENDED = 50;

/** An order as the page of a day showed it. */
export interface ShownOrder {
  readonly orderId: string;
  /** The event that was shown. */
  readonly seen: number;
}

/** Orders of a day on which their shop is closed, and for which it is expected. */
export interface DueOrders {
  readonly count: number;
  /** Those that one touch ends, the first of the day at the head. */
  readonly next: readonly ShownOrder[];
}

/** What one touch did. */
export interface EndedOrders {
  readonly ended: number;
  /** Were changed by somebody else since they were shown, or are not of the day any more: left as they are. */
  readonly changed: number;
  /** Of the day, still due. */
  readonly left: number;
}

interface ClosedDay {
  readonly listingId: number;
  readonly accountId: string;
  readonly span: OrderSummary['slot'];
}

const isStopped = (error: unknown): boolean => error instanceof DayNotClosed;

/**
 * Ends the orders of a day that a shop has closed, where it says so: nothing ends by itself. Each order is ended in a transaction
 * of its own with all that belongs to it, so that whoever dies in the middle leaves whole ones: what was ended is, and the rest
 * is ended by the next touch. Sent again it ends nothing twice, and no customer is told twice.
 */
@Injectable()
export class ClosedDayOrders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: OrderListRepository,
    private readonly shops: OrderingShops,
    private readonly orders: OrderRepository,
    private readonly handling: OrderHandling,
  ) {}

  /** As a part of what a page reads. */
  async due(tx: TenantTx, listingId: number, span: OrderSummary['slot']): Promise<DueOrders> {
    const [due] = await this.lists.listDue(tx, [listingId], span);
    if (!due) return { count: 0, next: [] };
    return { count: due.count, next: await this.lists.nextDue(tx, listingId, span, MOST_ENDED) };
  }

  /** What was ordered for stretches of time in which no slots are offered any more, in their order, and is still to come. */
  async standing(
    ctx: TenantContext,
    listingId: number,
    spans: readonly Interval[],
    now: Date,
  ): Promise<StandingOrders[]> {
    return this.work.read(ctx, async (tx) => {
      const found: StandingOrders[] = [];
      for (const { from, until } of spans) {
        const span = { from: new Date(from), until: new Date(until) };
        found.push(await this.lists.standing(tx, listingId, span, now));
      }
      return found;
    });
  }

  /**
   * Ends those of the shown orders that are as they were shown, fifty at most.
   * @throws DayNotClosed the shop is open that day: nothing is ended
   */
  async end(ctx: TenantContext, day: ClosedDay, shown: readonly ShownOrder[]): Promise<EndedOrders> {
    await this.work.read(ctx, (tx) => this.assertClosed(tx, day));
    const once = [...new Map(shown.map((one) => [one.orderId, one])).values()].slice(0, MOST_ENDED);
    let ended = 0;
    let changed = 0;
    for (const one of once) {
      try {
        if (await this.work.write(ctx, (tx) => this.endOne(tx, day, one))) ended += 1;
      } catch (error) {
        // A colleague says that it is open after all: the rest stays.
        if (isStopped(error)) break;
        if (!(error instanceof DomainError)) throw error;
        changed += 1;
      }
    }
    const { count: left } = await this.work.read(ctx, (tx) => this.due(tx, day.listingId, day.span));
    return { ended, changed, left };
  }

  /** @returns false where the same account ended it before @throws DayNotClosed, OrderNotFound, OrderMoved */
  private async endOne(
    tx: TenantWriteTx,
    { listingId, accountId, span }: ClosedDay,
    { orderId, seen }: ShownOrder,
  ): Promise<boolean> {
    const order = await this.orders.lock(tx, listingId, orderId);
    if (!order) throw new OrderNotFound({});
    const { state, event } = order;
    const isOver = state === 'refused' || state === 'cancelled';
    if (isOver && event === seen + 1) {
      const step = { state, delayMinutes: null, accountId };
      if (await this.orders.isLastStep(tx, order, step)) return false;
    }
    if (event !== seen || !isDueIn(order, span)) throw new OrderMoved({ state });
    await this.assertClosed(tx, { listingId, span });
    const move = { listingId, orderId, seen, actor: 'merchant', accountId } as const;
    return this.handling.moveIn(tx, move, state === 'received' ? 'refused' : 'cancelled', 'closed');
  }

  /** @throws DayNotClosed */
  private async assertClosed(
    tx: TenantTx,
    { listingId, span }: Pick<ClosedDay, 'listingId' | 'span'>,
  ): Promise<void> {
    const shop = await this.shops.findWithOrders(tx, listingId);
    if (!shop || !isClosedOnDayOf(shop.schedule, span.from)) throw new DayNotClosed({});
  }
}

/** Whether somebody is expected to be there for an order in a time. Pure. */
const isDueIn = (
  { state, fulfilment, slot }: Pick<OrderSummary, 'state' | 'fulfilment' | 'slot'>,
  { from, until }: OrderSummary['slot'],
): boolean => isWorkedOn(state) && fulfilment !== 'post' && slot.from >= from && slot.from < until;
