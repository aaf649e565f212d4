import { type AgendaResourceInput, pathsTo, patternsOf } from '@halles/contracts';
import {
  type AgendaResource,
  AgendaResourceNotFound,
  AgendaResources,
  ResourceAbsences,
} from '@halles/domain/agendas';
import { Posted, type PostedForm } from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { SpaceRequest } from '../../../merchant-space';
import { Done } from '../../../params';
import type { Page } from '../../../rendering/page';
import { agendaResourceForm, agendaResourceValues } from './agenda-item.form';
import { type AgendaItemKind, AgendaItemPages } from './agenda-item-pages.service';
import { type AgendaItemChange, agendaItemChanges } from './agenda-items';
import { absenceSections, resourceWords } from './agenda-resources.presenter';

/** What the form of a resource says: when it is away is said elsewhere. */
type ResourceFields = Omit<AgendaResourceInput, 'absences'>;

/** Resources as their form changes them: their absences stay as they are. */
const storeOf = (resources: AgendaResources): AgendaItemKind<AgendaResource, ResourceFields>['store'] => ({
  list: (ctx, listing) => resources.list(ctx, listing),
  save: async (ctx, listing, id, fields) => {
    const known = (await resources.list(ctx, listing)).find((one) => one.id === id);
    await resources.save(ctx, listing, id, { ...fields, absences: known?.absences ?? [] });
  },
  change: (ctx, listing, id, decide) =>
    resources.change(ctx, listing, id, (now) => {
      const fields = decide(now);
      return fields && { ...fields, absences: now.absences };
    }),
  archive: (ctx, listing, id) => resources.archive(ctx, listing, id),
  sort: (ctx, listing, ids) => resources.sort(ctx, listing, ids),
});

/** Who and what bookings of an agenda take. */
@Requires('listing.agenda')
@Controller()
export class AgendaResourcesController {
  private readonly kind: AgendaItemKind<AgendaResource, ResourceFields>;

  constructor(
    private readonly pages: AgendaItemPages,
    resources: AgendaResources,
    absences: ResourceAbsences,
  ) {
    this.kind = {
      texts: 'agenda.resources',
      store: storeOf(resources),
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
    @SpaceRequest() { ctx, listing, user: session }: SpaceRequest,
    @Done(agendaItemChanges) done: AgendaItemChange | null,
  ): Promise<Page> {
    return this.pages.list(this.kind, { ctx, session, listing }, done);
  }

  @Post(patternsOf('merchant.agendaResources'))
  add(
    @SpaceRequest() { ctx, locale, listing, user: session }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.pages.add(this.kind, { ctx, session, listing }, { locale, posted });
  }

  @Get(patternsOf('merchant.agendaResource'))
  show(
    @SpaceRequest() { ctx, listing, user: session }: SpaceRequest,
    @Param('resource') id: string,
  ): Promise<Page> {
    return this.pages.show(this.kind, { ctx, session, listing }, id);
  }

  @Post(patternsOf('merchant.agendaResource'))
  change(
    @SpaceRequest() { ctx, locale, listing, user: session }: SpaceRequest,
    @Param('resource') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.pages.change(this.kind, { ctx, session, listing }, id, { locale, posted });
  }
}
