import { type Account, GrantService } from '@halles/domain/accounts';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgentTask, PageCase, PageFact, PageNotice } from './notification';
import { type NotifiedOf, NotificationRepository } from './notification.repository';
import { NotificationService } from './notification.service';

/** Changes of a page are mailed once nobody made one for so long, and so long after the first at the latest. */
const COLLECTING = { quietTime: 5 * MINUTE, longest: HOUR };

/** Who changed a page. */
export interface PageChanger {
  readonly kind: 'merchant' | 'agent' | 'link';
  /** Null where no account did. */
  readonly accountId: string | null;
  /** The account of the territory that is notified of it by what brought the change about; null or absent for none. */
  readonly notified?: string | null;
}

/** What was changed of a page: its words unless something else is named. */
export interface ChangeSubject {
  readonly change?: 'page' | 'posts' | AgentTask;
  readonly fact?: PageFact | null;
}

/** That the town hid a post, or hides it no more. */
export interface PostDecided {
  readonly post: string;
  readonly decision: 'hidden' | 'shown';
}

/** A case of a page, for an account that it concerns. */
export interface PageCaseNotice {
  readonly accountId: string;
  /** Id of the claim or of the request. */
  readonly of: string;
  readonly change: PageCase;
}

/** The answer to a request to add a business, for who made it. */
export interface AdditionNotice {
  readonly accountId: string;
  readonly additionId: string;
  /** Null where it was refused. */
  readonly listingId: number | null;
}

/** What the mail of a change says. */
export interface PageChangeMail {
  readonly notice: PageNotice;
  /** When the first and the last of its changes were made. */
  readonly since: Date;
  /** A server of the release before notified once a day, and noted the first alone. */
  readonly until: Date;
  readonly listing: NotifiedOf['listing'];
  readonly owner: Account;
}

/** Notifies the owner of a page that somebody else changed it: an agent, a colleague, a correction by link. */
@Injectable()
export class PageChangeNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly grants: GrantService,
    private readonly notifications: NotificationRepository,
    private readonly service: NotificationService,
  ) {}

  /**
   * In the transaction of the change. An agent goes through several forms: what the same author changes is collected, posts,
   * products and orders apart, and mailed together once they are quiet; what they change after that mail begins another.
   * @param by its owner is not notified of their own change
   */
  async notifyOwner(
    tx: TenantWriteTx,
    listingId: number,
    by: PageChanger,
    now: Date,
    { change = 'page', fact }: ChangeSubject = {},
  ): Promise<void> {
    const owner = await this.grants.ownerOf(tx, listingId);
    if (!owner || (by.kind === 'merchant' && by.accountId === owner.id) || by.notified === owner.id) return;
    const agentId = by.kind === 'agent' ? by.accountId : null;
    const page = { change, author: by.kind, agentId, postId: null, ...(fact && { fact }) };
    await this.service.collect(tx, { accountId: owner.id, listingId, page }, COLLECTING, now);
  }

  /** The same of what was done in the transaction, where it is an agent of the town who does it; nothing of anybody else. */
  async notifyOfTask(tx: TenantWriteTx, listingId: number, task: AgentTask, now: Date): Promise<void> {
    const { actor } = tx.ctx;
    if (actor.kind !== 'agent' && actor.kind !== 'operator') return;
    // Who runs the installation from its command line acts for nobody.
    if (actor.accountId === null) return;
    const by = { kind: 'agent', accountId: actor.accountId } as const;
    await this.notifyOwner(tx, listingId, by, now, { change: task });
  }

  /** In the transaction of the decision, each time; the feature of posts mails it. */
  async notifyOfPost(
    tx: TenantWriteTx,
    listingId: number,
    { post, decision }: PostDecided,
    now: Date,
  ): Promise<void> {
    const owner = await this.grants.ownerOf(tx, listingId);
    if (!owner) return;
    const ref = `${post}/${decision}/${now.toISOString()}`;
    const page = { change: decision, author: 'agent', agentId: null, postId: post } as const;
    const notice = { accountId: owner.id, event: 'page', listingId, ref, page } as const;
    await this.service.notify(tx, { ...notice, mail: null }, now);
  }

  /** In the transaction of the signature, once a mandate, with whether the owner is asked first; the feature of mandates mails it, whatever the owner wants. */
  async notifyOfMandate(
    tx: TenantWriteTx,
    listingId: number,
    {
      mandate,
      owner: accountId,
      change,
    }: {
      readonly mandate: string;
      readonly owner: string;
      readonly change: 'mandate' | 'mandate-asked';
    },
    now: Date,
  ): Promise<void> {
    const page = { change, author: 'agent', agentId: null, postId: null } as const;
    const notice = { accountId, event: 'page', listingId, ref: `${mandate}/mandate`, page } as const;
    await this.service.notify(tx, { ...notice, mail: null }, now);
  }

  /** In the transaction of a step of the case, each time; its feature mails it, whatever the account wants. */
  async notifyOfCase(
    tx: TenantWriteTx,
    listingId: number,
    { accountId, of, change }: PageCaseNotice,
    now: Date,
  ): Promise<void> {
    const author = change === 'disputed' ? 'merchant' : 'agent';
    const page = { change, author, agentId: null, postId: null } as const;
    const ref = `${of}/${change}/${now.toISOString()}`;
    const notice = { accountId, event: 'page', listingId, ref, page } as const;
    await this.service.notify(tx, { ...notice, mail: null }, now);
  }

  /** In the transaction of the answer to a request to add a business. @param listingId the page that was made; null: refused */
  async notifyOfAddition(
    tx: TenantWriteTx,
    { accountId, additionId, listingId }: AdditionNotice,
    now: Date,
  ): Promise<void> {
    const change = listingId === null ? 'addition-refused' : 'addition-accepted';
    const page = { change, author: 'agent', agentId: null, postId: null } as const;
    const notice = {
      accountId,
      event: 'page',
      listingId,
      additionId,
      ref: `${additionId}/${change}`,
      page,
    } as const;
    await this.service.notify(tx, { ...notice, mail: null }, now);
  }

  /** Null once the notified account no longer owns the page, or wants no such mail any more; and of what is about no page. */
  async mailOf(ctx: TenantContext, notificationId: string): Promise<PageChangeMail | null> {
    return this.work.read(ctx, async (tx) => {
      const notified = await this.notifications.notifiedOf(tx, notificationId);
      const owner = notified && (await this.grants.ownerOf(tx, notified.listing.id));
      if (!owner || owner.id !== notified.accountId) return null;
      if (!(await this.service.mayMail(tx, owner.id, 'page'))) return null;
      const { listing, page: notice, createdAt: since } = notified;
      const until = notified.changedAt ?? new Date(since.getTime() + DAY);
      return notice && { listing, owner, notice, since, until };
    });
  }
}
