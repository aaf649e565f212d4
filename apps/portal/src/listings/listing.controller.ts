import { PageNotFound, Public, contextOf, localeOfPath } from '@halles/platform/http';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentLayout } from '../page/layout.presenter';
import { KeptDirectory } from '../page/kept-directory.service';
import { PageRenderer } from '../page/page-renderer';
import { PageSender } from '../page/page-sender';
import { listingPath, patternsOf } from '../routes';
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
  ) {}

  @Get(patternsOf('listing'))
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    if (await this.kept.send(ctx, request, reply)) return;
    const locale = localeOfPath(request.url);
    const id = listingIdOf(segment);
    const shown = id === null ? null : await this.pages.find(ctx, id, locale);
    if (!shown) throw new PageNotFound({});
    const { listing } = shown;
    // A name that changed, a duplicate that was merged: the old address leads on.
    if (segment !== `${listing.slug}-${listing.id}`) {
      void reply.header('cache-control', 'public, max-age=300').redirect(listingPath(locale, listing), 301);
      return;
    }
    const scope = this.renderer.scope(ctx.tenant, locale);
    const layout = presentLayout(scope, identifyListing(scope, shown));
    const html = this.renderer.render(ctx.tenant, 'pages/listing', {
      layout,
      body: presentListing(scope, shown),
    });
    void this.sender.sendThing(ctx, request, reply, { locale, html });
  }
}
