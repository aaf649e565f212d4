import { MAX_POST_DAYS } from '@halles/contracts';
import { ListingRepository, type ListingSummary } from '@halles/domain/listings';
import { DAY } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MAX_POSTS, type Post, type ShownPost } from './post';
import { todayIn } from './post-directory';
import { ShopsWithPosts } from './shops-with-posts';
import { PostRepository } from './post.repository';
import { type PostCursor, type PostOfListing, ShownPostRepository } from './shown-post.repository';

/** More than a shop has at once: those of a page that was merged into it come with it. */
const MAX_SHOWN = 4 * MAX_POSTS;
const BATCH = 500;

/** A post with the shop that it is of. */
export interface PostWithShop {
  readonly post: PostOfListing;
  readonly listing: ListingSummary;
}

/** A page of what the shops of a territory tell of. */
export interface PostPage {
  readonly posts: readonly PostWithShop[];
  /** Where the next page begins; null on the last. */
  readonly next: PostCursor | null;
}

/** What the public reads: what is withdrawn, hidden or over is not there, nor what closed shops say. */
@Injectable()
export class PostReader {
  constructor(
    private readonly work: UnitOfWork,
    private readonly posts: ShownPostRepository,
    private readonly shops: ShopsWithPosts,
    private readonly listings: ListingRepository,
    private readonly kept: PostRepository,
  ) {}

  /** The posts on the page of a shop, the newest first. */
  ofListing(ctx: TenantContext, listingId: number, now: Date): Promise<ShownPost[]> {
    return this.work.read(ctx, (tx) => this.ofListingIn(tx, listingId, now));
  }

  /** The same as a part of what a page reads. */
  async ofListingIn(tx: TenantTx, listingId: number, now: Date): Promise<ShownPost[]> {
    const today = todayIn(tx.ctx, now);
    if (!(await this.shops.mayHavePost(tx, listingId, today))) return [];
    return this.posts.ofListing(tx, listingId, today, MAX_SHOWN);
  }

  /** One post of a shop, whatever became of it; null where it was erased, or is another shop's. */
  keptIn(tx: TenantTx, listingId: number, id: string): Promise<Post | null> {
    return this.kept.find(tx, listingId, id);
  }

  /** Which of the shops of a list have an offer that holds today. */
  async offersIn(tx: TenantTx, ids: readonly number[], now: Date): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set();
    return this.shops.withOffer(tx, ids, todayIn(tx.ctx, now));
  }

  /** What the shops of the territory tell of, the newest first. */
  async newest(
    ctx: TenantContext,
    { after, limit }: { readonly after: PostCursor | null; readonly limit: number },
    now: Date,
  ): Promise<PostPage> {
    return this.work.read(ctx, async (tx) => {
      // None is read longer than so many days, and none is announced longer before than that.
      const since = new Date(now.getTime() - 2 * MAX_POST_DAYS * DAY);
      const today = todayIn(ctx, now);
      const found = await this.posts.newest(tx, { today, since, after, limit: limit + 1 });
      const posts = await this.withShops(tx, found.slice(0, limit));
      const last = found.length > limit ? found[limit - 1] : undefined;
      return { posts, next: last ? { publishedAt: last.publishedAt.getTime(), id: last.id } : null };
    });
  }

  /** How many posts are read on a day. */
  countPublic(ctx: TenantContext, today: string): Promise<number> {
    return this.work.read(ctx, (tx) => this.posts.countPublic(tx, today));
  }

  /** Every post that is read on a day, in batches: the whole is never in memory. */
  async *listPublic(ctx: TenantContext, today: string): AsyncGenerator<readonly PostWithShop[]> {
    for (let after: string | null = null; ;) {
      const since: string | null = after;
      const [found, posts] = await this.work.read(ctx, async (tx) => {
        const rows = await this.posts.listPublic(tx, today, since, BATCH);
        return [rows, await this.withShops(tx, rows)] as const;
      });
      if (posts.length > 0) yield posts;
      const last = found.at(-1);
      if (found.length < BATCH || !last) return;
      after = last.id;
    }
  }

  private async withShops(tx: TenantTx, posts: readonly PostOfListing[]): Promise<PostWithShop[]> {
    const ids = [...new Set(posts.map(({ listingId }) => listingId))];
    const shops = await this.listings.findMany(tx, ids);
    return posts.flatMap((post) => {
      const listing = shops.get(post.listingId);
      return listing ? [{ post, listing }] : [];
    });
  }
}
