import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { PhotoService } from '@halles/domain/photos';
import { Clock, DomainError, type Locale } from '@halles/kernel';
import { newForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  RateLimit,
  redirectTo,
  Requires,
  retryAfterOf,
  statusOf,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { MOST_PICTURE_BYTES, type SentFile, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Controller, Param, Post } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { ListingId } from '../params';
import { altTyped } from '../photos';
import type { Page } from '../rendering/page';
import { productValues } from './product.form';
import { ProductPages } from './product-pages';

/** One picture, and what is said of it. */
const MOST_UPLOAD = MOST_PICTURE_BYTES + 64 * 1_024;

/** The photograph of a product: one, which takes the place of the one before. */
@Requires('listing.orders')
@Controller()
export class ProductPhotoController {
  constructor(
    private readonly pages: ProductPages,
    private readonly photos: PhotoService,
    private readonly untrusted: UntrustedFiles,
    private readonly clock: Clock,
  ) {}

  @RateLimit('upload')
  @Uploads(MOST_UPLOAD)
  @Post(patternsOf('merchant.productPhoto'))
  async upload(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Param('product') productId: string,
    @UploadParts() parts: AsyncIterable<UploadPart>,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const product = await this.pages.product(ctx, listing, productId);
    const form = newForm(productValues(product));
    try {
      if (await this.receive(ctx, { listing, productId, locale, account: session.account.id }, parts))
        return redirectTo(
          `${pathTo('merchant.product', locale, { listing, product: productId })}?fait=photo`,
        );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const retryAfter = retryAfterOf(error);
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
      const photoProblem = { fr: error.detail('fr'), en: error.detail('en') };
      return this.pages.page(
        ctx,
        session,
        product,
        { form, photoProblem },
        { status: statusOf(error), headers },
      );
    }
    return this.pages.page(ctx, session, product, { form, photoProblem: null }, { status: 422 });
  }

  /** @returns whether there was a picture: what comes behind the first is not looked at */
  private async receive(
    ctx: TenantContext,
    of: {
      readonly listing: number;
      readonly productId: string;
      readonly locale: Locale;
      readonly account: string;
    },
    parts: AsyncIterable<UploadPart>,
  ): Promise<boolean> {
    let alt: string | null = null;
    for await (const part of parts) {
      if (part.kind === 'file') {
        await this.add(ctx, of, alt, part.file);
        return true;
      }
      if (part.name === 'alt') alt = altTyped(part.value);
    }
    return false;
  }

  private async add(
    ctx: TenantContext,
    { listing, productId, locale, account }: Parameters<ProductPhotoController['receive']>[1],
    alt: string | null,
    file: SentFile,
  ): Promise<void> {
    await this.photos.checkRoom(ctx, listing, 'product');
    const sent = await this.untrusted.receivePicture(file);
    try {
      const photo = {
        listingId: listing,
        kind: 'product',
        productId,
        altFr: locale === 'fr' ? alt : null,
        altEn: locale === 'en' ? alt : null,
        crop: null,
        accountId: account,
      } as const;
      await this.photos.add(ctx, photo, sent, this.clock.now());
    } finally {
      await sent.discard();
    }
  }
}
