import { pathTo, patternsOf } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  RateLimit,
  Requires,
  type UploadPart,
  UploadParts,
  MOST_FORM_BYTES,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Param, Post } from '@nestjs/common';
import { InSpace, accountOf, type SpaceUser } from '../merchant-space';
import { ListingId, redirectDone } from '../params';
import { PictureUploads } from '../photos';
import type { Page } from '../rendering/page';
import { ProductPages } from './product-pages';

/** The photograph of a product: one, which takes the place of the one before. */
@Requires('listing.orders')
@Controller()
export class ProductPhotoController {
  constructor(
    private readonly pages: ProductPages,
    private readonly pictures: PictureUploads,
  ) {}

  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('merchant.productPhoto'))
  async upload(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Param('product') productId: string,
    @UploadParts() parts: AsyncIterable<UploadPart>,
    @InSpace() user: SpaceUser,
  ): Promise<Page | HttpAnswer> {
    const product = await this.pages.product(ctx, listing, productId);
    const kept = await this.pictures.keepOne(
      ctx,
      { listingId: listing, kind: 'product', productId, accountId: accountOf(user) },
      { parts, locale },
    );
    if (kept === 'kept')
      return redirectDone(pathTo('merchant.product', locale, { listing, product: productId }), 'photo');
    const state = { form: null, photoProblem: kept.problem };
    return this.pages.page(ctx, user, product, state, kept.answer);
  }
}
