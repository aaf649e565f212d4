import { listingPath, patternsOf } from '@halles/contracts';
import { PageNotFound, Public, contextOf, localeOfPath } from '@halles/platform/http';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { REVALIDATE } from '../rendering/cached-page';
import { presentLayout } from '../rendering/layout.presenter';
import { KeptDirectory } from '../rendering/kept-directory.service';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { ListingViews } from '../statistics/listing-views.service';
import { listingIdOf } from './listing-address';
import { ListingPageService } from './listing-page.service';
import { identifyListing, presentListing } from './listing.presenter';

/** The page of a business. */
@Public()
@Controller()
export class ListingController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly kept: KeptDirectory,
    private readonly pages: ListingPageService,
    private readonly views: ListingViews,
  ) {}

  @Get(patternsOf('listing'))
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    const id = listingIdOf(segment);
    if (await this.kept.send(ctx, request, reply)) {
      if (id !== null) this.views.note(ctx, request, id);
      return;
    }
    const locale = localeOfPath(request.url);
    const shown = id === null ? null : await this.pages.find(ctx, id, locale);
    if (!shown) throw new PageNotFound({});
    const { listing } = shown;
    // A name that changed, a duplicate that was merged: the old address leads on. A name that comes back must not lead
    // browsers that remember both ways in a circle.
    if (segment !== `${listing.slug}-${listing.id}`) {
      void reply.header('cache-control', REVALIDATE).redirect(listingPath(locale, listing), 301);
      return;
    }
    this.views.note(ctx, request, listing.id);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const layout = presentLayout(scope, identifyListing(scope, shown));
    const html = this.renderer.render(ctx.tenant, 'pages/listing', {
      layout,
      body: presentListing(scope, shown),
    });
    void this.sender.sendThing(ctx, request, reply, { locale, html });
  }
}
