import type { PostInput } from '@halles/contracts';
import { holdListing, ListingNotFound } from '@halles/domain/listings';
import { Clock, DAY } from '@halles/kernel';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import {
  contentOf,
  type FormerContent,
  MAX_POSTS,
  MAX_POSTS_A_DAY,
  type Post,
  type PostAuthor,
  type PostContent,
  saysTheSame,
  statusOfPost,
} from './post';
import {
  PostChangedMeanwhile,
  PostHidden,
  PostNotFound,
  PostOver,
  PostRepeated,
  PostUnchanged,
  TooManyPosts,
  TooManyPostsToday,
} from './post.errors';
import { OwnerNotices } from './owner-notices';
import { PostDirectory, todayIn } from './post-directory';
import { conflictsAsErrors } from './post-seats';
import { PostRepository } from './post.repository';

/** Who changes a post, and which version of it they saw; null for whichever it is. */
export interface PostWriter {
  readonly author: PostAuthor;
  readonly seen: Date | null;
}

/** By whom and when a post is written anew. */
interface Rewriting extends Pick<FormerContent, 'undone'> {
  readonly author: PostAuthor;
  readonly now: Date;
  readonly today: string;
}

/** Those that a shop's own list shows. */
const MAX_LISTED = 60;

/** What a shop tells of for a while, as those who keep it write it. */
@Injectable()
export class PostService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly posts: PostRepository,
    private readonly directory: PostDirectory,
    private readonly owners: OwnerNotices,
    private readonly clock: Clock,
  ) {}

  /** The posts of a shop: those that are read, and then those that are over, withdrawn or hidden; the newest of each first. */
  list(ctx: TenantContext, listingId: number): Promise<Post[]> {
    const today = todayIn(ctx, this.clock.now());
    return this.work.read(ctx, (tx) => this.posts.ofListing(tx, listingId, today, MAX_LISTED));
  }

  /** @throws PostNotFound also where it is another shop's */
  async get(ctx: TenantContext, listingId: number, id: string): Promise<Post> {
    const post = await this.work.read(ctx, (tx) => this.posts.find(tx, listingId, id));
    if (!post) throw new PostNotFound({});
    return post;
  }

  /** What a post would be, for a look at it before. @param post the one that is changed, null for a new one. @throws PostOver */
  contentOf(ctx: TenantContext, input: PostInput, post: Post | null): PostContent {
    return contentOf(input, todayIn(ctx, this.clock.now()), post?.startsOn);
  }

  /**
   * Publishes a post, at once. The same id sent again publishes nothing more.
   * @param id made where the form is rendered
   * @throws ListingNotFound, TooManyPosts, TooManyPostsToday, PostRepeated, PostHidden, PostOver
   */
  async publish(
    ctx: TenantContext,
    listingId: number,
    id: string,
    input: PostInput,
    author: PostAuthor,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      if (await this.posts.isTaken(tx, id)) return;
      const now = this.clock.now();
      const today = todayIn(ctx, now);
      const content = contentOf(input, today);
      await this.posts.leaveSeats(tx, listingId, today);
      const dayBefore = new Date(now.getTime() - DAY);
      if ((await this.posts.countSince(tx, listingId, dayBefore)) >= MAX_POSTS_A_DAY)
        throw new TooManyPostsToday({ most: MAX_POSTS_A_DAY });
      if (!(await this.insert(tx, { id, listingId, author }, { content, today, now }))) return;
      await this.directory.changed(tx, 'post.published', { id, listingId }, now);
      await this.owners.notify(tx, listingId, author, now);
    });
  }

  /**
   * Changes what a post says. What it said until now can be brought back. The same again changes nothing.
   * @param seen when it was last changed, as the form said: what was changed since is not written over. Null: whenever that was
   * @throws PostNotFound, PostChangedMeanwhile, PostRepeated, PostHidden, PostOver, TooManyPosts
   */
  async change(
    ctx: TenantContext,
    listingId: number,
    id: string,
    input: PostInput,
    { author, seen }: PostWriter,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const before = await this.open(tx, listingId, id);
      const now = this.clock.now();
      const today = todayIn(ctx, now);
      const content = contentOf(input, today, before.startsOn);
      if (saysTheSame(content, before)) return;
      if (seen !== null && seen.getTime() !== before.updatedAt.getTime()) throw new PostChangedMeanwhile({});
      await this.rewrite(tx, before, content, { author, now, today });
      await this.directory.changed(tx, 'post.changed', before, now);
      await this.owners.notify(tx, listingId, author, now);
    });
  }

  /**
   * Undoes the last change of a post; undoing once more restores it. Pressing the same button twice counts once.
   * @param seen when it was last changed, as its page said: what was changed since is left alone; null to undo regardless
   * @throws PostNotFound, PostChangedMeanwhile, PostUnchanged, PostRepeated, PostHidden, TooManyPosts
   */
  async undo(ctx: TenantContext, listingId: number, id: string, { author, seen }: PostWriter): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const post = await this.open(tx, listingId, id);
      if (seen !== null && seen.toISOString() === post.before?.undone) return;
      if (seen !== null && seen.getTime() !== post.updatedAt.getTime()) throw new PostChangedMeanwhile({});
      if (post.before === null) throw new PostUnchanged({});
      const now = this.clock.now();
      const undone = post.updatedAt.toISOString();
      await this.rewrite(tx, post, post.before, { author, now, today: todayIn(ctx, now), undone });
      await this.directory.changed(tx, 'post.undone', post, now);
      await this.owners.notify(tx, listingId, author, now);
    });
  }

  /** Takes a post off. Twice is once. @throws PostNotFound */
  async withdraw(ctx: TenantContext, listingId: number, id: string, author: PostAuthor): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const post = await this.lock(tx, listingId, id);
      if (post.withdrawnAt !== null) return;
      const now = this.clock.now();
      await this.posts.withdraw(tx, id, now);
      await this.directory.changed(tx, 'post.withdrawn', post, now);
      await this.owners.notify(tx, listingId, author, now);
    });
  }

  /** Puts back what was withdrawn. @throws PostNotFound, PostHidden, PostOver, PostRepeated, TooManyPosts */
  async restore(ctx: TenantContext, listingId: number, id: string, author: PostAuthor): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const post = await this.open(tx, listingId, id);
      if (post.withdrawnAt === null) return;
      const now = this.clock.now();
      const today = todayIn(ctx, now);
      if (post.endsOn < today) throw new PostOver({});
      await this.refuseDuplicate(tx, listingId, post, today);
      await this.posts.restore(tx, id);
      await this.seat(tx, post, today);
      await this.directory.changed(tx, 'post.restored', post, now);
      await this.owners.notify(tx, listingId, author, now);
    });
  }

  /** One that its shop may still write on, until the transaction ends: for what stands beside it. @throws PostNotFound, PostHidden */
  async holdIn(tx: TenantWriteTx, listingId: number, id: string): Promise<void> {
    await this.open(tx, listingId, id);
  }

  /** Erases those whose last day was before the instant. Returns how many. */
  @EraseAfter('posts', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.posts.deleteOverBefore(tx, todayIn(ctx, instant)));
  }

  /** @returns false where it was sent twice, and the other one was first */
  private async insert(
    tx: TenantWriteTx,
    post: Pick<Post, 'id' | 'listingId' | 'author'>,
    { content, today, now }: { readonly content: PostContent; readonly today: string; readonly now: Date },
  ): Promise<boolean> {
    // Each seat that another transaction takes meanwhile is one try.
    for (let tries = 0; tries <= MAX_POSTS; tries += 1) {
      await this.refuseDuplicate(tx, post.listingId, { ...content, id: post.id }, today);
      if (await this.posts.insertOnce(tx, post, content, now)) return true;
      if (await this.posts.isTaken(tx, post.id)) return false;
      if (!(await this.posts.hasSeat(tx, post.listingId))) break;
    }
    throw new TooManyPosts({ most: MAX_POSTS });
  }

  /**
   * One that comes to be read has a seat. One that is read already, beside the five of its shop since it came with
   * another page, goes on without where none is left.
   * @param post as it was until now
   * @throws TooManyPosts, PostRepeated
   */
  private async seat(tx: TenantWriteTx, post: Post, today: string): Promise<void> {
    await this.posts.leaveSeats(tx, post.listingId, today);
    const isSeated = await conflictsAsErrors(this.posts.claimSeat(tx, post));
    if (!isSeated && statusOfPost(post, today) !== 'live') throw new TooManyPosts({ most: MAX_POSTS });
  }

  private async rewrite(
    tx: TenantWriteTx,
    post: Post,
    content: PostContent,
    { author, now, today, undone }: Rewriting,
  ): Promise<void> {
    const { id, listingId, kind, title, text, startsOn, endsOn } = post;
    await this.refuseDuplicate(tx, listingId, { ...content, id }, today);
    const before = { kind, title, text, startsOn, endsOn, ...(undone === undefined ? {} : { undone }) };
    await conflictsAsErrors(this.posts.change(tx, id, content, { author, now, before }));
    if (post.withdrawnAt === null && content.endsOn >= today) await this.seat(tx, post, today);
  }

  private async refuseDuplicate(
    tx: TenantWriteTx,
    listingId: number,
    content: Pick<Post, 'id' | 'title' | 'text'>,
    today: string,
  ): Promise<void> {
    const { isRepeated, isHidden } = await this.posts.findDuplicates(tx, listingId, content, today);
    if (isHidden) throw new PostHidden({});
    if (isRepeated) throw new PostRepeated({});
  }

  private async lock(tx: TenantWriteTx, listingId: number, id: string): Promise<Post> {
    const post = await this.posts.lock(tx, listingId, id);
    if (!post) throw new PostNotFound({});
    return post;
  }

  /** One that its shop may still write on. */
  private async open(tx: TenantWriteTx, listingId: number, id: string): Promise<Post> {
    const post = await this.lock(tx, listingId, id);
    if (post.hiddenAt !== null) throw new PostHidden({});
    return post;
  }
}
