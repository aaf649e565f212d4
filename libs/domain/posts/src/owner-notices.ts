import { PageChangeNotices } from '@halles/domain/notifications';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Post, PostAuthor } from './post';

/** Who keeps a shop is notified of what an agent of the town tells in its name, and decides on what it tells. */
@Injectable()
export class OwnerNotices {
  constructor(private readonly notices: PageChangeNotices) {}

  /** In the transaction of the change; nobody is notified of what the shop did itself. */
  async notify(tx: TenantWriteTx, listingId: number, author: PostAuthor, now: Date): Promise<void> {
    if (author !== 'agent') return;
    await this.notices.notifyOwner(tx, listingId, { kind: 'agent', accountId: null }, now, {
      change: 'posts',
    });
  }

  /** In the transaction in which the town hides a post, or does so no more; its mail is due whatever they chose. */
  async notifyOfDecision(
    tx: TenantWriteTx,
    { id, listingId }: Pick<Post, 'id' | 'listingId'>,
    decision: 'hidden' | 'shown',
    now: Date,
  ): Promise<void> {
    await this.notices.notifyOfPost(tx, listingId, { post: id, decision }, now);
  }
}
