import { isoOfDay, type IsoDate, wallTime } from '@halles/domain/hours';
import { ListingWriter } from '@halles/domain/listings';
import { appendAudit, type TenantContext, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Post } from './post';
import { type PostDecision, PostRepository } from './post.repository';

/** The day that it is in a territory. Pure. */
export const todayIn = ({ tenant }: TenantContext, now: Date): IsoDate =>
  isoOfDay(wallTime(tenant.settings.timeZone, now.getTime()).day);

/** Pages that show posts are part of the directory. */
@Injectable()
export class PostDirectory {
  constructor(
    private readonly writer: ListingWriter,
    private readonly posts: PostRepository,
  ) {}

  /** Notes who did what, and makes cached pages outdated; where an import holds the directory they expire within a minute. */
  async changed(
    tx: TenantWriteTx,
    action: string,
    { id, listingId }: Pick<Post, 'id' | 'listingId'>,
    now: Date,
    decision: PostDecision | null = null,
  ): Promise<void> {
    // Nothing erases the log: names and words are kept beside the post, and go with it.
    const kept = decision && { decision: await this.posts.insertDecision(tx, id, decision) };
    await appendAudit(tx, action, { listing: listingId, post: id, ...kept }, now);
    await this.writer.attempt(tx, (batch) => this.writer.finish(batch, 'touched', now));
  }
}
