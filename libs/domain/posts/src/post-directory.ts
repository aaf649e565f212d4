import { isoOfDay, type IsoDate, wallTime } from '@halles/domain/hours';
import { ListingWriter } from '@halles/domain/listings';
import { appendAudit, type TenantContext, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Post } from './post';

/** The day that it is in a territory. Pure. */
export const todayIn = ({ tenant }: TenantContext, now: Date): IsoDate =>
  isoOfDay(wallTime(tenant.settings.timeZone, now.getTime()).day);

/** What the town says of a decision on a post: whoever keeps the shop reads it in their history. */
export interface PostDecision {
  /** Name of the agent. */
  readonly by: string;
  /** Why it is hidden. */
  readonly reason?: string;
}

/** Pages that show posts are part of the directory. */
@Injectable()
export class PostDirectory {
  constructor(private readonly writer: ListingWriter) {}

  /** Notes who did what, and makes cached pages outdated; where an import holds the directory they expire within a minute. */
  async changed(
    tx: TenantWriteTx,
    action: string,
    { id, listingId }: Pick<Post, 'id' | 'listingId'>,
    now: Date,
    decision: PostDecision | null = null,
  ): Promise<void> {
    await appendAudit(tx, action, { listing: listingId, post: id, ...decision }, now);
    await this.writer.attempt(tx, (batch) => this.writer.finish(batch, 'touched', now));
  }
}
