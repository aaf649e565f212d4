import { type Account, AccountRepository } from '@halles/domain/accounts';
import { isOpen, type Place } from '@halles/domain/hours';
import { NotificationService } from '@halles/domain/notifications';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AssuranceRepository, type WaitingOrder } from './assurance.repository';
import type { Order } from './order';
import {
  type AnsweringHours,
  type AssuranceStep,
  isAnswerableAt,
  officeHours,
  stepDue,
} from './order-assurance';
import { remindShop, tellUnconfirmed, textShop } from './order.events';
import { OrderRepository } from './order.repository';
import { signalOrders } from './order-signals';
import { OrderingSettingsRepository } from './ordering-settings.repository';
import { OrderingShops } from './ordering-shops.service';
import { ShopPhoneRepository } from './shop-phone.repository';
import { type ContactRecipient, RecipientRepository } from './recipient.repository';

/** Orders that are looked at in one transaction. */
const PAGE = 200;

/** How many orders each step was done about; of `tell` those whose customers are mailed. */
export type AssuredCounts = Readonly<Record<AssuranceStep, number>>;

/** What of a shop decides when its orders are told of again. */
interface AssuredShop {
  readonly hours: AnsweringHours;
  /** Of opening time, in which it should answer. */
  readonly minutes: number;
}

/** Somebody of the shop who is told that an order still waits. */
export interface Reminded {
  readonly order: Order;
  readonly account: Account | null;
  readonly contact: ContactRecipient | null;
  readonly phone: string | null;
}

/**
 * That no order is left without an answer in silence: what is due about those that wait is done step by step, each once, and
 * ends with whatever becomes of the order, as it is bound to the event that has it wait.
 */
