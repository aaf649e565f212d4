import { MAX_LINE_GRAMS } from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Order } from './order';
import type { OrderMove } from './order-move';
import { OrderMoved, OrderNotFound } from './order.errors';
import { WeightRefused } from './weight.errors';
import { HeldStock } from './order-held-stock.service';
import { OrderNotices } from './order-notices';
import { OrderRepository } from './order.repository';
import { mayWeigh } from './order-state';
import { signalOrders } from './order-signals';
import { assertLikely, isNoted, stockOfWeights, weighablePositions, weighedLines } from './order-weighing';

/** What goods weigh that are sold by weight, and what they cost hence, once their order is prepared. */
@Injectable()
export class OrderWeighing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly stock: HeldStock,
    private readonly notices: OrderNotices,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes what lines of an order weigh, anew where they were weighed before, until it is handed over. Their prices follow, up to
   * what the customer agreed to pay; once everything is weighed the customer is told. Sent again it is done.
   * @param weights grams by the place of the line, from 1
   * @param sure places of the lines of which an unlikely weight was confirmed
   * @throws OrderNotFound
   * @throws OrderMoved it is not where the actor saw it, or is not prepared
   * @throws WeightRefused a line is not weighed, or not so much or so little
   * @throws WeightUnlikely it is more than twice what was ordered, or less than half of it, and nobody confirmed that
   */
  async weigh(
    ctx: TenantContext,
    move: OrderMove,
    weights: ReadonlyMap<number, number>,
    sure: ReadonlySet<number> = new Set(),
  ): Promise<void> {
    if ([...weights.values()].some((grams) => !(grams >= 1 && grams <= MAX_LINE_GRAMS)))
      throw new WeightRefused({});
    await this.work.write(ctx, async (tx) => {
      const order = await this.lock(tx, move);
      if (order.event === move.seen + 1 && isNoted(order, weights)) return;
      if (order.event !== move.seen || !mayWeigh(order.state) || move.actor !== 'merchant')
        throw new OrderMoved({ state: order.state });
      const weighed = weighedLines(order, weights);
      if (weighed === null || weighed.length === 0) throw new WeightRefused({});
      assertLikely(order, weights, sure);
      const now = this.clock.now();
      await this.orders.setWeights(tx, order.id, weighed);
      await this.stock.move(tx, order, (held) => stockOfWeights(order, weighed, held), now);
      const left = weighablePositions(order).some(
        (position) => !weights.has(position) && order.lines[position - 1]?.weight?.finalGrams === null,
      );
      // What is told before that waits: it says the price too, and comes first.
      const isHeld = !left && order.noticesDueAt !== null;
      const step = {
        ...{ id: uuid(), state: order.state, actor: move.actor, accountId: move.accountId },
        ...{
          reason: null,
          delayMinutes: null,
          weighed: left ? ('part' as const) : ('whole' as const),
          ...{ isHeld, at: now },
        },
      };
      await this.orders.take(tx, order, step);
      await signalOrders(tx, order.listingId);
      if (!left && !isHeld) await this.notices.append(tx, order, step.id);
      const lines = weighed.map(({ position }) => position);
      await appendAudit(tx, 'order.weighed', { listing: order.listingId, order: order.id, lines }, now);
    });
  }

  private async lock(tx: TenantWriteTx, { listingId, orderId }: OrderMove): Promise<Order> {
    const isLocked = await this.orders.lock(tx, listingId, orderId);
    const order = isLocked && (await this.orders.find(tx, orderId));
    if (!order) throw new OrderNotFound({});
    return order;
  }
}
