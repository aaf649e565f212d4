import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import {
  AgendaResources,
  type AgendaService,
  AgendaServiceNotFound,
  AgendaServices,
} from '@halles/domain/agendas';
import type { Locale } from '@halles/kernel';
import {
  type FormRefusal,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { SignedIn } from '../../../accounts';
import { Done, ListingId, newIdIn, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { agendaServiceActions, agendaServiceValues } from './agenda-item.form';
import {
  addedId,
  type AgendaItemChange,
  agendaItemChanges,
  type AgendaItemPlace,
  movedUp,
  NEW_ID,
} from './agenda-items';
import { AgendaPages } from './agenda-pages.service';
import { presentAgendaService, presentAgendaServices } from './agenda-services.presenter';

/** What a page of services shows besides them. */
interface State {
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  readonly done?: AgendaItemChange | null;
}

/** What can be booked in an agenda. */
@Requires('listing.agenda')
@Controller()
export class AgendaServicesController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly services: AgendaServices,
    private readonly resources: AgendaResources,
  ) {}

  @Get(patternsOf('merchant.agendaServices'))
  list(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Done(agendaItemChanges) done: AgendaItemChange | null,
  ): Promise<Page> {
    return this.listPage(ctx, session, listing, { form: null, done });
  }

  @Post(patternsOf('merchant.agendaServices'))
  async add(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = addedId(await this.services.list(ctx, listing), posted.values);
    return this.changed({ ctx, locale, listing, id }, posted, ({ state, ...answer }) =>
      this.listPage(ctx, session, listing, { form: state }, answer),
    );
  }

  @Get(patternsOf('merchant.agendaService'))
  async show(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Param('service') id: string,
  ): Promise<Page> {
    return this.servicePage(ctx, session, listing, await this.find(ctx, listing, id), null);
  }

  @Post(patternsOf('merchant.agendaService'))
  async change(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Param('service') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const service = await this.find(ctx, listing, id);
    return this.changed({ ctx, locale, listing, id }, posted, ({ state, ...answer }) =>
      this.servicePage(ctx, session, listing, service, state, answer),
    );
  }

  private changed(
    { ctx, locale, listing, id }: AgendaItemPlace,
    posted: PostedForm,
    again: (refusal: FormRefusal) => Promise<Page>,
  ): Promise<Page | HttpAnswer> {
    const done = (what: AgendaItemChange): HttpAnswer =>
      redirectDone(pathTo('merchant.agendaServices', locale, { listing }), what);
    return submitAction(
      agendaServiceActions.read(posted),
      {
        save: async (input): Promise<Page | HttpAnswer> => {
          await this.services.save(ctx, listing, id, input);
          return done('saved');
        },
        archive: async (): Promise<Page | HttpAnswer> => {
          await this.services.archive(ctx, listing, id);
          return done('archived');
        },
        up: async (): Promise<Page | HttpAnswer> => {
          await this.services.sort(ctx, listing, movedUp(await this.services.list(ctx, listing), id));
          return done('moved');
        },
      },
      again,
    );
  }

  /** @throws AgendaServiceNotFound also where it is another listing's */
  private async find(ctx: TenantContext, listing: number, id: string): Promise<AgendaService> {
    const service = (await this.services.list(ctx, listing)).find((one) => one.id === id);
    if (!service) throw new AgendaServiceNotFound({});
    return service;
  }

  private async listPage(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    { form, done = null }: State,
    answer: PageOptions = {},
  ): Promise<Page> {
    const [services, resources] = [
      await this.services.list(ctx, listing),
      await this.resources.list(ctx, listing),
    ];
    const shown = form ?? newForm(agendaServiceValues(null, resources));
    const newId = newIdIn(shown.values, NEW_ID);
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaServices', { listing }),
        heading: 'agenda.services.heading',
        present: (scope) =>
          presentAgendaServices(scope, { listing, services, resources, form: shown, newId, done }),
      },
      answer,
    );
  }

  private async servicePage(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    service: AgendaService,
    form: FormState | null,
    answer: PageOptions = {},
  ): Promise<Page> {
    const resources = await this.resources.list(ctx, listing);
    const state = form ?? newForm(agendaServiceValues(service, resources));
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaService', { listing, service: service.id }),
        heading: 'agenda.services.one',
        present: (scope) => presentAgendaService(scope, { listing, service, resources, form: state }),
      },
      answer,
    );
  }
}
