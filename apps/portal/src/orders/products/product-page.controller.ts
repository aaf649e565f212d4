import { patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, type HttpAnswer, PageNotFound, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { ListingParam } from '../../params';
import { REVALIDATE } from '../../rendering/cached-page';
import { type Page, page } from '../../rendering/page';
import { productIdOf, productPaths, productSegment } from '../../wording/product-paths';
import { presentProductPage } from './product-page.presenter';
import { ProductPageService } from './product-page.service';

/** The page of something that a shop sells: what it costs and contains, and the way into an order. */
@Public()
@Controller()
export class ProductPageController {
  constructor(private readonly pages: ProductPageService) {}

  @Get(patternsOf('product'))
  async show(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('listing') shop: string,
    @Param('product') segment: string,
    @ListingParam() listing: Listing,
  ): Promise<Page | HttpAnswer> {
    const id = productIdOf(segment);
    if (id === null) throw new PageNotFound({});
    const sold = await this.pages.find(ctx, listing, id);
    const [product] = sold.variants;
    // A name that changed, a variant: the old address leads on.
    if (shop !== `${listing.slug}-${listing.id}` || segment !== productSegment(product))
      return redirectTo(productPaths(listing, product)[locale], 301).withHeaders({
        'cache-control': REVALIDATE,
      });
    return page('orders/product', presentProductPage(sold));
  }
}
