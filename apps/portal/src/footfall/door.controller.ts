import { type FootfallLinkKind, pathsTo, pathTo, patternsOf } from '@halles/contracts';
import {
  type FootfallLink,
  FootfallLinkNotFound,
  FootfallLinks,
  FootfallMeter,
} from '@halles/domain/footfall';
import { type Listing, ListingService } from '@halles/domain/listings';
import { Posted, type PostedForm } from '@halles/platform/forms';
import { type HttpAnswer, PortalRequest, Public, RateLimit } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { Done } from '../params';
import { type Page, page } from '../rendering/page';
import { clickerOf, presentCount } from './count.presenter';
import { DoorClicks } from './door-clicks.service';
import type { DoorBody, ScreenBody } from './footfall.view';

/** What of a click is said on its page. */
export const DOOR_DONE = ['nobody'] as const;

/** What opens by a secret address, without an account: the clicker of a door, and the screen beside it. */
@Public()
@Controller()
export class DoorController {
  constructor(
    private readonly links: FootfallLinks,
    private readonly listings: ListingService,
    private readonly meter: FootfallMeter,
    private readonly clicks: DoorClicks,
  ) {}

  @Get(patternsOf('footfall.door'))
  async door(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
    @Done(DOOR_DONE) done: 'nobody' | null,
  ): Promise<Page | HttpAnswer> {
    const { link, listing } = await this.open(ctx, 'door', token);
    if (client.isProgram) return this.clicks.read(ctx, listing.id, locale);
    const now = await this.meter.read(ctx, listing.id);
    return page('footfall/door', (scope) => {
      const heading = scope.texts.line('footfall.door.heading', { listing: listing.name });
      const body: DoorBody = {
        heading,
        lead: link.name,
        errors: [],
        ...(done === null ? {} : { problem: scope.texts.line('footfall.door.nobody') }),
        count: presentCount(now, 'door', scope),
        clicker: clickerOf(pathTo('footfall.door', scope.locale, { token })),
        links: [],
      };
      return { head: headOf('footfall.door', token, heading), body };
    });
  }

  @Post(patternsOf('footfall.door'))
  @RateLimit('clicks')
  async count(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const { link, listing } = await this.open(ctx, 'door', token);
    const path = pathTo('footfall.door', locale, { token });
    return this.clicks.take(ctx, client, { listingId: listing.id, linkId: link.id, path }, posted, locale);
  }

  @Get(patternsOf('footfall.screen'))
  async screen(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
  ): Promise<Page | HttpAnswer> {
    const { listing } = await this.open(ctx, 'screen', token);
    if (client.isProgram) return this.clicks.read(ctx, listing.id, locale);
    const now = await this.meter.read(ctx, listing.id);
    return page('footfall/screen', (scope) => {
      const body: ScreenBody = {
        heading: listing.name,
        page: pathTo('footfall.screen', scope.locale, { token }),
        count: presentCount(now, 'screen', scope),
      };
      return { head: headOf('footfall.screen', token, listing.name), body };
    });
  }

  /** @throws FootfallLinkNotFound also where the page of its shop is not shown */
  private async open(
    ctx: TenantContext,
    kind: FootfallLinkKind,
    token: string,
  ): Promise<{ readonly link: FootfallLink; readonly listing: Listing }> {
    const link = await this.links.open(ctx, kind, token);
    const listing = await this.listings.find(ctx, link.listingId);
    if (listing?.id !== link.listingId) throw new FootfallLinkNotFound({});
    return { link, listing };
  }
}

const headOf = (route: 'footfall.door' | 'footfall.screen', token: string, title: string) => ({
  ...{ page: null, title, description: title },
  paths: pathsTo(route, { token }),
  noindex: true,
});
