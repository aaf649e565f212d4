import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  pipelined,
  type TenantContext,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import type { Place } from '@halles/domain/hours';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { CreditNotes } from './credit-notes/credit-notes.service';
import type { Order } from './order';
import { HeldStock } from './order-held-stock.service';
import { OrderMoved, OrderNotFound, WithdrawalOver } from './order.errors';
import { acknowledgeWithdrawal, notifyWithdrawal, settlePayment } from './order.events';
import { signalOrders } from './order-signals';
import { OrderRepository } from './order.repository';
import { SilenceRepository } from './silence/silence.repository';
import { RecipientRepository } from './recipient.repository';
import {
  feeWithdrawn,
  restOfLines,
  withdrawablePositions,
  withdrawnGoodsCents,
  withdrawnPositions,
} from './withdrawal';
import { OrderingShops } from './ordering-shops.service';
import type { OrderState } from './order-state';
import { type OwedRefund, WithdrawalRepository } from './withdrawal.repository';

/** What a customer declares. */
export interface WithdrawalInput {
  readonly orderId: string;
  readonly listingId: number;
  /** Places of the lines in the order, from 1. */
  readonly positions: readonly number[];
  readonly name: string;
  /** That the acknowledgement goes to. */
  readonly email: string;
}

/** What a shop says of the money of the withdrawals from an order. */
export interface RefundInput {
  readonly orderId: string;
  readonly listingId: number;
  readonly accountId: string;
  /** The withdrawals that its page showed: of one that came meanwhile nothing was seen. */
  readonly seen: readonly string[];
}

/** Where an order stands once some of its lines were withdrawn from: one that was not handed over ends with its last line. Pure. */
function stateAfter(order: Order, positions: readonly number[]): OrderState {
  const left = order.lines.length - withdrawnPositions(order).size - positions.length;
  return left === 0 && order.state !== 'collected' ? 'cancelled' : order.state;
}

/** Shops whose unpaid withdrawals are listed at once. */
const MOST = 200;

/**
 * Customers withdraw from what they ordered, without a reason and without asking (code de la consommation, L221-18 and
 * L221-21); the shop is told, and says when it has given the money back.
 */
@Injectable()
export class OrderWithdrawals {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly recipients: RecipientRepository,
    private readonly shops: OrderingShops,
    private readonly heldStock: HeldStock,
    private readonly withdrawals: WithdrawalRepository,
    private readonly notes: CreditNotes,
    private readonly silences: SilenceRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Withdraws from lines of an order. Done twice it is done once. What was not handed over goes back on sale; an order of
   * which nothing is left is cancelled. The customer has an acknowledgement mailed, and so has everybody who was mailed the order.
   * @param place of the shop, by whose calendar the time is counted
   * @throws OrderNotFound, WithdrawalOver
   */
  async withdraw(ctx: TenantContext, input: WithdrawalInput, place: Place): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const order = await this.lock(tx, input);
      const gone = withdrawnPositions(order);
      const wanted = [...new Set(input.positions)].filter((position) => !gone.has(position));
      if (wanted.length === 0) return;
      const now = this.clock.now();
      const possible = new Set(withdrawablePositions(order, place, now));
      if (!wanted.every((position) => possible.has(position))) throw new WithdrawalOver({});
      // Of a line of which its shop gave a part back, what is left.
      const withdrawn = restOfLines(order, wanted);
      const feeCents = feeWithdrawn(order, withdrawn);
      const withdrawal = {
        id: uuid(),
        ...withdrawn,
        amountCents: withdrawnGoodsCents(order, withdrawn) + feeCents,
        feeCents,
        isRefundDue: order.state === 'collected',
        isByShop: false,
        at: now,
        customer: { name: input.name, email: input.email },
      };
      await this.withdrawals.insert(tx, order, withdrawal);
      if (withdrawal.isRefundDue) await this.notes.issueForReturn(tx, order, withdrawal, now);
      else await this.heldStock.putBack(tx, order, withdrawn, now);
      await this.orders.take(tx, order, {
        id: uuid(),
        state: stateAfter(order, wanted),
        actor: 'customer',
        accountId: null,
        reason: 'withdrawal',
        delayMinutes: null,
        at: now,
      });
      await this.outbox.append(tx, acknowledgeWithdrawal(withdrawal.id));
      const handlers = await this.shops.handlersOf(tx, order.listingId);
      for (const recipient of await this.recipients.ensure(tx, order, handlers))
        await this.outbox.append(tx, notifyWithdrawal(recipient.id));
      const detail = { listing: order.listingId, order: order.id, lines: wanted };
      await signalOrders(tx, order.listingId);
      await appendAudit(tx, 'order.withdrawn', detail, now);
    });
  }

  /** Says that the money of those withdrawals of an order was given back. @throws OrderNotFound, OrderMoved */
  refund(ctx: TenantContext, input: RefundInput): Promise<void> {
    return this.settle(ctx, input, this.clock.now());
  }

  /** Takes that back. @throws OrderNotFound, OrderMoved */
  undoRefund(ctx: TenantContext, input: RefundInput): Promise<void> {
    return this.settle(ctx, input, null);
  }

  /** Forgets who withdrew, as long after it as the territory says: also from an order whose customer was forgotten before. Returns how many. */
  @EraseAfter('withdrawals', ({ orders }) => ({ days: orders.retentionDays }))
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.withdrawals.forgetBefore(tx, instant));
  }

  /** The order that a withdrawal is of, as it is now; null where it is gone. */
  async findOrder(ctx: TenantContext, withdrawalId: string): Promise<Order | null> {
    return this.work.read(ctx, async (tx) => {
      const orderId = await this.withdrawals.orderOf(tx, withdrawalId);
      return orderId === null ? null : this.orders.find(tx, orderId);
    });
  }

  /** Orders of shops whose money is to be given back, the longest due first; 200 at most. */
  async listOwedRefunds(ctx: TenantContext, listingIds: readonly number[]): Promise<OwedRefund[]> {
    const [refunds, advances] = await this.work.read(ctx, (tx) =>
      pipelined([
        this.withdrawals.listOwedRefunds(tx, listingIds, MOST),
        this.withdrawals.listOwedAdvances(tx, listingIds, MOST),
      ]),
    );
    return [...refunds, ...advances]
      .sort((one, other) => one.since.getTime() - other.since.getTime())
      .slice(0, MOST);
  }

  private async settle(
    ctx: TenantContext,
    { orderId, listingId, accountId, seen }: RefundInput,
    at: Date | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const order = await this.lock(tx, { orderId, listingId });
      const ofOrder = new Set(order.withdrawals.map(({ id }) => id));
      if (seen.length === 0 || !seen.every((id) => ofOrder.has(id)))
        throw new OrderMoved({ state: order.state });
      await this.withdrawals.setRefunded(tx, seen, at, accountId);
      // What its shop did not give back after all, the card gets.
      if (order.payment !== null) await this.outbox.append(tx, settlePayment(orderId));
      // It is no step of the order; but who notes it is there.
      await this.silences.forget(tx, listingId);
      await signalOrders(tx, listingId);
      const kind = at === null ? 'order.refund-undone' : 'order.refunded';
      await appendAudit(tx, kind, { listing: listingId, order: orderId }, this.clock.now());
    });
  }

  private async lock(
    tx: TenantWriteTx,
    { orderId, listingId }: { readonly orderId: string; readonly listingId: number },
  ): Promise<Order> {
    const isLocked = await this.orders.lock(tx, listingId, orderId);
    const order = isLocked && (await this.orders.find(tx, orderId));
    if (!order) throw new OrderNotFound({});
    return order;
  }
}
