import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OrderDailyRepository } from '../figures/order-daily.repository';
import type { Order } from '../order';
import { OrderMoved, OrderNotFound } from '../order.errors';
import { settlePayment } from '../order.events';
import { HeldStock } from '../order-held-stock.service';
import { OrderRepository } from '../order.repository';
import { signalOrders } from '../order-signals';
import { SilenceRepository } from '../silence/silence.repository';
import {
  feeWithdrawn,
  withdrawnGoodsCents,
  type WithdrawnLines,
  withdrawnLines,
  withdrawnPositions,
} from '../withdrawal';
import { WithdrawalRepository } from '../withdrawal.repository';
import { CreditNotes } from './credit-notes.service';
import { plannedReturn, type ReturnedGoods } from './order-return';
import { ReturnTooMuch } from './return.errors';

/** Of what of an order its shop gives the money back. */
export interface ReturnInput extends ReturnedGoods {
  readonly orderId: string;
  readonly listingId: number;
  /** The goods came back, and go on sale again. */
  readonly isRestocked?: boolean;
  /** How many withdrawals and returns its page showed; unless said, as many as there are. */
  readonly seen?: number;
}

/** Whether goods came back: where an amount alone is given back, they stay where they are. Pure. */
const hasGoods = (order: Order, returned: WithdrawnLines): boolean =>
  withdrawnLines(order, returned).some(({ isAmount }) => isAmount !== true);

/** What was given back of an order since its page was read is what is wanted now: the button was pressed twice. */
function isRepeated(order: Order, { positions, parts = [] }: ReturnInput, seen: number): boolean {
  const since = order.withdrawals[seen];
  if (since?.isByShop !== true) return false;
  const before = { ...order, withdrawals: order.withdrawals.slice(0, seen) };
  const planned = plannedReturn(before, { positions, parts });
  const { positions: given, parts: pieces = [] } = since;
  return (
    planned !== null && JSON.stringify([planned.positions, planned.parts]) === JSON.stringify([given, pieces])
  );
}

/** A shop gives back the money of what it handed over: a thing was missing from the bag, or spoilt. */
@Injectable()
export class OrderReturns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly withdrawals: WithdrawalRepository,
    private readonly heldStock: HeldStock,
    private readonly notes: CreditNotes,
    private readonly daily: OrderDailyRepository,
    private readonly silences: SilenceRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives back the money of lines of an order that was handed over, or of parts of them, by the way it was paid, with a credit note.
   * Done twice it is done once.
   * @throws OrderNotFound
   * @throws OrderMoved it is not handed over, has no such line, or something else was given back since its page was read
   * @throws ReturnTooMuch more is wanted than is left of a line
   */
  async giveBack(ctx: TenantContext, input: ReturnInput): Promise<void> {
    const { orderId, listingId } = input;
    await this.work.write(ctx, async (tx) => {
      const isLocked = await this.orders.lock(tx, listingId, orderId);
      const order = isLocked && (await this.orders.find(tx, orderId));
      if (!order) throw new OrderNotFound({});
      const wanted = this.wantedOf(order, input);
      if (wanted === null) return;
      const returned = plannedReturn(order, wanted);
      if (returned === null) throw new ReturnTooMuch({});
      const now = this.clock.now();
      const isRestocked = input.isRestocked === true && hasGoods(order, returned);
      const feeCents = feeWithdrawn(order, returned);
      const withdrawal = {
        ...{ id: uuid(), ...returned, feeCents, isRefundDue: true, isByShop: true, isRestocked, at: now },
        amountCents: withdrawnGoodsCents(order, returned) + feeCents,
        customer: null,
      };
      await this.withdrawals.insert(tx, order, withdrawal);
      if (isRestocked) await this.heldStock.putBack(tx, order, returned, now);
      await this.notes.issueForReturn(tx, order, withdrawal, now);
      await this.daily.mark(tx, { id: withdrawal.id, listingId, at: now });
      if (order.payment !== null) await this.outbox.append(tx, settlePayment(order.id));
      await this.silences.forget(tx, listingId);
      await signalOrders(tx, listingId);
      const detail = { listing: listingId, order: orderId, lines: returned.positions, parts: returned.parts };
      await appendAudit(tx, 'order.returned', detail, now);
    });
  }

  /** What is to be given back now; null where that was done already. @throws OrderMoved */
  private wantedOf(order: Order, input: ReturnInput): ReturnedGoods | null {
    const { seen = order.withdrawals.length, parts = [] } = input;
    const gone = withdrawnPositions(order);
    const positions = [...new Set(input.positions)].filter((position) => !gone.has(position));
    const isNothing = positions.length === 0 && parts.length === 0;
    if (isNothing && input.positions.length > 0) return null;
    if (seen !== order.withdrawals.length) {
      if (isRepeated(order, input, seen)) return null;
      throw new OrderMoved({ state: order.state });
    }
    const known = [...positions, ...parts.map(({ position }) => position)];
    const isKnown = known.every((position) => order.lines[position - 1] !== undefined);
    if (order.state !== 'collected' || isNothing || !isKnown) throw new OrderMoved({ state: order.state });
    return { positions, parts };
  }
}
