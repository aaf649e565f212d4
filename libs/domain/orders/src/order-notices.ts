import { mayBeTexted } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Outbox, type OutboxMessage } from '@halles/platform/outbox';
import type { TenantContext, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from './order';
import { OrderBrowserRepository } from './browsers/order-browser.repository';
import type { NotifiedRecipient } from './recipient.repository';
import { notifyCustomer, notifyShop, pushCustomer, pushShop, textCustomer } from './order.events';

/** By which ways somebody is reached. */
export interface Reach {
  readonly mail: boolean;
  readonly text: boolean;
}

/** Pure. */
const toShop = (recipients: readonly NotifiedRecipient[]): OutboxMessage[] => [
  ...recipients.map(({ id }) => notifyShop(id)),
  ...recipients.flatMap(({ id, isPushed }) => (isPushed ? [pushShop(id)] : [])),
];

/** By which ways the customer of an order hears what becomes of it, and its shop that it came. */
@Injectable()
export class OrderNotices {
  constructor(
    private readonly outbox: Outbox,
    private readonly browsers: OrderBrowserRepository,
    @InjectConfig() private readonly config: Pick<Config, 'textMessages'>,
  ) {}

  /** Whether customers are texted where they wish it: the installation can, and the territory does. */
  offersTexts({ tenant }: Pick<TenantContext, 'tenant'>): boolean {
    return this.config.textMessages !== 'off' && tenant.settings.orders.textMessages;
  }

  /** Whether a customer is texted what becomes of their order: on a landline they are called by the shop. */
  isTexted(
    ctx: Pick<TenantContext, 'tenant'>,
    { phone, wantsTexts }: NonNullable<OrderSummary['customer']>,
  ): boolean {
    return wantsTexts && phone !== null && mayBeTexted(phone) && this.offersTexts(ctx);
  }

  /** By which ways its customer hears what becomes of an order; null once they were erased. */
  reachOf(ctx: Pick<TenantContext, 'tenant'>, { customer }: Pick<OrderSummary, 'customer'>): Reach | null {
    return customer && { mail: customer.email !== null, text: this.isTexted(ctx, customer) };
  }

  /** Promises what tells its customer that an order came, by one way: a text message only to who gave no address. */
  async appendReceipt(
    tx: TenantWriteTx,
    order: Pick<OrderSummary, 'customer'>,
    eventId: string,
  ): Promise<void> {
    await this.outbox.appendAll(tx, this.receiptOf(tx, order, eventId));
  }

  /** Promises the same, and what tells the shop. */
  async appendArrival(
    tx: TenantWriteTx,
    order: Pick<OrderSummary, 'customer'>,
    eventId: string,
    to: readonly NotifiedRecipient[],
  ): Promise<void> {
    await this.outbox.appendAll(tx, [...toShop(to), ...this.receiptOf(tx, order, eventId)]);
  }

  /** Promises what tells of a step, in the transaction that takes it. What need not be told is left out when it is sent. */
  async append(
    tx: TenantWriteTx,
    { id, customer }: Pick<OrderSummary, 'id' | 'customer'>,
    eventId: string,
  ): Promise<void> {
    if (customer?.email) await this.outbox.append(tx, notifyCustomer(eventId));
    if (customer && this.isTexted(tx.ctx, customer)) await this.outbox.append(tx, textCustomer(eventId));
    if ((await this.browsers.ofOrder(tx, id)).length > 0) await this.outbox.append(tx, pushCustomer(eventId));
  }

  /** Promises what tells the shop of an order that came: mails, and a ring on the devices of who wishes it. */
  async appendToShop(tx: TenantWriteTx, to: readonly NotifiedRecipient[]): Promise<void> {
    await this.outbox.appendAll(tx, toShop(to));
  }

  private receiptOf(
    { ctx }: TenantWriteTx,
    { customer }: Pick<OrderSummary, 'customer'>,
    eventId: string,
  ): OutboxMessage[] {
    if (customer?.email) return [notifyCustomer(eventId)];
    return customer && this.isTexted(ctx, customer) ? [textCustomer(eventId)] : [];
  }
}
