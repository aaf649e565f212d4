import { type AgendaResourceInput, pathsTo, patternsOf } from '@halles/contracts';
import {
  type AgendaResource,
  AgendaResourceNotFound,
  AgendaResources,
  ResourceAbsences,
} from '@halles/domain/agendas';
import type { Locale } from '@halles/kernel';
import { Posted, type PostedForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { InSpace, type SpaceUser } from '../../../merchant-space';
import { Done, ListingId } from '../../../params';
import type { Page } from '../../../rendering/page';
import { agendaResourceForm, agendaResourceValues } from './agenda-item.form';
import { type AgendaItemKind, AgendaItemPages } from './agenda-item-pages.service';
import { type AgendaItemChange, agendaItemChanges } from './agenda-items';
import { absenceSections, resourceWords } from './agenda-resources.presenter';

/** Who and what bookings of an agenda take. */
@Requires('listing.agenda')
@Controller()
export class AgendaResourcesController {
  private readonly kind: AgendaItemKind<AgendaResource, AgendaResourceInput>;

  constructor(
    private readonly pages: AgendaItemPages,
    resources: AgendaResources,
    absences: ResourceAbsences,
  ) {
    this.kind = {
      texts: 'agenda.resources',
      store: resources,
      form: agendaResourceForm,
      reader: agendaResourceForm,
      values: agendaResourceValues,
      words: resourceWords,
      sections: absenceSections,
      bookings: (ctx, listing, resource) => absences.during(ctx, listing, resource),
      paths: (listing, resource) =>
        resource === undefined
          ? pathsTo('merchant.agendaResources', { listing })
          : pathsTo('merchant.agendaResource', { listing, resource }),
      notFound: () => new AgendaResourceNotFound({}),
    };
  }

  @Get(patternsOf('merchant.agendaResources'))
  list(
    @Ctx() ctx: TenantContext,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Done(agendaItemChanges) done: AgendaItemChange | null,
  ): Promise<Page> {
    return this.pages.list(this.kind, { ctx, session, listing }, done);
  }

  @Post(patternsOf('merchant.agendaResources'))
  add(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.pages.add(this.kind, { ctx, session, listing }, { locale, posted });
  }

  @Get(patternsOf('merchant.agendaResource'))
  show(
    @Ctx() ctx: TenantContext,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Param('resource') id: string,
  ): Promise<Page> {
    return this.pages.show(this.kind, { ctx, session, listing }, id);
  }

  @Post(patternsOf('merchant.agendaResource'))
  change(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Param('resource') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.pages.change(this.kind, { ctx, session, listing }, id, { locale, posted });
  }
}
