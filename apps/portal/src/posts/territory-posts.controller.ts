import { fileRoutes, patternsOf, readCursor } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { PostPhotos } from '@halles/domain/photos';
import { type PostCursor, PostReader, todayIn } from '@halles/domain/posts';
import { Clock, type Locale } from '@halles/kernel';
import { Cost, Ctx, CurrentLocale, file, type HttpAnswer, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { REVALIDATE } from '../rendering/cached-page';
import { DirectoryVersion } from '../rendering/directory-version';
import { type Page, page } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { SharedPage } from '../rendering/shared-page.decorator';
import { MinuteCache } from '../search';
import { feedOf } from './feed';
import { identifyTerritoryPosts, presentTerritoryPosts } from './territory-posts.presenter';

/** Posts of a page, of a feed. */
const SHOWN = 24;
const IN_FEED = 50;

/** Feeds that many read: one of each language and territory. */
const FEEDS = { tenants: 64, bytesPerTenant: 512 * 1_024, sizeOf: ({ length }: Buffer) => length };

const FIRST_INSTANT = 0;
const LAST_INSTANT = 8_640_000_000_000_000;
const cursorSchema = z.tuple([z.int().min(FIRST_INSTANT).max(LAST_INSTANT), z.uuid()]);

/** `apres`: where the page begins. Anything that is no cursor begins at the beginning. */
const postsQuery = z.object({ apres: z.string().optional().catch(undefined) });
type PostsQuery = z.output<typeof postsQuery>;

function cursorOf(word: string | undefined): PostCursor | null {
  const read = word === undefined ? null : readCursor(word, cursorSchema);
  return read && { publishedAt: read[0], id: read[1] };
}

/** What the shops of a territory tell of: « Actualités des commerces », and the same as a feed. */
@Public()
@Controller()
export class TerritoryPostsController {
  private readonly feeds = new MinuteCache<Buffer>(FEEDS);

  constructor(
    private readonly posts: PostReader,
    private readonly photos: PostPhotos,
    private readonly listings: ListingService,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('posts'))
  @SharedPage(DirectoryVersion)
  async list(@Ctx() ctx: TenantContext, @Query({ schema: postsQuery }) { apres }: PostsQuery): Promise<Page> {
    const now = this.clock.now();
    const after = cursorOf(apres);
    const newest = await this.posts.newest(ctx, { after, limit: SHOWN }, now);
    const found = {
      page: newest,
      photos: await this.photos.ofPosts(
        ctx,
        newest.posts.map(({ post }) => post.id),
      ),
      today: todayIn(ctx, now),
      isFirst: after === null,
    };
    return page('posts/territory-posts', (scope) => ({
      head: identifyTerritoryPosts(scope, found),
      body: presentTerritoryPosts(scope, found),
    }));
  }

  @Get([fileRoutes.postsFeed, fileRoutes.postsFeedEn])
  @Cost('search')
  async feed(@Ctx() ctx: TenantContext, @CurrentLocale() locale: Locale): Promise<HttpAnswer> {
    const now = this.clock.now();
    // Before it is read, so that a feed that is held is never newer in name than in content.
    const { version, changedAt } = await this.listings.figures(ctx);
    const body = await this.feeds.get(ctx, version, now.getTime(), locale, async () => {
      const { posts } = await this.posts.newest(ctx, { after: null, limit: IN_FEED }, now);
      const scope = this.renderer.scope(ctx.tenant, locale);
      return Buffer.from(feedOf(scope, posts, { today: todayIn(ctx, now), changedAt: changedAt ?? now }));
    });
    return file(body, { type: 'application/atom+xml; charset=utf-8', cacheControl: REVALIDATE });
  }
}
