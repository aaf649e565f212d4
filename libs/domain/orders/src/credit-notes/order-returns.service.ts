import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OrderDailyRepository } from '../figures/order-daily.repository';
import type { Order } from '../order';
import { OrderMoved, OrderNotFound } from '../order.errors';
import { settlePayment } from '../order.events';
import { OrderRepository } from '../order.repository';
import { signalOrders } from '../order-signals';
import { SilenceRepository } from '../silence/silence.repository';
import { feeWithdrawn, linesAt, withdrawnPositions } from '../withdrawal';
import { WithdrawalRepository } from '../withdrawal.repository';
import { CreditNotes } from './credit-notes.service';

/** Of which lines of an order its shop gives the money back. */
export interface ReturnInput {
  readonly orderId: string;
  readonly listingId: number;
  /** Places of the lines in the order, from 1. */
  readonly positions: readonly number[];
}

/** Places of the lines, from 1, whose money a shop may give back: of what was handed over, and not given back yet. Pure. */
export function returnablePositions(order: Pick<Order, 'state' | 'lines' | 'withdrawals'>): number[] {
  if (order.state !== 'collected') return [];
  const gone = withdrawnPositions(order);
  return order.lines.flatMap((_, index) => (gone.has(index + 1) ? [] : [index + 1]));
}

/** A shop gives back the money of what it handed over: a thing was missing from the bag, or spoilt. */
@Injectable()
export class OrderReturns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly withdrawals: WithdrawalRepository,
    private readonly notes: CreditNotes,
    private readonly daily: OrderDailyRepository,
    private readonly silences: SilenceRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives back the money of lines of an order that was handed over, by the way it was paid, with a credit note. Done twice it is
   * done once.
   * @throws OrderNotFound
   * @throws OrderMoved it is not handed over, or has no such line
   */
  async giveBack(ctx: TenantContext, { orderId, listingId, positions }: ReturnInput): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const isLocked = await this.orders.lock(tx, listingId, orderId);
      const order = isLocked && (await this.orders.find(tx, orderId));
      if (!order) throw new OrderNotFound({});
      const gone = withdrawnPositions(order);
      const wanted = [...new Set(positions)].filter((position) => !gone.has(position));
      if (positions.length > 0 && wanted.length === 0) return;
      const possible = new Set(returnablePositions(order));
      if (wanted.length === 0 || !wanted.every((position) => possible.has(position)))
        throw new OrderMoved({ state: order.state });
      const now = this.clock.now();
      const feeCents = feeWithdrawn(order, wanted);
      const returned = {
        ...{ id: uuid(), positions: wanted, feeCents, isRefundDue: true, isByShop: true, at: now },
        amountCents: linesAt(order, wanted).reduce((sum, { totalCents }) => sum + totalCents, feeCents),
        customer: null,
      };
      await this.withdrawals.insert(tx, order, returned);
      await this.notes.issueForReturn(tx, order, returned, now);
      await this.daily.mark(tx, { id: returned.id, listingId, at: now });
      if (order.payment !== null) await this.outbox.append(tx, settlePayment(order.id));
      await this.silences.forget(tx, listingId);
      await signalOrders(tx, listingId);
      const detail = { listing: listingId, order: orderId, lines: wanted };
      await appendAudit(tx, 'order.returned', detail, now);
    });
  }
}
