import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { type AgendaResource, AgendaResourceNotFound, AgendaResources } from '@halles/domain/agendas';
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
import { agendaResourceActions, agendaResourceValues } from './agenda-item.form';
import {
  addedId,
  type AgendaItemChange,
  agendaItemChanges,
  type AgendaItemPlace,
  movedUp,
  NEW_ID,
} from './agenda-items';
import { AgendaPages } from './agenda-pages.service';
import { presentAgendaResource, presentAgendaResources } from './agenda-resources.presenter';

/** Who and what bookings of an agenda take. */
@Requires('listing.agenda')
@Controller()
export class AgendaResourcesController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly resources: AgendaResources,
  ) {}

  @Get(patternsOf('merchant.agendaResources'))
  list(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Done(agendaItemChanges) done: AgendaItemChange | null,
  ): Promise<Page> {
    return this.listPage(ctx, session, listing, { form: newForm(agendaResourceValues(null)), done });
  }

  @Post(patternsOf('merchant.agendaResources'))
  async add(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = addedId(await this.resources.list(ctx, listing), posted.values);
    return this.changed({ ctx, locale, listing, id }, posted, ({ state, ...answer }) =>
      this.listPage(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  @Get(patternsOf('merchant.agendaResource'))
  async show(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Param('resource') id: string,
  ): Promise<Page> {
    const resource = await this.find(ctx, listing, id);
    return this.resourcePage(ctx, session, listing, resource, newForm(agendaResourceValues(resource)));
  }

  @Post(patternsOf('merchant.agendaResource'))
  async change(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Param('resource') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const resource = await this.find(ctx, listing, id);
    return this.changed({ ctx, locale, listing, id }, posted, ({ state, ...answer }) =>
      this.resourcePage(ctx, session, listing, resource, state, answer),
    );
  }

  private changed(
    { ctx, locale, listing, id }: AgendaItemPlace,
    posted: PostedForm,
    again: (refusal: FormRefusal) => Promise<Page>,
  ): Promise<Page | HttpAnswer> {
    const done = (what: AgendaItemChange): HttpAnswer =>
      redirectDone(pathTo('merchant.agendaResources', locale, { listing }), what);
    return submitAction(
      agendaResourceActions.read(posted),
      {
        save: async (input): Promise<Page | HttpAnswer> => {
          await this.resources.save(ctx, listing, id, input);
          return done('saved');
        },
        archive: async (): Promise<Page | HttpAnswer> => {
          await this.resources.archive(ctx, listing, id);
          return done('archived');
        },
        up: async (): Promise<Page | HttpAnswer> => {
          await this.resources.sort(ctx, listing, movedUp(await this.resources.list(ctx, listing), id));
          return done('moved');
        },
      },
      again,
    );
  }

  /** @throws AgendaResourceNotFound also where it is another listing's */
  private async find(ctx: TenantContext, listing: number, id: string): Promise<AgendaResource> {
    const resource = (await this.resources.list(ctx, listing)).find((one) => one.id === id);
    if (!resource) throw new AgendaResourceNotFound({});
    return resource;
  }

  private async listPage(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    { form, done }: { readonly form: FormState; readonly done: AgendaItemChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const resources = await this.resources.list(ctx, listing);
    const newId = newIdIn(form.values, NEW_ID);
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaResources', { listing }),
        heading: 'agenda.resources.heading',
        present: (scope) => presentAgendaResources(scope, { listing, resources, form, newId, done }),
      },
      answer,
    );
  }

  private resourcePage(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    resource: AgendaResource,
    form: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaResource', { listing, resource: resource.id }),
        heading: 'agenda.resources.one',
        present: (scope) => presentAgendaResource(scope, { listing, resource, form }),
      },
      answer,
    );
  }
}
