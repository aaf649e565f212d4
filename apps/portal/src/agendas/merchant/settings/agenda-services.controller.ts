import { type AgendaServiceInput, pathsTo, patternsOf } from '@halles/contracts';
import { type AgendaService, AgendaServiceNotFound, AgendaServices } from '@halles/domain/agendas';
import type { Locale } from '@halles/kernel';
import { Posted, type PostedForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { InSpace, SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { Done, ListingId } from '../../../params';
import type { Page } from '../../../rendering/page';
import { agendaServiceForm, agendaServiceValues, serviceReader } from './agenda-item.form';
import { type AgendaItemKind, AgendaItemPages } from './agenda-item-pages.service';
import { type AgendaItemChange, agendaItemChanges } from './agenda-items';
import { invitationSections, namedResources, serviceFields, serviceWords } from './agenda-services.presenter';
import { SERVICE_DETAILS } from './service-details.form';

/** What can be booked in an agenda. */
@Requires('listing.agenda')
@Controller()
export class AgendaServicesController {
  private readonly kind: AgendaItemKind<AgendaService, AgendaServiceInput>;

  constructor(
    private readonly pages: AgendaItemPages,
    services: AgendaServices,
  ) {
    this.kind = {
      texts: 'agenda.services',
      store: services,
      form: agendaServiceForm,
      reader: serviceReader,
      values: agendaServiceValues,
      words: serviceWords,
      named: namedResources,
      fields: serviceFields,
      folded: SERVICE_DETAILS,
      sections: invitationSections,
      paths: (listing, service) =>
        service === undefined
          ? pathsTo('merchant.agendaServices', { listing })
          : pathsTo('merchant.agendaService', { listing, service }),
      notFound: () => new AgendaServiceNotFound({}),
    };
  }

  @Get(patternsOf('merchant.agendaServices'))
  list(
    @Ctx() ctx: TenantContext,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Done(agendaItemChanges) done: AgendaItemChange | null,
  ): Promise<Page> {
    return this.pages.list(this.kind, { ctx, session, listing }, done);
  }

  @Post(patternsOf('merchant.agendaServices'))
  add(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.pages.add(this.kind, { ctx, session, listing }, { locale, posted });
  }

  @Get(patternsOf('merchant.agendaService'))
  show(
    @Ctx() ctx: TenantContext,
    @InSpace() session: SpaceUser,
    @ListingId() listing: number,
    @Param('service') id: string,
  ): Promise<Page> {
    return this.pages.show(this.kind, { ctx, session, listing }, id);
  }

  @Post(patternsOf('merchant.agendaService'))
  change(
    @SpaceRequest() { ctx, locale, listing, user: session }: SpaceRequest,
    @Param('service') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.pages.change(this.kind, { ctx, session, listing }, id, { locale, posted });
  }
}
