import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { instantOf, wallTime } from '@halles/domain/hours';
import { PlaceGauges } from '@halles/domain/place-days';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, DAY, type Locale } from '@halles/kernel';
import { type FormState, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { MerchantSections, MerchantSpace } from '../merchant-space';
import { Done, ListingId, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { merchantGaugeForm } from './merchant-gauge.form';
import { presentMerchantGauge } from './merchant-gauge.presenter';

/** How far ahead rules are told of: one that begins later is told of in time. */
const AHEAD = 180 * DAY;

const changes = ['saved'] as const;

/** How many people may be in a place, as it says itself and as the rules of its territory have it: with an agenda or without. */
@Requires('listing.agenda')
@Controller()
export class MerchantGaugeController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly gauges: PlaceGauges,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'gauge',
      label: 'gauge.nav',
      permission: 'listing.agenda',
      icon: 'user',
      order: 18,
      route: 'merchant.gauge',
    });
  }

  @Get(patternsOf('merchant.gauge'))
  show(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Done(changes) done: (typeof changes)[number] | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: null, isDone: done !== null });
  }

  @Post(patternsOf('merchant.gauge'))
  change(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm(
      merchantGaugeForm.read(posted),
      async (gauge): Promise<Page | HttpAnswer> => {
        await this.gauges.save(ctx, listing, gauge);
        return redirectDone(pathTo('merchant.gauge', locale, { listing }), 'saved');
      },
      ({ state, ...answer }) => this.page(ctx, session, listing, { form: state, isDone: false }, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form, isDone }: { readonly form: FormState | null; readonly isDone: boolean },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now().getTime();
    const { day } = wallTime(timeZone, now);
    const today = { from: instantOf(timeZone, day, 0), until: instantOf(timeZone, day + 1, 0) };
    const limits = await this.gauges.limitsOn(ctx, id, { from: now, until: now + AHEAD });
    return this.space.page(ctx, session, {
      view: 'accounts/settings-sections',
      title: ({ texts }) => texts.line('gauge.heading'),
      paths: pathsTo('merchant.gauge', { listing: id }),
      listing,
      section: 'gauge',
      ...answer,
      present: (scope) => presentMerchantGauge(scope, { listing: id, limits, today, timeZone, form, isDone }),
    });
  }
}
