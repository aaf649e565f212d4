import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { AgendaServices, AgendaSessions, SessionNotFound } from '@halles/domain/agendas';
import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock, type Locale } from '@halles/kernel';
import {
  type FormRefusal,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
  submitForm,
} from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, PermissionDenied, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { InSpace, SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { Done, isUuid, ListingId, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { bookerOf, runsAgenda } from '../agenda-user';
import { AgendaPages } from '../settings/agenda-pages.service';
import {
  newSessionReader,
  sessionActions,
  sessionChanges,
  type SessionChange,
  withSessionDays,
} from './session.form';
import { presentSession, presentSessionPage } from './sessions.presenter';

/** When services for many at once take place, and what becomes of each session. */
@Requires('listing.agenda')
@Controller()
export class SessionsController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly services: AgendaServices,
    private readonly sessions: AgendaSessions,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.agendaSessions'))
  list(
    @Ctx() ctx: TenantContext,
    @InSpace() user: SpaceUser,
    @ListingId() listing: number,
    @Done(sessionChanges) done: SessionChange | null,
  ): Promise<Page> {
    return this.listPage(ctx, user, listing, { form: newForm({ repeat: ['none'] }), done });
  }

  @Post(patternsOf('merchant.agendaSessions'))
  add(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @InSpace() user: SpaceUser,
    @ListingId() listing: number,
    @Posted() typed: PostedForm,
  ): Promise<Page | HttpAnswer> {
    checkRuns(user);
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now().getTime();
    const posted = withSessionDays(typed, isoOfDay(wallTime(timeZone, now).day));
    return submitForm(
      newSessionReader(timeZone, now).read(posted),
      async (input): Promise<Page | HttpAnswer> => {
        await this.sessions.add(ctx, listing, input);
        return redirectDone(pathTo('merchant.agendaSessions', locale, { listing }), 'added');
      },
      ({ state, ...answer }) => this.listPage(ctx, user, listing, { form: state, done: null }, answer),
    );
  }

  @Get(patternsOf('merchant.agendaSession'))
  show(
    @Ctx() ctx: TenantContext,
    @InSpace() user: SpaceUser,
    @ListingId() listing: number,
    @Param('session') id: string,
    @Done(sessionChanges) done: SessionChange | null,
  ): Promise<Page> {
    return this.page(ctx, user, listing, id, { form: null, done });
  }

  @Post(patternsOf('merchant.agendaSession'))
  async change(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Param('session') id: string,
    @Posted() typed: PostedForm,
  ): Promise<Page | HttpAnswer> {
    if (!isUuid(id)) throw new SessionNotFound({});
    checkRuns(user);
    const { timeZone } = ctx.tenant.settings;
    const posted = withSessionDays(typed, isoOfDay(wallTime(timeZone, this.clock.now().getTime()).day));
    const by = bookerOf(user);
    const done = (what: SessionChange): HttpAnswer =>
      redirectDone(pathTo('merchant.agendaSession', locale, { listing, session: id }), what);
    const again = ({ state, ...answer }: FormRefusal): Promise<Page> =>
      this.page(ctx, user, listing, id, { form: state, done: null }, answer);
    return submitAction(
      sessionActions.read(posted),
      {
        seats: async ({ seats }): Promise<Page | HttpAnswer> => {
          await this.sessions.resize(ctx, listing, id, seats);
          return done('seats');
        },
        close: async (): Promise<Page | HttpAnswer> => {
          await this.sessions.close(ctx, listing, id, true);
          return done('close');
        },
        open: async (): Promise<Page | HttpAnswer> => {
          await this.sessions.close(ctx, listing, id, false);
          return done('open');
        },
        move: async ({ day, time }): Promise<Page | HttpAnswer> => {
          await this.sessions.move(ctx, listing, id, by, instantOf(timeZone, dayOfIso(day), time));
          return done('move');
        },
        cancel: async ({ reason }): Promise<Page | HttpAnswer> => {
          await this.sessions.cancel(ctx, listing, id, by, reason);
          return done('cancel');
        },
      },
      again,
    );
  }

  private async listPage(
    ctx: TenantContext,
    user: SpaceUser,
    listing: number,
    { form, done }: { readonly form: FormState; readonly done: SessionChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const services = await this.services.list(ctx, listing);
    const sessions = await this.sessions.upcoming(ctx, listing);
    const { timeZone } = ctx.tenant.settings;
    const page = {
      paths: pathsTo('merchant.agendaSessions', { listing }),
      heading: 'agenda.sessions.heading',
      present: presentSessionPage({
        ...{ listing, sessions, services, timeZone, form, done },
        runs: runsAgenda(user),
      }),
    };
    return this.pages.page(ctx, user, listing, page, answer);
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    listing: number,
    id: string,
    { form, done }: { readonly form: FormState | null; readonly done: SessionChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    if (!isUuid(id)) throw new SessionNotFound({});
    const list = await this.sessions.find(ctx, listing, id);
    const services = await this.services.list(ctx, listing);
    const service = services.find((one) => one.id === list.session.serviceId)?.name ?? '';
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now();
    const shown = { ...list, listing, service, timeZone, now, form, done, runs: runsAgenda(user) };
    const page = {
      paths: pathsTo('merchant.agendaSession', { listing, session: id }),
      heading: 'agenda.sessions.one',
      present: presentSession(shown),
    };
    return this.pages.page(ctx, user, listing, page, answer);
  }
}

/** Which sessions there are is the shop's to say. @throws PermissionDenied of an agent who answers for it */
function checkRuns(user: SpaceUser): void {
  if (!runsAgenda(user)) throw new PermissionDenied({});
}
