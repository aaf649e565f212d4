import { type Account, GrantService } from '@halles/domain/accounts';
import { ListingRepository, type ListingSummary } from '@halles/domain/listings';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OwnerNotices } from './owner-notices';
import { type Post, statusOfPost } from './post';
import { PostNotFound } from './post.errors';
import { mailHiddenPost, mailShownPost } from './post.events';
import { PostDirectory, todayIn } from './post-directory';
import { conflictsAsErrors } from './post-seats';
import { type PostDecision, PostRepository, type HiddenPostRow } from './post.repository';

const MAX_LISTED = 100;

/** By whom a post is hidden, and why: what its shop is told. */
export type PostHiding = PostDecision & { readonly reason: string };

/** What the owner of a shop is told of a post that the town hid. */
export interface HiddenPost {
  readonly post: Post;
  readonly listing: ListingSummary;
  readonly owner: Account;
  readonly reason: string;
}

/** What the owner of a shop is told of a post that the town hides no more. */
export interface ShownAgainPost {
  readonly post: Post;
  readonly listing: ListingSummary;
  readonly owner: Account;
  /** Whether the public reads it: it was not withdrawn, and is not over. */
  readonly isRead: boolean;
}

/** What the town does about posts that may not stand there. */
@Injectable()
export class PostModeration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly posts: PostRepository,
    private readonly listings: ListingRepository,
    private readonly grants: GrantService,
    private readonly directory: PostDirectory,
    private readonly owners: OwnerNotices,
    private readonly outbox: Outbox,
  ) {}

  /** The posts of a shop, whatever became of them: those that are read first. */
  ofListing(ctx: TenantContext, listingId: number, now: Date): Promise<Post[]> {
    return this.work.read(ctx, (tx) => this.posts.ofListing(tx, listingId, todayIn(ctx, now), MAX_LISTED));
  }

  /** Hides a post from the public; who keeps the shop is told why. Twice is once. @throws PostNotFound */
  async hide(
    ctx: TenantContext,
    listingId: number,
    id: string,
    hiding: PostHiding,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, (tx) => this.hideIn(tx, listingId, id, hiding, now));
  }

  /** The same as a part of a decision. @returns whether it was not hidden before. @throws PostNotFound */
  async hideIn(
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    { reason, by }: PostHiding,
    now: Date,
  ): Promise<boolean> {
    const post = await this.posts.lock(tx, listingId, id);
    if (!post) throw new PostNotFound({});
    if (post.hiddenAt !== null) return false;
    await this.posts.hide(tx, id, reason, now);
    await this.directory.changed(tx, 'post.hidden', post, now, { by, reason });
    await this.owners.notifyOfDecision(tx, post, 'hidden', now);
    await this.outbox.append(tx, mailHiddenPost(id));
    return true;
  }

  /**
   * Lets the public read it again, beside the five of its shop where no seat is left; who keeps the shop is told. Twice is once.
   * @param by the agent's name
   * @throws PostNotFound, PostRepeated its shop says the same in another post by now
   */
  async show(ctx: TenantContext, listingId: number, id: string, by: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const post = await this.posts.lock(tx, listingId, id);
      if (!post) throw new PostNotFound({});
      await this.showLocked(tx, post, by, now);
    });
  }

  /**
   * Takes back what was hidden at an instant, as a part of a decision. What is no longer there, or was hidden anew since, stays as it is.
   * @returns whether the public reads it again
   * @throws PostRepeated its shop says the same in another post by now
   */
  async unhideIn(
    tx: TenantWriteTx,
    listingId: number,
    { post: id, hiddenAt }: { readonly post: string; readonly hiddenAt: Date },
    by: string,
    now: Date,
  ): Promise<boolean> {
    const post = await this.posts.lock(tx, listingId, id);
    return post?.hiddenAt?.getTime() === hiddenAt.getTime() && this.showLocked(tx, post, by, now);
  }

  /** Whether it is hidden, and was at that instant; nobody shows it before the transaction's end. */
  async isHiddenSince(tx: TenantWriteTx, listingId: number, id: string, hiddenAt: Date): Promise<boolean> {
    const post = await this.posts.lock(tx, listingId, id);
    return post?.hiddenAt?.getTime() === hiddenAt.getTime();
  }

  /** @returns whether the public reads it again */
  private async showLocked(tx: TenantWriteTx, post: Post, by: string, now: Date): Promise<boolean> {
    if (post.hiddenAt === null) return false;
    const today = todayIn(tx.ctx, now);
    const isRead = statusOfPost({ ...post, hiddenAt: null }, today) === 'live';
    await this.posts.show(tx, post.id);
    await this.posts.leaveSeats(tx, post.listingId, today);
    if (isRead) await conflictsAsErrors(this.posts.claimSeat(tx, post));
    await this.directory.changed(tx, 'post.shown', post, now, { by });
    await this.owners.notifyOfDecision(tx, post, 'shown', now);
    await this.outbox.append(tx, mailShownPost(post.id));
    return isRead;
  }

  /** Posts of some shops that are hidden and would be read else, the one that is so longest first. */
  async standingOf(ctx: TenantContext, listingIds: readonly number[], now: Date): Promise<HiddenPostRow[]> {
    if (listingIds.length === 0) return [];
    return this.work.read(ctx, (tx) => this.posts.hiddenOf(tx, listingIds, todayIn(ctx, now)));
  }

  /** One post of a shop, whatever became of it; null where it was erased. */
  find(ctx: TenantContext, listingId: number, id: string): Promise<Post | null> {
    return this.work.read(ctx, (tx) => this.posts.find(tx, listingId, id));
  }

  /** Null where nobody keeps the shop, or the post is no longer hidden. */
  async hiddenOf(ctx: TenantContext, id: string): Promise<HiddenPost | null> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.findManaged(tx, id);
      const reason = found?.post.hiddenReason ?? null;
      return found && reason !== null ? { ...found, reason } : null;
    });
  }

  /** Null where nobody keeps the shop, or the post is hidden anew. */
  async shownOf(ctx: TenantContext, id: string, now: Date): Promise<ShownAgainPost | null> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.findManaged(tx, id);
      if (found?.post.hiddenAt !== null) return null;
      return { ...found, isRead: statusOfPost(found.post, todayIn(ctx, now)) === 'live' };
    });
  }

  /** A post with who keeps its shop; null where nobody does. */
  private async findManaged(
    tx: TenantTx,
    id: string,
  ): Promise<Pick<HiddenPost, 'post' | 'listing' | 'owner'> | null> {
    const post = await this.posts.findAny(tx, id);
    if (!post) return null;
    const owner = await this.grants.ownerOf(tx, post.listingId);
    const listing = (await this.listings.findMany(tx, [post.listingId])).get(post.listingId);
    return owner && listing ? { post, listing, owner } : null;
  }
}
