import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { AgendaFeeds, AgendaResources, AgendaSettingsService, BusyTimes } from '@halles/domain/agendas';
import { type FormRefusal, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantRequest } from '../../../merchant-space';
import { Done, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { AgendaPages } from '../settings/agenda-pages.service';
import {
  agendaCalendarActions,
  type AgendaCalendarChange,
  agendaCalendarChanges,
} from './agenda-calendars.form';
import { presentAgendaCalendars } from './agenda-calendars.presenter';
import type { ShownState } from './agenda-calendars.view';

const NOTHING: ShownState = { made: null, done: null, problem: null };

/** What calendar programs of a shop read of its agenda, at addresses that are shown once, and what it reads of calendars of others. */
@Requires('listing.agenda')
@Controller()
export class AgendaCalendarsController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly feeds: AgendaFeeds,
    private readonly busy: BusyTimes,
    private readonly settings: AgendaSettingsService,
    private readonly resources: AgendaResources,
  ) {}

  @Get(patternsOf('merchant.agendaCalendars'))
  show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(agendaCalendarChanges) done: AgendaCalendarChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { ...NOTHING, done });
  }

  @Post(patternsOf('merchant.agendaCalendars'))
  change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const done = (what: AgendaCalendarChange): HttpAnswer =>
      redirectDone(pathTo('merchant.agendaCalendars', locale, { listing }), what);
    const again = ({ state, ...answer }: FormRefusal): Promise<Page> =>
      this.page(ctx, session, listing, { ...NOTHING, problem: state }, answer);
    return submitAction(
      agendaCalendarActions.read(posted),
      {
        // The address is on the page that answers, and on no other: nobody can read it again.
        make: async ({ of }): Promise<Page | HttpAnswer> => {
          const token = await this.feeds.make(ctx, listing, of, session.account.id);
          return this.page(ctx, session, listing, { ...NOTHING, made: { token, of } });
        },
        revoke: async ({ of }): Promise<Page | HttpAnswer> => {
          await this.feeds.revoke(ctx, listing, of);
          return done('revoke');
        },
        add: async ({ address, whose }): Promise<Page | HttpAnswer> => {
          const source = { resourceId: whose, address, accountId: session.account.id };
          await this.busy.add(ctx, listing, source);
          return done('add');
        },
        read: async ({ of }): Promise<Page | HttpAnswer> => {
          await this.busy.ask(ctx, listing, of);
          return done('read');
        },
        remove: async ({ of }): Promise<Page | HttpAnswer> => {
          await this.busy.remove(ctx, listing, of);
          return done('remove');
        },
      },
      again,
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    state: ShownState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const [feeds, sources, { isOpen }, resources] = await Promise.all([
      this.feeds.list(ctx, listing),
      this.busy.list(ctx, listing),
      this.settings.read(ctx, listing),
      this.resources.list(ctx, listing),
    ]);
    const { timeZone } = ctx.tenant.settings;
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaCalendars', { listing }),
        heading: 'agendaCalendars.heading',
        present: (scope) =>
          presentAgendaCalendars(scope, { listing, timeZone, feeds, sources, isOpen, resources, ...state }),
      },
      answer,
    );
  }
}
