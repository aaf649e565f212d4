import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { FootfallLinks, FootfallMeter } from '@halles/domain/footfall';
import { type ManagedListing, ProfileService } from '@halles/domain/profiles';
import { type FormState, newForm, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, PortalRequest, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSections, MerchantSpace } from '../merchant-space';
import { Done, ListingId, newIdIn, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { clickerOf, presentCount } from './count.presenter';
import { DOOR_DONE } from './door.controller';
import { DoorClicks } from './door-clicks.service';
import { doorActions, type DoorsDone, doorsDone, NEW_ID, presentDoors } from './doors.presenter';
import type { ClickerBody } from './footfall.view';

/** A shop counts who walks in and out, and gives its doors addresses of their own. */
@Requires('listing.agenda')
@Controller()
export class CounterController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly meter: FootfallMeter,
    private readonly links: FootfallLinks,
    private readonly clicks: DoorClicks,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'footfall',
      label: 'footfall.nav',
      permission: 'listing.agenda',
      icon: 'chart',
      order: 19,
      route: 'merchant.footfall',
    });
  }

  @Get(patternsOf('merchant.footfall'))
  async show(
    @MerchantRequest() { ctx, locale, client, listing, session }: MerchantRequest,
    @Done(DOOR_DONE) done: 'nobody' | null,
  ): Promise<Page | HttpAnswer> {
    if (client.isProgram) return this.clicks.read(ctx, listing, locale);
    const now = await this.meter.read(ctx, listing);
    return this.space.page(ctx, session, {
      view: 'footfall/counter',
      title: ({ texts }) => texts.line('footfall.heading'),
      paths: pathsTo('merchant.footfall', { listing }),
      listing: await this.listing(ctx, listing),
      section: 'footfall',
      present: (scope): ClickerBody => ({
        errors: [],
        ...(done === null ? {} : { problem: scope.texts.line('footfall.door.nobody') }),
        count: presentCount(now, 'door', scope),
        clicker: clickerOf(pathTo('merchant.footfall', scope.locale, { listing })),
        links: [
          {
            href: pathTo('merchant.calmHours', scope.locale, { listing }),
            label: scope.texts.line('footfall.calmHours.heading'),
          },
          {
            href: pathTo('merchant.footfallPoster', scope.locale, { listing }),
            label: scope.texts.line('footfall.poster.link'),
          },
          {
            href: pathTo('merchant.footfallDoors', scope.locale, { listing }),
            label: scope.texts.line('footfall.doors.heading'),
          },
          {
            href: pathTo('merchant.gauge', scope.locale, { listing }),
            label: scope.texts.line('footfall.toGauge'),
          },
        ],
      }),
    });
  }

  @Post(patternsOf('merchant.footfall'))
  @RateLimit('clicks')
  count(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const path = pathTo('merchant.footfall', locale, { listing });
    return this.clicks.take(ctx, client, { listingId: listing, linkId: null, path }, posted, locale);
  }

  @Get(patternsOf('merchant.footfallDoors'))
  doors(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(doorsDone) done: DoorsDone | null,
  ): Promise<Page> {
    return this.doorsPage(ctx, session, listing, { form: newForm(), done });
  }

  @Post(patternsOf('merchant.footfallDoors'))
  change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = newIdIn(posted.values, NEW_ID);
    const done = (what: DoorsDone): HttpAnswer =>
      redirectDone(pathTo('merchant.footfallDoors', locale, { listing }), what);
    return submitAction(
      doorActions.read(posted),
      {
        correct: async ({ present }): Promise<Page | HttpAnswer> => {
          await this.meter.correct(ctx, { listingId: listing, linkId: null, device: id }, id, present);
          return done('correct');
        },
        add: async (link): Promise<Page | HttpAnswer> => {
          await this.links.add(ctx, listing, { ...link, id });
          return done('add');
        },
        revoke: async (): Promise<Page | HttpAnswer> => {
          await this.links.revoke(ctx, listing, id);
          return done('revoke');
        },
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.doorsPage(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  private async doorsPage(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    state: { readonly form: FormState; readonly done: DoorsDone | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const [links, now] = await Promise.all([this.links.list(ctx, listing), this.meter.read(ctx, listing)]);
    const rows = links.map((link) => ({ link, token: this.links.token(ctx, link) }));
    return this.space.page(ctx, session, {
      view: 'accounts/settings-sections',
      title: ({ texts }) => texts.line('footfall.doors.heading'),
      paths: pathsTo('merchant.footfallDoors', { listing }),
      listing: await this.listing(ctx, listing),
      section: 'footfall',
      ...answer,
      present: (scope) => presentDoors(scope, { listing, rows, now, ...state }),
    });
  }

  /** @throws PageNotFound */
  private async listing(ctx: TenantContext, id: number): Promise<ManagedListing> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }
}
