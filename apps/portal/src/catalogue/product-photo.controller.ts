import { pathTo, patternsOf } from '@halles/contracts';
import { PhotoNotFound, type PhotoMove, ProductPhotos } from '@halles/domain/photos';
import { Clock } from '@halles/kernel';
import { Posted, type PostedForm, submitAction, textOf } from '@halles/platform/forms';
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
import { accountOf, SpaceRequest } from '../merchant-space';
import { redirectDone } from '../params';
import { photoIdOf, PictureUploads } from '../photos';
import type { Page } from '../rendering/page';
import { ProductPages } from './product-pages';
import { productPhotoActions } from './product-photo.form';
import type { ProductDone } from './products-state';

/** The photographs of a product: a few, the first of which stands for it in lists. */
@Requires('listing.orders')
@Controller()
export class ProductPhotoController {
  constructor(
    private readonly pages: ProductPages,
    private readonly pictures: PictureUploads,
    private readonly photos: ProductPhotos,
    private readonly clock: Clock,
  ) {}

  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('merchant.productPhoto'))
  async upload(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Param('product') productId: string,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const product = await this.pages.product(ctx, listing, productId);
    const kept = await this.pictures.storeFirst(
      ctx,
      { listingId: listing, kind: 'product', productId, accountId: accountOf(user) },
      { parts, locale },
    );
    if (kept === 'kept')
      return redirectDone(pathTo('merchant.product', locale, { listing, product: productId }), 'photo');
    const state = { form: null, photoProblem: kept.problem };
    return this.pages.page(ctx, user, product, state, kept.answer);
  }

  @Post(patternsOf('merchant.productPhotoChange'))
  async change(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Param('product') productId: string,
    @Param('photo') photo: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const product = await this.pages.product(ctx, listing, productId);
    const id = photoIdOf(photo);
    if (id === null) throw new PhotoNotFound({});
    const of = { listingId: listing, productId, id };
    const done = (what: ProductDone): HttpAnswer =>
      redirectDone(pathTo('merchant.product', locale, { listing, product: productId }), what);
    const move = (way: PhotoMove) => async (): Promise<Page | HttpAnswer> => {
      await this.photos.move(ctx, of, way, this.clock.now());
      return done('photoMoved');
    };
    return submitAction(
      productPhotoActions.read(posted),
      {
        describe: async (alt): Promise<Page | HttpAnswer> => {
          const words = locale === 'fr' ? { altFr: alt } : { altEn: alt };
          await this.photos.describe(ctx, of, words, this.clock.now());
          return done('photoDescribed');
        },
        first: move('first'),
        earlier: move('earlier'),
        later: move('later'),
        remove: async (): Promise<Page | HttpAnswer> => {
          await this.photos.remove(ctx, of, this.clock.now());
          return done('photoRemoved');
        },
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> => {
        const longAlt = { id, text: textOf(state.values, 'alt') };
        return this.pages.page(ctx, user, product, { form: null, longAlt }, answer);
      },
    );
  }
}
