import { Injectable } from '@nestjs/common';
import { AccountRepository } from '@halles/domain/accounts';
import { AddressRefusals } from '@halles/domain/deliveries';
import { Outbox, type OutboxMessage } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import {
  allPreferences,
  type Notification,
  type NotificationChannel,
  type NotificationEvent,
  type PageNotice,
  type Preference,
} from './notification';
import { mailPageChange, pushNotification } from './notification.events';
import { type CollectedRow, type Collecting, NotificationRepository } from './notification.repository';
import { PushSubscriptionRepository } from './push-subscription.repository';

const PAGE = 30;

/** Something to tell an account. */
export interface Notice {
  readonly accountId: string;
  readonly event: NotificationEvent;
  /** Null of a business that was not added. */
  readonly listingId: number | null;
  /** The request to add a business that was answered; absent of all else. */
  readonly additionId?: string;
  /** The same is told once. */
  readonly ref: string;
  /** What it is about, of a page. */
  readonly page?: PageNotice;
  /** The job that mails it, for accounts that want such mails. Null: it is mailed whatever they want. */
  readonly mail: OutboxMessage | null;
}

/** A page of what an account was told. */
export interface Inbox {
  readonly notifications: readonly Notification[];
  /** Where the next page begins; null on the last. */
  readonly before: string | null;
}

/** Notifies accounts: always in the list of their space, by mail and in their browsers if they chose so. */
@Injectable()
export class NotificationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notifications: NotificationRepository,
    private readonly browsers: PushSubscriptionRepository,
    private readonly accounts: AccountRepository,
    private readonly refusals: AddressRefusals,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Notifies an account, in the caller's transaction: an entry of its list, and jobs for the channels that it chose.
   * @returns false where it was notified already
   */
  async notify(tx: TenantWriteTx, notice: Notice, now: Date): Promise<boolean> {
    const { mail, page = null, ...row } = notice;
    const id = uuid();
    if (!(await this.notifications.insertOnce(tx, { id, page, ...row }, now))) return false;
    if (mail !== null && (await this.mayMail(tx, notice.accountId, notice.event)))
      await this.outbox.append(tx, mail);
    if (await this.mayPush(tx, notice.accountId, notice.event))
      await this.outbox.append(tx, pushNotification(id));
    return true;
  }

  /**
   * Notifies an account of a change of a page, in the caller's transaction: changes of the same author are one entry of its
   * list, and one mail, as long as that is not promised.
   */
  async collect(
    tx: TenantWriteTx,
    change: Omit<CollectedRow, 'id'>,
    collecting: Collecting,
    now: Date,
  ): Promise<void> {
    const id = uuid();
    const isNew = await this.notifications.collect(tx, { id, ...change }, collecting, now);
    if (isNew && (await this.mayPush(tx, change.accountId, 'page')))
      await this.outbox.append(tx, pushNotification(id));
  }

  /**
   * Promises the mails of what was collected long enough. Run by one worker at a time; run again it promises nothing twice.
   * @returns how many
   */
  async promiseCollected(ctx: TenantContext, now: Date): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const due = await this.notifications.endCollecting(tx, now);
      await this.outbox.appendAll(tx, due.map(mailPageChange));
      return due.length;
    });
  }

  /** Whether a mail of the event may go to the account: it wants them, and its address did not refuse the last one. */
  async mayMail(tx: TenantTx, accountId: string, event: NotificationEvent): Promise<boolean> {
    if (!(await this.notifications.wants(tx, accountId, event, 'mail'))) return false;
    const account = await this.accounts.find(tx, accountId);
    return account !== null && !(await this.refusals.has(tx, account.email));
  }

  /** Ends the mails of an event. For links in these mails. */
  async stop(
    tx: TenantWriteTx,
    accountId: string,
    what: { readonly event: NotificationEvent; readonly channel: NotificationChannel },
    now: Date,
  ): Promise<void> {
    await this.notifications.setPreferences(tx, accountId, [{ ...what, wanted: false }], now);
  }

  async inbox(ctx: TenantContext, accountId: string, before: string | null): Promise<Inbox> {
    const found = await this.work.read(ctx, (tx) => this.notifications.list(tx, accountId, before, PAGE + 1));
    const notifications = found.slice(0, PAGE);
    return { notifications, before: found.length > PAGE ? (notifications.at(-1)?.id ?? null) : null };
  }

  async unread(ctx: TenantContext, accountId: string): Promise<number> {
    return this.work.read(ctx, (tx) => this.notifications.countUnread(tx, accountId));
  }

  async markRead(ctx: TenantContext, accountId: string, now: Date): Promise<void> {
    await this.work.write(ctx, (tx) => this.notifications.markRead(tx, accountId, now));
  }

  /** What the account wants, each event and channel. */
  async preferences(ctx: TenantContext, accountId: string): Promise<Preference[]> {
    return allPreferences(await this.work.read(ctx, (tx) => this.notifications.preferences(tx, accountId)));
  }

  async setPreferences(
    ctx: TenantContext,
    accountId: string,
    preferences: readonly Preference[],
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, (tx) => this.notifications.setPreferences(tx, accountId, preferences, now));
  }

  /** Erases what was told before the instant. Returns how many. */
  @EraseAfter('notifications', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.notifications.deleteBefore(tx, instant));
  }

  private async mayPush(tx: TenantTx, accountId: string, event: NotificationEvent): Promise<boolean> {
    if (!(await this.notifications.wants(tx, accountId, event, 'push'))) return false;
    return (await this.browsers.ofAccount(tx, accountId)).length > 0;
  }
}
