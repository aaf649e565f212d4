import {
  type PostVisibility,
  postVisibilitySchema,
  type ReviewedPost,
  type ReviewedPosts,
} from '@halles/contracts';
import { PostPhotos, type ShownPhoto } from '@halles/domain/photos';
import { PostModeration, statusOfPost, todayIn } from '@halles/domain/posts';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { Ctx, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { type ListingParams, listingParams } from '../id-schemas';
import { Signed } from '../session/console-request';

const postParams = listingParams.extend({ post: z.uuid() });
const photoParams = postParams.extend({ photo: z.uuid() });

/** A picture of somebody's making, on the console's own origin: it may do nothing there. */
const PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** What a shop tells of, as the town looks at it: what may not stand there is hidden, with a reason. */
@Controller('api/tenants/:tenant/listings/:listing/posts')
export class PostsController {
  constructor(
    private readonly posts: PostModeration,
    private readonly photos: PostPhotos,
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
    const photos = await this.photos.ofPosts(
      ctx,
      posts.map(({ id }) => id),
    );
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
        photo: presentPhoto(photos.get(post.id)),
      })),
    };
  }

  /** The picture beside a post, also where the public is served it no more: one that took its place meanwhile has another address. */
  @Get(':post/photos/:photo')
  @Requires('listings.read')
  async photo(
    @Ctx() ctx: TenantContext,
    @Param({ schema: photoParams }) { listing, post, photo: id }: z.output<typeof photoParams>,
  ): Promise<HttpAnswer> {
    const stored = await this.photos.picture(ctx, listing, post, id);
    return file(() => stored.stream(), {
      type: 'image/jpeg',
      cacheControl: 'no-store',
      headers: { 'content-length': String(stored.bytes), 'content-security-policy': PICTURE_POLICY },
    });
  }

  @Put(':post/visibility')
  @Requires('reports.decide')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: postParams }) { listing, post }: z.output<typeof postParams>,
    @Body({ schema: postVisibilitySchema }) visibility: PostVisibility,
  ): Promise<void> {
    const now = this.clock.now();
    await (visibility.hidden
      ? this.posts.hide(ctx, listing, post, { reason: visibility.reason, by: account.name }, now)
      : this.posts.show(ctx, listing, post, account.name, now));
  }
}

const presentPhoto = (photo: ShownPhoto | undefined): ReviewedPost['photo'] =>
  photo ? { id: photo.id, alt: photo.altFr ?? photo.altEn } : null;