@Injectable()
export class OrderAssurance {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly settings: OrderingSettingsRepository,
    private readonly assurances: AssuranceRepository,
    private readonly phones: ShopPhoneRepository,
    private readonly orders: OrderRepository,
    private readonly recipients: RecipientRepository,
    private readonly accounts: AccountRepository,
    private readonly notifications: NotificationService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: Pick<Config, 'textMessages'>,
  ) {}

  /** Does what is due about every order that waits, one step each. Run twice, it does nothing twice. */
  async run(ctx: TenantContext, isOver: () => boolean = () => false): Promise<AssuredCounts> {
    const now = this.clock.now();
    const counts = { alert: 0, call: 0, tell: 0 };
    const shops = new Map<number, AssuredShop>();
    let after: string | null = null;
    do {
      const last: string | null = after;
      const waiting: WaitingOrder[] = await this.work.read(ctx, async (tx) => {
        const page = await this.assurances.waiting(tx, now, last, PAGE);
        for (const { listingId } of page)
          if (!shops.has(listingId)) shops.set(listingId, await this.shopOf(ctx, tx, listingId));
        return page;
      });
      for (const order of waiting) {
        const step = dueOf(order, shops.get(order.listingId), now);
        if (step && (await this.take(ctx, order, step, now)) && isNotified(order, step)) counts[step] += 1;
      }
      after = waiting.length < PAGE ? null : (waiting.at(-1)?.id ?? null);
    } while (after !== null && !isOver());
    return counts;
  }

  /** Whom a reminder goes to, and about which order; null where it was answered meanwhile, or either is gone. */
  async reminded(ctx: TenantContext, recipientId: string): Promise<Reminded | null> {
    return this.work.read(ctx, async (tx) => {
      const recipient = await this.recipients.find(tx, recipientId);
      const order = recipient && (await this.orders.find(tx, recipient.orderId));
      if (!recipient || order?.state !== 'received') return null;
      const { accountId, contact, phone } = recipient;
      const account = accountId === null ? null : await this.accounts.find(tx, accountId);
      return account || contact || phone !== null ? { order, account, contact, phone } : null;
    });
  }

  /** The order whose customer is to be told; null where it was answered meanwhile. */
  async unconfirmed(ctx: TenantContext, assuranceId: string): Promise<Order | null> {
    return this.work.read(ctx, async (tx) => {
      const id = await this.assurances.orderOf(tx, assuranceId);
      return id === null ? null : this.orders.find(tx, id);
    });
  }

  /** Whether people of a shop may be disturbed now: it is open, or it is the time of offices where its hours are not known. */
  async mayDisturb(ctx: TenantContext, listingId: number): Promise<boolean> {
    const { hours } = await this.work.read(ctx, (tx) => this.shopOf(ctx, tx, listingId));
    return this.isTimeOf(hours);
  }

  /** Whether they may be about an order that waits: also in the time of offices, where its shop hardly opens before the slot. */
  async mayDisturbAbout(ctx: TenantContext, { listingId, slot, events }: Order): Promise<boolean> {
    const { hours } = await this.work.read(ctx, (tx) => this.shopOf(ctx, tx, listingId));
    const now = this.clock.now();
    return isAnswerableAt({ since: events.at(-1)?.at ?? now, slotUntil: slot.until }, hours, now);
  }

  /** Whether the town may be: in the hours of offices, and while a shop that it is to call is open. */
  async mayDisturbTown(ctx: TenantContext, shops: readonly number[]): Promise<boolean> {
    if (this.isTimeOf(officeHours(placeOf(ctx)))) return shops.length > 0;
    for (const shop of shops) if (await this.mayDisturb(ctx, shop)) return true;
    return false;
  }

  /** Erases what was done about orders, and who of the town did it. Returns how many. */
  @EraseAfter('order-calls', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      await this.phones.forgetBefore(tx, instant);
      return this.assurances.deleteBefore(tx, instant);
    });
  }

  /** Once a text message was sent: where the phone was forgotten meanwhile, the record of the message is too. */
  async forgetTextIfGone(ctx: TenantContext, recipientId: string): Promise<void> {
    await this.work.write(ctx, (tx) => this.phones.forgetIfGone(tx, recipientId));
  }

  private take(ctx: TenantContext, order: WaitingOrder, step: AssuranceStep, now: Date): Promise<boolean> {
    return this.work.write(ctx, async (tx) => {
      if (!(await this.assurances.holdWaiting(tx, order.id, order.event))) return false;
      if (!(await this.done(tx, order, step, now))) return false;
      await signalOrders(tx, order.listingId);
      await appendAudit(tx, 'order.unanswered', { listing: order.listingId, order: order.id, step }, now);
      return true;
    });
  }

  private async done(
    tx: TenantWriteTx,
    order: WaitingOrder,
    step: AssuranceStep,
    now: Date,
  ): Promise<boolean> {
    const { assuranceId } = order;
    if (step === 'alert') return this.alert(tx, order, now);
    if (assuranceId === null) return false;
    if (step === 'call') return this.assurances.call(tx, assuranceId, now);
    if (!(await this.assurances.tell(tx, assuranceId, now))) return false;
    if (order.hasEmail) await this.outbox.append(tx, tellUnconfirmed(assuranceId));
    return true;
  }

  /** Tells everybody of the shop: those who handle its orders as they wish, its further addresses by mail, and its phone. */
  private async alert(tx: TenantWriteTx, order: WaitingOrder, now: Date): Promise<boolean> {
    const id = uuid();
    if (!(await this.assurances.alert(tx, id, order, now))) return false;
    const { listingId } = order;
    const handlers = await this.shops.handlersOf(tx, listingId);
    for (const { id: recipient, accountId } of await this.recipients.ensure(tx, order, handlers)) {
      const mail = remindShop(recipient);
      if (accountId === null) await this.outbox.append(tx, mail);
      else await this.notifications.notify(tx, { accountId, event: 'order', listingId, ref: id, mail }, now);
    }
    const phone = this.config.textMessages === 'off' ? null : await this.phones.hold(tx, listingId);
    if (phone === null) return true;
    await this.outbox.append(tx, textShop(await this.recipients.ensurePhone(tx, order.id, phone, uuid)));
    return true;
  }

  private async shopOf(ctx: TenantContext, tx: TenantTx, listingId: number): Promise<AssuredShop> {
    const answering = await this.settings.answering(tx, listingId);
    const minutes = answering.minutes ?? ctx.tenant.settings.orders.answerMinutes;
    return { hours: await this.shops.answeringHours(tx, listingId), minutes };
  }

  private isTimeOf({ schedule, mode }: AnsweringHours): boolean {
    return isOpen(schedule, mode, this.clock.now().getTime());
  }
}

/** Where the town is. Pure. */
const placeOf = ({ tenant }: TenantContext): Place => ({
  timeZone: tenant.settings.timeZone,
  department: '',
});

/** Whether a step tells somebody: a customer without an address hears nothing. Pure. */
const isNotified = ({ hasEmail }: WaitingOrder, step: AssuranceStep): boolean => step !== 'tell' || hasEmail;

const dueOf = (order: WaitingOrder, shop: AssuredShop | undefined, now: Date): AssuranceStep | null =>
  shop ? stepDue(order, shop.hours, shop.minutes, now) : null;
