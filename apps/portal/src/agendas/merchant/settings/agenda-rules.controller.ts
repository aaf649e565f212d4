import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { AgendaSettingsService, AgendaTimeNotBlocked, BookingHandling } from '@halles/domain/agendas';
import { dayOfIso, instantOf, type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock, type Locale } from '@halles/kernel';
import {
  type FormRefusal,
  type FormState,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { InSpace, type SpaceUser } from '../../../merchant-space';
import { Done, ListingId, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { AgendaPages } from './agenda-pages.service';
import {
  agendaRulesActions,
  type AgendaRulesChange,
  agendaRulesChanges,
  type BlockedTime,
  rulesOver,
  withBlockedDays,
} from './agenda-rules.form';
import { type BlockedRow, presentAgendaRules } from './agenda-rules.presenter';

/** Whether and by which rules a place takes appointments, and when it takes none. */
@Requires('listing.agenda')
@Controller()
export class AgendaRulesController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly settings: AgendaSettingsService,
    private readonly bookings: BookingHandling,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.agendaRules'))
  show(
    @Ctx() ctx: TenantContext,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Done(agendaRulesChanges) done: AgendaRulesChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: null, done });
  }

  @Post(patternsOf('merchant.agendaRules'))
  change(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Posted() typed: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { timeZone } = ctx.tenant.settings;
    const today = isoOfDay(wallTime(timeZone, this.clock.now().getTime()).day);
    const posted = withBlockedDays(typed, today);
    const done = (what: AgendaRulesChange): HttpAnswer =>
      redirectDone(pathTo('merchant.agendaRules', locale, { listing }), what);
    const again = ({ state, ...answer }: FormRefusal): Promise<Page> =>
      this.page(ctx, session, listing, { form: state, done: null }, answer);
    return submitAction(
      agendaRulesActions.read(posted),
      {
        rules: async (): Promise<Page | HttpAnswer> => {
          const { decide, refusal } = rulesOver(posted);
          await this.settings.changeOver(ctx, listing, decide);
          const refused = refusal();
          return refused ? again(refused) : done('rules');
        },
        block: async (time): Promise<Page | HttpAnswer> => {
          await this.settings.setPause(ctx, listing, intervalOf(time, timeZone), true);
          return done('block');
        },
        free: async (pause): Promise<Page | HttpAnswer> => {
          if (pause === null) throw new AgendaTimeNotBlocked({});
          await this.settings.setPause(ctx, listing, pause, false);
          return done('free');
        },
      },
      again,
    );
  }

  private async page(
    ctx: TenantContext,
    session: SpaceUser,
    listing: number,
    { form, done }: { readonly form: FormState | null; readonly done: AgendaRulesChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const settings = await this.settings.read(ctx, listing);
    const blocked = await this.blockedOf(ctx, listing, settings.pauses);
    const { timeZone } = ctx.tenant.settings;
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaRules', { listing }),
        heading: 'agenda.rules.heading',
        present: (scope) => presentAgendaRules(scope, { listing, settings, blocked, timeZone, form, done }),
      },
      answer,
    );
  }

  /** Blocked time that is not over, with how many are booked in it all the same: blocking cancels nothing. */
  private async blockedOf(
    ctx: TenantContext,
    listing: number,
    pauses: readonly Interval[],
  ): Promise<BlockedRow[]> {
    const now = this.clock.now().getTime();
    const blocked = pauses.filter(({ until }) => until > now);
    const booked = await this.bookings.countHeld(ctx, listing, blocked);
    return blocked.map((pause, index) => ({ ...pause, booked: booked[index] ?? 0 }));
  }
}

/** From a time of the first day to a time of the last, by the clock of the place. Pure. */
const intervalOf = ({ firstDay, from, lastDay, until }: BlockedTime, timeZone: string): Interval => ({
  from: instantOf(timeZone, dayOfIso(firstDay), from),
  until: instantOf(timeZone, dayOfIso(lastDay), until),
});
