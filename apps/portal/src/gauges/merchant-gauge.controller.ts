import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { AboveGauges, type GaugeDecision, GaugeDecisionMissed } from '@halles/domain/gauges';
import { instantOf, wallTime } from '@halles/domain/hours';
import { PlaceGauges } from '@halles/domain/place-days';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, DAY } from '@halles/kernel';
import {
  type FormRefusal,
  type FormState,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSections, MerchantSpace } from '../merchant-space';
import { Done, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import {
  type DecidedVisit,
  gaugeOver,
  merchantGaugeActions,
  type MerchantGaugeChange,
  merchantGaugeChanges,
} from './merchant-gauge.form';
import { presentMerchantGauge } from './merchant-gauge.presenter';

/** How far ahead rules are told of: one that begins later is told of in time. */
const AHEAD = 180 * DAY;

/** How many people may be in a place, as it says itself and as the rules of its territory have it: with an agenda or without. */
@Requires('listing.agenda')
@Controller()
export class MerchantGaugeController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly gauges: PlaceGauges,
    private readonly above: AboveGauges,
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
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(merchantGaugeChanges) done: MerchantGaugeChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: null, done });
  }

  @Post(patternsOf('merchant.gauge'))
  change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const done = (what: MerchantGaugeChange): HttpAnswer =>
      redirectDone(pathTo('merchant.gauge', locale, { listing }), what);
    const again = ({ state, ...answer }: FormRefusal): Promise<Page> =>
      this.page(ctx, session, listing, { form: state, done: null }, answer);
    const decide = async (visit: DecidedVisit, decision: GaugeDecision): Promise<void> => {
      if (visit === null) throw new GaugeDecisionMissed({});
      await this.above.decide(ctx, listing, visit, decision);
    };
    return submitAction(
      merchantGaugeActions.read(posted),
      {
        gauge: async (): Promise<Page | HttpAnswer> => {
          const { decide: over, refusal } = gaugeOver(posted);
          await this.gauges.changeOver(ctx, listing, over);
          const refused = refusal();
          return refused ? again(refused) : done('saved');
        },
        propose: async (visit): Promise<Page | HttpAnswer> => {
          await decide(visit, 'proposed');
          return done('propose');
        },
        split: async (visit): Promise<Page | HttpAnswer> => {
          await decide(visit, 'split');
          return done('split');
        },
        keep: async (visit): Promise<Page | HttpAnswer> => {
          await decide(visit, 'kept');
          return done('keep');
        },
      },
      again,
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form, done }: { readonly form: FormState | null; readonly done: MerchantGaugeChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now().getTime();
    const { day } = wallTime(timeZone, now);
    const today = { from: instantOf(timeZone, day, 0), until: instantOf(timeZone, day + 1, 0) };
    const above = await this.above.list(ctx, id);
    const limits = await this.gauges.limitsOn(ctx, id, { from: now, until: now + AHEAD });
    return this.space.page(ctx, session, {
      view: 'accounts/settings-sections',
      title: ({ texts }) => texts.line('gauge.heading'),
      paths: pathsTo('merchant.gauge', { listing: id }),
      listing,
      section: 'gauge',
      ...answer,
      present: (scope) =>
        presentMerchantGauge(scope, { listing: id, limits, today, timeZone, form, above, done }),
    });
  }
}
