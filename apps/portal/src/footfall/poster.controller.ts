import { pathTo, patternsOf } from '@halles/contracts';
import { instantOf, wallTime } from '@halles/domain/hours';
import { type Listing, ListingService } from '@halles/domain/listings';
import { PlaceGauges } from '@halles/domain/place-days';
import { Clock, type Locale } from '@halles/kernel';
import {
  Ctx,
  CurrentLocale,
  file,
  type HttpAnswer,
  PageNotFound,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import { LetterPrinter } from '@halles/platform/letters';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get } from '@nestjs/common';
import { ListingId } from '../params';
import { PageRenderer } from '../rendering/page-renderer';
import { presentPoster } from './poster.presenter';

/** How many people may be inside, to be hung at the door. */
@Requires('listing.agenda')
@Controller()
export class PosterController {
  constructor(
    private readonly gauges: PlaceGauges,
    private readonly listings: ListingService,
    private readonly renderer: PageRenderer,
    private readonly printer: LetterPrinter,
    private readonly clock: Clock,
  ) {}

  /** A PDF of today's number; where nothing limits it, the page on which it is said. */
  @Get(patternsOf('merchant.footfallPoster'))
  async print(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
  ): Promise<HttpAnswer> {
    const listing: Listing | null = await this.listings.find(ctx, id);
    if (listing?.id !== id) throw new PageNotFound({});
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now();
    const { day } = wallTime(timeZone, now.getTime());
    const today = { from: instantOf(timeZone, day, 0), until: instantOf(timeZone, day + 1, 0) };
    const limits = await this.gauges.limitsOn(ctx, id, today);
    const poster = presentPoster(this.renderer.scope(ctx.tenant, locale), { listing, limits, today });
    if (!poster) return redirectTo(pathTo('merchant.gauge', locale, { listing: id }));
    return file(await this.printer.printPoster(ctx.tenant, poster, now), {
      type: 'application/pdf',
      headers: { 'content-disposition': `inline; filename="${listing.slug}.pdf"` },
    });
  }
}
