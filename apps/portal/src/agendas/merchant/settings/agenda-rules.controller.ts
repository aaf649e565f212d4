import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import {
  AgendaResources,
  AgendaSettingsService,
  AgendaSummaries,
  AgendaTimeNotBlocked,
  BookingHandling,
  BookingJournal,
  ResourceAbsences,
} from '@halles/domain/agendas';
import { dayOfIso, instantOf, type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import {
  type FormRefusal,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { Done, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { AgendaPages } from './agenda-pages.service';
import {
  absenceOf,
  agendaRulesActions,
  type AgendaRulesChange,
  agendaRulesChanges,
  type BlockedTime,
  rulesOver,
  withBlockedDays,
} from './agenda-rules.form';
import { type BlockedRow, presentAgendaRules } from './agenda-rules.presenter';

/** `qui`: who is away, for the form to begin with. */
const whoQuery = z.object({ qui: z.guid().optional().catch(undefined) });

/** Whether and by which rules a place takes appointments, and when it takes none. */
@Requires('listing.agenda')
@Controller()
export class AgendaRulesController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly settings: AgendaSettingsService,
    private readonly summaries: AgendaSummaries,
    private readonly bookings: BookingHandling,
    private readonly resources: AgendaResources,
    private readonly absences: ResourceAbsences,
    private readonly journal: BookingJournal,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.agendaRules'))
  show(
    @SpaceRequest() { ctx, listing, user: session }: SpaceRequest,
    @Done(agendaRulesChanges) done: AgendaRulesChange | null,
    @Query({ schema: whoQuery }) { qui }: z.output<typeof whoQuery>,
  ): Promise<Page> {
    const form = qui === undefined ? null : newForm({ do: ['block'], who: [qui] });
    return this.page(ctx, session, listing, { form, done });
  }

  @Post(patternsOf('merchant.agendaRules'))
  change(
    @SpaceRequest() { ctx, locale, listing, user: session }: SpaceRequest,
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
          const { who: resource } = time;
          if (resource !== null) {
            await this.absences.add(ctx, listing, resource, absenceOf(time));
            // What was booked of them then is for somebody to decide: their page lists it.
            return (await this.isBooked(ctx, listing, resource))
              ? redirectTo(pathTo('merchant.agendaResource', locale, { listing, resource }))
              : done('away');
          }
          await this.settings.setPause(ctx, listing, intervalOf(time, timeZone), true);
          return done('block');
        },
        free: async (pause): Promise<Page | HttpAnswer> => {
          if (pause === null) throw new AgendaTimeNotBlocked({});
          await this.settings.setPause(ctx, listing, pause, false);
          return done('free');
        },
        back: async (absence): Promise<Page | HttpAnswer> => {
          if (absence === null) throw new AgendaTimeNotBlocked({});
          await this.absences.remove(ctx, listing, absence.who, absence.key);
          return done('back');
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
    const resources = await this.resources.list(ctx, listing);
    const passed = await this.journal.list(ctx, listing);
    const isSummarised = await this.summaries.hasReaders(ctx, listing);
    const { timeZone } = ctx.tenant.settings;
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaRules', { listing }),
        heading: 'agenda.rules.heading',
        present: (scope) =>
          presentAgendaRules(scope, {
            ...{ listing, settings, blocked, resources, passed, isSummarised, timeZone, form, done },
          }),
      },
      answer,
    );
  }

  /** Whether anything is booked of somebody while they are away. */
  private async isBooked(ctx: TenantContext, listing: number, id: string): Promise<boolean> {
    const resource = (await this.resources.list(ctx, listing)).find((one) => one.id === id);
    return resource !== undefined && (await this.absences.during(ctx, listing, resource)).length > 0;
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
