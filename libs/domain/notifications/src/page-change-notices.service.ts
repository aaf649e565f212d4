import { type Account, GrantService } from '@halles/domain/accounts';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { mailPageChange } from './notification.events';
import { type NotifiedOf, NotificationRepository } from './notification.repository';
import { NotificationService } from './notification.service';

/** Who changed a page. */
export interface PageChanger {
  readonly kind: 'merchant' | 'agent' | 'link';
  /** Null where no account did. */
  readonly accountId: string | null;
}

/** What was changed: what the page says of itself, or what the shop tells of for a while. */
export type PageChange = 'page' | 'posts';

/** How a notification says that it is about posts: the end of what it refers to. Pure. */
export const changeOf = (ref: string): PageChange => (ref.endsWith('/posts') ? 'posts' : 'page');

/** That the town hid a post, or hides it no more. */
export interface PostDecided {
  readonly post: string;
  readonly decision: 'hidden' | 'shown';
}

const DECIDED = /^([0-9a-f-]{36})\/(hidden|shown)\//;

/** Which decision of the town on a post a notification is about; null where it is about none. Pure. */
export function postDecidedIn(ref: string): PostDecided | null {
  const [, post, decision] = DECIDED.exec(ref) ?? [];
  return post === undefined ? null : { post, decision: decision === 'hidden' ? 'hidden' : 'shown' };
}

const OF_MANDATE = '/mandate';

/** Whether a notification is about a mandate that the town recorded. Pure. */
export const isOfMandate = (ref: string): boolean => ref.endsWith(OF_MANDATE);

/** Whose change of which day a notification is of: its reference names the listing, the day, the kind, and an agent. Pure. */
function changerOf(ref: string): { readonly by: PageChanger; readonly day: string } {
  const [, day = '', kind, account = 'posts'] = ref.split('/');
  const by = kind === 'agent' || kind === 'link' ? kind : 'merchant';
  return { by: { kind: by, accountId: account === 'posts' ? null : account }, day };
}

/** What the mail of a change says. */
export interface PageChangeMail {
  readonly change: PageChange;
  /** Who changed it: the kind, and which agent. */
  readonly by: PageChanger;
  /** On which day (UTC); ISO date. */
  readonly day: string;
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
   * In the transaction of the change. The owner is notified once a day (UTC) for each kind of author and each agent, and of
   * posts apart: an agent goes through several forms, and the history and the list of posts have every change.
   */
  async notifyOwner(
    tx: TenantWriteTx,
    listingId: number,
    by: PageChanger,
    now: Date,
    change: PageChange = 'page',
  ): Promise<void> {
    const owner = await this.grants.ownerOf(tx, listingId);
    if (!owner || (by.kind === 'merchant' && by.accountId === owner.id)) return;
    const whose = by.kind === 'agent' && by.accountId !== null ? `agent/${by.accountId}` : by.kind;
    const day = `${listingId}/${now.toISOString().slice(0, 10)}/${whose}`;
    const ref = change === 'posts' ? `${day}/posts` : day;
    const notice = { accountId: owner.id, event: 'page', listingId, ref } as const;
    await this.service.notify(tx, { ...notice, mail: mailPageChange }, now);
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
    await this.service.notify(tx, { accountId: owner.id, event: 'page', listingId, ref, mail: null }, now);
  }

  /** In the transaction of the signature, once a mandate; the feature of mandates mails it, whatever the owner wants. */
  async notifyOfMandate(
    tx: TenantWriteTx,
    listingId: number,
    { mandate, owner: accountId }: { readonly mandate: string; readonly owner: string },
    now: Date,
  ): Promise<void> {
    const ref = `${mandate}${OF_MANDATE}`;
    await this.service.notify(tx, { accountId, event: 'page', listingId, ref, mail: null }, now);
  }

  /** Null once the notified account no longer owns the page, or wants no such mail any more. */
  async mailOf(ctx: TenantContext, notificationId: string): Promise<PageChangeMail | null> {
    return this.work.read(ctx, async (tx) => {
      const notified = await this.notifications.notifiedOf(tx, notificationId);
      const owner = notified && (await this.grants.ownerOf(tx, notified.listing.id));
      if (!owner || owner.id !== notified.accountId) return null;
      if (!(await this.service.mayMail(tx, owner.id, 'page'))) return null;
      return {
        listing: notified.listing,
        owner,
        change: changeOf(notified.ref),
        ...changerOf(notified.ref),
      };
    });
  }
}
