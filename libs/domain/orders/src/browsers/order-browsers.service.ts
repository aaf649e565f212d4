import { PushServiceUnknown, TooManyBrowsers } from '@halles/domain/notifications';
import { Clock } from '@halles/kernel';
import { type PushMessage, PushSender, type PushSubscription } from '@halles/platform/push';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderNotFound } from '../order.errors';
import { OrderRepository } from '../order.repository';
import { isUnderWay } from '../order-state';
import { OrderBrowserRepository } from './order-browser.repository';

/** Whoever has the page of an order may be several, each with a telephone and a computer. */
const MAX_BROWSERS = 5;

/** The browsers in which a customer is notified of an order. */
@Injectable()
export class OrderBrowsers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly browsers: OrderBrowserRepository,
    private readonly sender: PushSender,
    private readonly clock: Clock,
  ) {}

  /** What browsers subscribe under, base64url. */
  get publicKey(): string {
    return this.sender.publicKey;
  }

  /** @throws OrderNotFound also of one that nothing more becomes of; PushServiceUnknown, TooManyBrowsers */
  async subscribe(ctx: TenantContext, orderId: string, browser: PushSubscription): Promise<void> {
    if (!this.sender.accepts(browser.endpoint)) throw new PushServiceUnknown({});
    await this.work.write(ctx, async (tx) => {
      const found = await this.orders.find(tx, orderId);
      // Locked: two browsers at once are counted one after the other, and none comes after the customer was erased.
      const order = found && (await this.orders.lock(tx, found.listingId, orderId));
      if (!order?.customer || !isUnderWay(order.state)) throw new OrderNotFound({});
      const known = await this.browsers.ofOrder(tx, orderId);
      const isNew = known.every(({ endpoint }) => endpoint !== browser.endpoint);
      if (isNew && known.length >= MAX_BROWSERS) throw new TooManyBrowsers({});
      await this.browsers.upsert(tx, orderId, browser, this.clock.now());
    });
  }

  async unsubscribe(ctx: TenantContext, orderId: string, endpoint: string): Promise<void> {
    await this.work.write(ctx, (tx) => this.browsers.delete(tx, orderId, endpoint));
  }

  /**
   * Notifies every browser of an order; those that are gone are forgotten. Sent twice, the second replaces the first.
   * @throws PushUnavailable when a service may take it later
   */
  async push(ctx: TenantContext, orderId: string, message: PushMessage): Promise<void> {
    if (ctx.tenant.isCopy) return;
    const browsers = await this.work.read(ctx, (tx) => this.browsers.ofOrder(tx, orderId));
    const outcomes = await Promise.allSettled(browsers.map((browser) => this.sender.send(browser, message)));
    const gone = browsers.filter((_, index) => {
      const outcome = outcomes[index];
      return outcome?.status === 'fulfilled' && outcome.value === 'gone';
    });
    if (gone.length > 0)
      await this.work.write(ctx, async (tx) => {
        for (const { endpoint } of gone) await this.browsers.delete(tx, orderId, endpoint);
      });
    const failed = outcomes.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
