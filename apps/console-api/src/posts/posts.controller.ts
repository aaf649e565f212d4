import { type PostVisibility, postVisibilitySchema, type ReviewedPosts } from '@halles/contracts';
import { PostModeration, statusOfPost, todayIn } from '@halles/domain/posts';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { type ListingParams, listingParams } from '../id-schemas';

const postParams = listingParams.extend({ post: z.uuid() });

/** What a shop tells of, as the town looks at it: what may not stand there is hidden, with a reason. */
@Controller('api/tenants/:tenant/listings/:listing/posts')
export class PostsController {
  constructor(
    private readonly posts: PostModeration,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('listings.read')
  @Header('cache-control', 'no-store')
  async list(
    @Ctx() ctx: TenantContext,
    @Param({ schema: listingParams }) { listing }: ListingParams,
  ): Promise<ReviewedPosts> {
    const now = this.clock.now();
    const today = todayIn(ctx, now);
    const posts = await this.posts.ofListing(ctx, listing, now);
    return {
      posts: posts.map((post) => ({
        id: post.id,
        kind: post.kind,
        title: post.title,
        text: post.text,
        startsOn: post.startsOn,
        endsOn: post.endsOn,
        status: statusOfPost(post, today),
        author: post.author,
        publishedAt: post.publishedAt.toISOString(),
        hiddenReason: post.hiddenReason,
      })),
    };
  }

  @Put(':post/visibility')
  @Requires('reports.decide')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Param({ schema: postParams }) { listing, post }: z.output<typeof postParams>,
    @Body({ schema: postVisibilitySchema }) visibility: PostVisibility,
  ): Promise<void> {
    const now = this.clock.now();
    await (visibility.hidden
      ? this.posts.hide(ctx, listing, post, visibility.reason, now)
      : this.posts.show(ctx, listing, post, now));
  }
}
