import { Clock, DAY } from '@halles/kernel';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Order } from '../order';
import { OrderHandling } from '../order-handling.service';
import type { OrderMove } from '../order-move';
import { isCollected } from '../fulfilment/fulfilment-words';
import { CounterPayments } from '../payments/counter-payments.service';
import { OrderCodeUnknown, OrderMoved, OrderNotFound } from '../order.errors';
import { OrderRepository } from '../order.repository';
import { signalOrders } from '../order-signals';
import { isUnderWay } from '../order-state';
import type { HandOver } from './hand-over';
import { HandOverRepository } from './hand-over.repository';

/** What a shop says as it hands an order over. */
export interface HandingOver extends HandOver {
  /** The code that was typed or scanned; null: none was shown. */
  readonly shown: string | null;
  /** What is left to pay beside the card was paid at the counter. */
  readonly isRestPaid?: boolean;
  /** Without proof: who hands it over was told what that means of an order that is paid online. */
  readonly isSure?: boolean;
}

/** Whether somebody else may still be named who collects an order. Pure. */
export const mayNameCollector = ({ state, fulfilment }: Pick<Order, 'state' | 'fulfilment'>): boolean =>
  isUnderWay(state) && isCollected(fulfilment);

/** At the counter: which order a code is of, and that it was handed over. */
@Injectable()
export class OrderHandOvers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly handling: OrderHandling,
    private readonly handOvers: HandOverRepository,
    private readonly orders: OrderRepository,
    private readonly counter: CounterPayments,
    private readonly clock: Clock,
  ) {}

  /**
   * The orders of a shop that a code is of, among those that it works on and those that it handed over within a day. Codes are not
   * unique: rarely there are two. @throws OrderCodeUnknown there is none, whatever other shops have
   */
  async findByCode(ctx: TenantContext, listingId: number, code: string): Promise<Order[]> {
    const since = new Date(this.clock.now().getTime() - DAY);
    return this.work.read(ctx, async (tx) => {
      const ids = await this.handOvers.idsByCode(tx, listingId, code, since);
      if (ids.length === 0) throw new OrderCodeUnknown({});
      const found: Order[] = [];
      // One by one: they share a connection.
      for (const id of ids) found.push(await this.handling.getIn(tx, id));
      return found;
    });
  }

  /**
   * Says for the customer of an order who collects it, until somebody does. @param collector null: they come themselves
   * @throws OrderNotFound, OrderMoved it is over, or nobody collects it
   */
  async setCollector(
    ctx: TenantContext,
    { id, listingId }: Pick<Order, 'id' | 'listingId'>,
    collector: string | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, listingId, id);
      if (!order?.customer) throw new OrderNotFound({});
      if (!mayNameCollector(order)) throw new OrderMoved({ state: order.state });
      if ((order.customer.collector ?? null) === collector) return;
      await this.orders.setCollector(tx, id, collector);
      await signalOrders(tx, listingId);
      await appendAudit(tx, 'order.collector', { listing: listingId, order: id }, this.clock.now());
    });
  }

  /** Hands an order over, against its code where it was shown. @throws OrderCodeWrong, and as `OrderHandling.move` does */
  async collect(
    ctx: TenantContext,
    move: OrderMove,
    { shown, isRestPaid = false, isSure = false, ...handOver }: HandingOver,
  ): Promise<void> {
    const code = shown === null ? {} : { code: shown };
    await this.work.write(ctx, async (tx) => {
      const isNew = await this.handling.moveIn(tx, { ...move, ...code, handOver, isSure }, 'collected');
      if (isNew && isRestPaid) await this.counter.noteIn(tx, { ...move, seen: move.seen + 1 });
    });
  }
}
