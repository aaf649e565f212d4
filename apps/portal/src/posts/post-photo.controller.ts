import { pathTo, patternsOf } from '@halles/contracts';
import { PostPhotoRemoval } from '@halles/domain/photos';
import { PostHidden } from '@halles/domain/posts';
import { Clock } from '@halles/kernel';
import { newForm } from '@halles/platform/forms';
import {
  type HttpAnswer,
  RateLimit,
  Requires,
  type UploadPart,
  UploadParts,
  MOST_FORM_BYTES,
  Uploads,
} from '@halles/platform/http';
import { Controller, Param, Post } from '@nestjs/common';
import { isAgent, SpaceRequest } from '../merchant-space';
import { redirectDone } from '../params';
import { PictureUploads } from '../photos';
import type { Page } from '../rendering/page';
import { postValues } from './post.form';
import { authorOf, PostPages } from './post-pages';

/** The photograph beside a post: one, which takes the place of the one before. */
@Requires('listing.edit')
@Controller()
export class PostPhotoController {
  constructor(
    private readonly pages: PostPages,
    private readonly removal: PostPhotoRemoval,
    private readonly pictures: PictureUploads,
    private readonly clock: Clock,
  ) {}

  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('merchant.postPhoto'))
  async upload(
    @SpaceRequest() at: SpaceRequest,
    @Param('post') id: string,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const { ctx, locale, listing, user } = at;
    const post = await this.pages.find(ctx, listing, id);
    if (post.hiddenAt !== null) throw new PostHidden({});
    const kept = await this.pictures.storeFirst(
      ctx,
      {
        listingId: listing,
        kind: 'post',
        post: { id, author: authorOf(user) },
        accountId: isAgent(user) ? null : user.account.id,
      },
      { parts, locale },
    );
    if (kept === 'kept') return redirectDone(pathTo('merchant.post', locale, { listing, post: id }), 'photo');
    const state = { form: newForm(postValues(post)), photoProblem: kept.problem };
    return this.pages.one(at, post, state, kept.answer);
  }

  @Post(patternsOf('merchant.postPhotoRemoval'))
  async remove(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Param('post') id: string,
  ): Promise<HttpAnswer> {
    await this.pages.find(ctx, listing, id);
    await this.removal.remove(ctx, listing, { id, author: authorOf(user) }, this.clock.now());
    return redirectDone(pathTo('merchant.post', locale, { listing, post: id }), 'photoRemoved');
  }
}
