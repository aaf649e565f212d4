import { type AgendaServiceInput, pathsTo, patternsOf } from '@halles/contracts';
import { type AgendaService, AgendaServiceNotFound, AgendaServices } from '@halles/domain/agendas';
import { Posted, type PostedForm } from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { SpaceRequest } from '../../../merchant-space';
import { Done } from '../../../params';
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
    @SpaceRequest() { ctx, listing, user: session }: SpaceRequest,
    @Done(agendaItemChanges) done: AgendaItemChange | null,
  ): Promise<Page> {
    return this.pages.list(this.kind, { ctx, session, listing }, done);
  }

  @Post(patternsOf('merchant.agendaServices'))
  add(
    @SpaceRequest() { ctx, locale, listing, user: session }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.pages.add(this.kind, { ctx, session, listing }, { locale, posted });
  }

  @Get(patternsOf('merchant.agendaService'))
  show(
    @SpaceRequest() { ctx, listing, user: session }: SpaceRequest,
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
