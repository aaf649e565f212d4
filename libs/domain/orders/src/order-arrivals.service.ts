import { appendAudit, pipelined, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OrderSummary } from './order';
import { OrderNotices } from './order-notices';
import { OrderRepository } from './order.repository';
import type { OrderActor } from './order-state';
import { signalOrders } from './order-signals';
import { OrderingShops } from './ordering-shops.service';
import { RecipientRepository } from './recipient.repository';

/** What its customer had to do about an order is done: its shop has it from now on. */
@Injectable()
export class OrderArrivals {
  constructor(
    private readonly orders: OrderRepository,
    private readonly shops: OrderingShops,
    private readonly recipients: RecipientRepository,
    private readonly notices: OrderNotices,
  ) {}

  /** Brings an order that the transaction has locked to its shop: both are mailed. */
  async arriveIn(tx: TenantWriteTx, order: OrderSummary, actor: OrderActor, now: Date): Promise<void> {
    const { id, listingId } = order;
    const step = { id: uuid(), state: 'received', actor, at: now } as const;
    await this.orders.take(tx, order, { ...step, accountId: null, reason: null, delayMinutes: null });
    const handlers = await this.shops.handlersOf(tx, listingId);
    const [recipients] = await pipelined([
      this.recipients.add(tx, order, handlers),
      signalOrders(tx, listingId),
    ]);
    await this.notices.appendToShop(tx, recipients);
    await this.notices.append(tx, order, step.id);
    const detail = { listing: listingId, order: id, from: order.state, to: step.state, reason: null };
    await appendAudit(tx, 'order.moved', detail, now);
  }
}
