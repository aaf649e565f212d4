import { Injectable } from '@nestjs/common';
import { HOUR, SECOND } from '@halles/kernel';
import { PushSender, type PushSubscription } from '@halles/platform/push';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { PushServiceUnknown, TooManyBrowsers } from './notification.errors';
import type { NotificationEvent } from './notification';
import { NotificationRepository } from './notification.repository';
import { PushSubscriptionRepository, type StoredSubscription } from './push-subscription.repository';

const MAX_BROWSERS = 10;
/** A browser that is away for longer finds the line of the list. */
const TTL_SECONDS = (72 * HOUR) / SECOND;
/** What rings for somebody who waits may not ring at night, when the browser comes back: the mail is there by then. */
const WAITING_TTL_SECONDS = HOUR / SECOND;

/** What a browser is told of: the kind, and by what the same is known again. */
export interface Pushed {
  readonly event: NotificationEvent;
  readonly ref: string;
}

/** The browsers of accounts, and what they are told: that something happened, and no word of it. */
@Injectable()
export class PushService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notifications: NotificationRepository,
    private readonly browsers: PushSubscriptionRepository,
    private readonly sender: PushSender,
  ) {}

  /** What browsers subscribe under, base64url. */
  get publicKey(): string {
    return this.sender.publicKey;
  }

  /**
   * Binds a browser to an account; it leaves the one that it was bound to.
   * @throws PushServiceUnknown, TooManyBrowsers
   */
  async subscribe(
    ctx: TenantContext,
    accountId: string,
    browser: PushSubscription,
    now: Date,
  ): Promise<void> {
    if (!this.sender.accepts(browser.endpoint)) throw new PushServiceUnknown({});
    await this.work.write(ctx, async (tx) => {
      const known = await this.browsers.ofAccount(tx, accountId);
      const isNew = known.every(({ endpoint }) => endpoint !== browser.endpoint);
      if (isNew && known.length >= MAX_BROWSERS) throw new TooManyBrowsers({});
      await this.browsers.upsert(tx, accountId, { id: uuid(), ...browser }, now);
    });
  }

  async unsubscribe(ctx: TenantContext, accountId: string, endpoint: string): Promise<void> {
    await this.work.write(ctx, (tx) => this.browsers.delete(tx, accountId, endpoint));
  }

  async browsersOf(ctx: TenantContext, accountId: string): Promise<StoredSubscription[]> {
    return this.work.read(ctx, (tx) => this.browsers.ofAccount(tx, accountId));
  }

  /**
   * Tells every browser of the account; those that are gone are forgotten. Sent twice, the second replaces the first.
   * @throws PushUnavailable when a service may take it later
   */
  async push(ctx: TenantContext, notificationId: string): Promise<void> {
    const found = await this.work.read(ctx, async (tx) => {
      const notification = await this.notifications.find(tx, notificationId);
      if (!notification) return null;
      const { accountId, event } = notification;
      const isWanted = await this.notifications.wants(tx, accountId, event, 'push');
      return isWanted ? { notification, browsers: await this.browsers.ofAccount(tx, accountId) } : null;
    });
    if (!found) return;
    const { accountId, event } = found.notification;
    await this.sendTo(ctx, accountId, found.browsers, { event, ref: notificationId });
  }

  /**
   * The same of what is in no list of notifications, where the account wants such pushes.
   * @throws PushUnavailable when a service may take it later
   */
  async pushTo(ctx: TenantContext, accountId: string, push: Pushed): Promise<void> {
    const browsers = await this.work.read(ctx, async (tx) =>
      (await this.notifications.wants(tx, accountId, push.event, 'push'))
        ? this.browsers.ofAccount(tx, accountId)
        : [],
    );
    await this.sendTo(ctx, accountId, browsers, push);
  }

  private async sendTo(
    ctx: TenantContext,
    accountId: string,
    browsers: readonly StoredSubscription[],
    { event, ref }: Pushed,
  ): Promise<void> {
    if (ctx.tenant.isCopy) return;
    const message = {
      payload: { event },
      topic: ref.replaceAll('-', '').slice(-32),
      ttl: event === 'order' || event === 'message' ? WAITING_TTL_SECONDS : TTL_SECONDS,
    };
    const outcomes = await Promise.allSettled(
      browsers.map(async (browser) => ({
        endpoint: browser.endpoint,
        outcome: await this.sender.send(browser, message),
      })),
    );
    const gone = outcomes.flatMap((one) =>
      one.status === 'fulfilled' && one.value.outcome === 'gone' ? [one.value.endpoint] : [],
    );
    if (gone.length > 0)
      await this.work.write(ctx, async (tx) => {
        for (const endpoint of gone) await this.browsers.delete(tx, accountId, endpoint);
      });
    const failed = outcomes.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
