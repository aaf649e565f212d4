import { listingPath, patternsOf } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, type HttpAnswer, PageNotFound, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { REVALIDATE } from '../rendering/cached-page';
import { CountsVisits } from '../rendering/counts-visits.decorator';
import { type Page, page } from '../rendering/page';
import { DirectoryVersion } from '../rendering/directory-version';
import { SharedPage } from '../rendering/shared-page.decorator';
import { ListingViews } from '../statistics';
import { ListingId } from '../params';
import { ListingPageService } from './listing-page.service';
import { identifyListing } from './listing-identity';
import { presentListing } from './listing.presenter';

/** The page of a business. */
@Public()
@Controller()
export class ListingController {
  constructor(private readonly pages: ListingPageService) {}

  @Get(patternsOf('listing'))
  @SharedPage(DirectoryVersion)
  @CountsVisits(ListingViews)
  async show(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('listing') segment: string,
    @ListingId() id: number,
  ): Promise<Page | HttpAnswer> {
    const shown = await this.pages.find(ctx, id, locale);
    if (!shown) throw new PageNotFound({});
    const { listing } = shown;
    // A name that changed, a duplicate that was merged: the old address leads on. A name that comes back must not lead
    // browsers that remember both ways in a circle.
    if (segment !== `${listing.slug}-${listing.id}`)
      return redirectTo(listingPath(locale, listing), 301).withHeaders({ 'cache-control': REVALIDATE });
    return page('listings/listing', (scope) => ({
      head: identifyListing(scope, shown),
      body: presentListing(scope, shown),
    }));
  }
}
