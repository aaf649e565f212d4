import { fileRoutes, listingPath } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { categoriesOf, categoryById } from '@halles/domain/categories';
import {
  DRAWING_POLICY,
  CACHED_SHORTLY,
  Cost,
  Ctx,
  file,
  type HttpAnswer,
  Public,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { contentHash } from '@halles/platform/theming';
import { Controller, Get } from '@nestjs/common';
import { renderSVG } from 'uqr';
import { PageRenderer } from '../rendering/page-renderer';
import { SharePictures } from './share-picture.service';
import { addressLine } from '../wording/contact-words';
import { ListingParam } from '../params';

/** What a listing has beside its page: the picture that others show of it, and its address to be photographed. */
@Public()
@Cost('search')
@Controller()
export class ListingFilesController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly pictures: SharePictures,
  ) {}

  @Get(fileRoutes.listingPicture)
  async picture(@Ctx() ctx: TenantContext, @ListingParam() listing: Listing): Promise<HttpAnswer> {
    const category =
      listing.category === null ? undefined : categoryById(listing.category, categoriesOf(ctx));
    const where = addressLine(listing.address, true);
    const picture = await this.pictures.draw(ctx.tenant, this.renderer.themeOf(ctx.tenant), {
      name: listing.name,
      about: category ? `${category.label.fr}, ${where}` : where,
      portal: ctx.tenant.settings.title.fr,
    });
    return drawn(picture, 'image/png');
  }

  @Get(fileRoutes.listingQr)
  async qr(@Ctx() ctx: TenantContext, @ListingParam() listing: Listing): Promise<HttpAnswer> {
    const { origin } = this.renderer.scope(ctx.tenant, 'fr');
    const svg = renderSVG(origin + listingPath('fr', listing), { ecc: 'M', border: 2 });
    return drawn(Buffer.from(svg), 'image/svg+xml').withHeaders({
      'content-security-policy': DRAWING_POLICY,
    });
  }
}

const drawn = (body: Buffer, type: string): HttpAnswer =>
  file(body, { type, cacheControl: CACHED_SHORTLY, etag: `"${contentHash(body)}"` });
