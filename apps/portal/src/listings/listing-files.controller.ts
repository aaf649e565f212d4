import { fileRoutes, listingPath } from '@halles/contracts';
import { type Listing, ListingService, categoriesOf } from '@halles/domain/listings';
import { categoryById } from '@halles/domain/categories';
import { PageNotFound, Public, RateLimit, contextOf, matchesEtag } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { contentHash } from '@halles/platform/theming';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { addressLine } from '../search/listing-card.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import { listingIdOf } from './listing-address';
import { SharePictures } from './share-picture.service';

const FOR_AN_HOUR = 'public, max-age=3600';
/** A drawing opened by itself runs nothing and loads nothing. */
const SVG_POLICY = "sandbox; default-src 'none'";

/** What a listing has beside its page: the picture that others show of it, and its address to be photographed. */
@Public()
@RateLimit('search')
@Controller()
export class ListingFilesController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly listings: ListingService,
    private readonly pictures: SharePictures,
  ) {}

  @Get(fileRoutes.listingPicture)
  async picture(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    const listing = await this.listingOf(ctx, segment);
    const category =
      listing.category === null ? undefined : categoryById(listing.category, categoriesOf(ctx));
    const where = addressLine(listing.address, true);
    const picture = await this.pictures.draw(ctx.tenant, this.renderer.themeOf(ctx.tenant), {
      name: listing.name,
      about: category ? `${category.label.fr}, ${where}` : where,
      portal: ctx.tenant.settings.title.fr,
    });
    this.send(request, reply, 'image/png', picture);
  }

  @Get(fileRoutes.listingQr)
  async qr(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    const listing = await this.listingOf(ctx, segment);
    const { origin } = this.renderer.scope(ctx.tenant, 'fr');
    const svg = renderSVG(origin + listingPath('fr', listing), { ecc: 'M', border: 2 });
    void reply.header('content-security-policy', SVG_POLICY);
    this.send(request, reply, 'image/svg+xml', Buffer.from(svg));
  }

  private send(request: FastifyRequest, reply: FastifyReply, type: string, body: Buffer): void {
    const etag = `"${contentHash(body)}"`;
    void reply.headers({ etag, 'cache-control': FOR_AN_HOUR, 'content-type': type });
    if (matchesEtag(request.headers['if-none-match'], etag)) void reply.status(304).send();
    else void reply.send(body);
  }

  /** @throws PageNotFound */
  private async listingOf(ctx: TenantContext, segment: string): Promise<Listing> {
    const id = listingIdOf(segment);
    const listing = id === null ? null : await this.listings.find(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }
}
