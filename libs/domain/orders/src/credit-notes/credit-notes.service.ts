import { isoOfDay, wallTime } from '@halles/domain/hours';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OrderDailyRepository } from '../figures/order-daily.repository';
import type { Order } from '../order';
import { sendCreditNote } from '../order.events';
import { OrderRepository } from '../order.repository';
import type { OrderPayment } from '../payments/order-payment';
import { prepaidRefundCents, soldOnCardCents } from '../payments/payment';
import { Sellers } from '../terms/sellers.service';
import type { NewWithdrawal } from '../withdrawal.repository';
import {
  centsOf,
  type Charged,
  type CreditNote,
  type Credited,
  creditOfWithdrawal,
  creditsOfRefund,
  isOfAdvance,
} from './credit-note';
import { CreditNoteRepository } from './credit-note.repository';

/**
 * Credit notes: what of an order that was paid for is given back, with a number of its own. A note is made in the transaction that
 * gives money back, or says that it is owed, and never changes.
 */
@Injectable()
export class CreditNotes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notes: CreditNoteRepository,
    private readonly orders: OrderRepository,
    private readonly sellers: Sellers,
    private readonly daily: OrderDailyRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Those of an order, the oldest first. */
  list(ctx: TenantContext, orderId: string): Promise<CreditNote[]> {
    return this.work.read(ctx, (tx) => this.notes.listByOrder(tx, orderId));
  }

  /** A note with its order as it is now; null where it is gone. */
  async find(
    ctx: TenantContext,
    id: string,
  ): Promise<{ readonly note: CreditNote; readonly order: Order } | null> {
    return this.work.read(ctx, async (tx) => {
      const orderId = await this.notes.orderOf(tx, id);
      const order = orderId === null ? null : await this.orders.find(tx, orderId);
      const note = order && (await this.notes.listByOrder(tx, order.id)).find((one) => one.id === id);
      return order && note ? { note, order } : null;
    });
  }

  /**
   * Makes the note of a withdrawal from what was handed over, or of a return, of an order that the transaction has locked.
   * @param order as it was before
   */
  async issueForReturn(tx: TenantWriteTx, order: Order, returned: NewWithdrawal, now: Date): Promise<void> {
    const withdrawals = [...order.withdrawals, { ...returned, refundedAt: null }];
    const cardCents = soldOnCardCents({ ...order, withdrawals }) - soldOnCardCents(order);
    await this.issue(tx, order, creditOfWithdrawal(order, returned), cardCents, now);
  }

  /** Makes a note, and promises the mail that brings it. Returns its id. */
  private async issue(
    tx: TenantWriteTx,
    order: Pick<Order, 'id' | 'listingId'>,
    credited: Credited,
    cardCents: number,
    now: Date,
  ): Promise<string> {
    const { day } = wallTime(tx.ctx.tenant.settings.timeZone, now.getTime());
    const year = Number(isoOfDay(day).slice(0, 4));
    const number = await this.notes.nextNumber(tx, order.listingId, year);
    const id = uuid();
    const seller = await this.sellers.factsOf(tx, order.listingId);
    await this.notes.insert(tx, order, {
      ...credited,
      ...{ id, number: { year, number }, seller, cardCents, at: now },
    });
    await this.outbox.append(tx, sendCreditNote(id));
    return id;
  }

  /**
   * Makes the notes of what went back to a card before anything was handed over, and has none yet.
   * @param order with its payment as the provider has it by now
   * @param charged what the card was charged for; null: not by us
   */
  async issueForRefund(
    tx: TenantWriteTx,
    order: Order & { readonly payment: OrderPayment },
    charged: Charged | null,
    now: Date,
  ): Promise<void> {
    const notes = await this.notes.listByOrder(tx, order.id);
    const noted = notes.reduce((sum, { isPrepaid, cents }) => sum + (isPrepaid ? cents : 0), 0);
    for (const credited of creditsOfRefund(order, notes, charged, prepaidRefundCents(order) - noted)) {
      const id = await this.issue(tx, order, credited, centsOf(credited), now);
      // Of what was handed over it is a return of the day on which it is known.
      await this.daily.mark(tx, { id, listingId: order.listingId, at: now });
    }
  }

  /**
   * Makes the notes of what of a payment in advance was given back, and has none yet: nothing of it was handed over.
   * @param returned in all, of what was noted as paid at that time
   */
  async issueForAdvance(
    tx: TenantWriteTx,
    order: Order,
    returned: { readonly at: Date; readonly cents: number },
    now: Date,
  ): Promise<void> {
    const notes = await this.notes.listByOrder(tx, order.id);
    const noted = notes.reduce((sum, note) => sum + (isOfAdvance(note) ? note.cents : 0), 0);
    const paid = { at: returned.at, lineCents: null };
    for (const credited of creditsOfRefund(order, notes, paid, returned.cents - noted))
      await this.issue(tx, order, credited, 0, now);
  }
}
