import {
  type AgendaResourceInput,
  agendaResourceSchema,
  type AgendaServiceInput,
  agendaServiceSchema,
  agendaSettingsSchema,
} from '@halles/contracts';
import { holdListing, TownServices } from '@halles/domain/listings';
import { PlaceGauges } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AgendaItemRepository } from './agenda-items.repository';
import { AgendaPlaces } from './agenda-places.service';
import {
  AGENDA_TEMPLATES,
  type AgendaTemplate,
  type AgendaTemplateName,
  type AgendaTemplateWords,
} from './agenda-template';
import { AgendaRepository } from './agenda.repository';
import { AgendaClosed } from '../bookings/booking.errors';

/** What the owner of a place says to open an agenda. */
export interface AgendaAnswers {
  readonly template: AgendaTemplateName;
  /** How many serve at the same time, at least 1: nothing where the template has no resource. */
  readonly count: number;
  /** Minutes of the first service, which is the most usual; null: as is usual in the trade. */
  readonly duration: number | null;
  /** People who may be inside at once; null: as the place says already. */
  readonly gauge: number | null;
  readonly confirmsByHand: boolean;
}

/** How an agenda is opened: with what is usual in a trade, in one transaction. */
@Injectable()
export class AgendaSetup {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly agendas: AgendaRepository,
    private readonly items: AgendaItemRepository,
    private readonly gauges: PlaceGauges,
    private readonly townServices: TownServices,
    private readonly clock: Clock,
  ) {}

  /** Whether a place has an agenda, open or not. */
  isDone(ctx: TenantContext, listingId: number): Promise<boolean> {
    return this.work.read(ctx, async (tx) => (await this.agendas.find(tx, listingId)) !== null);
  }

  /** Whether it is known when a place takes appointments: nobody can book where it is not. */
  hasHours(ctx: TenantContext, listingId: number): Promise<boolean> {
    return this.work.read(ctx, (tx) => this.places.hasHours(tx, listingId));
  }

  /**
   * Opens an agenda. Where there is one, nothing is changed: the form was sent twice.
   * @param words what its resources and services are called, in the language of who opens it
   * @throws AgendaClosed the listing was merged into another one, or is not there
   */
  async open(
    ctx: TenantContext,
    listingId: number,
    answers: AgendaAnswers,
    words: AgendaTemplateWords,
  ): Promise<void> {
    const template = AGENDA_TEMPLATES[answers.template];
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new AgendaClosed({});
      const { step, notice, horizon } = template;
      const { gauge, confirmsByHand } = answers;
      const settings = { isOpen: true, confirmsByHand, step, notice, horizon };
      const opened = agendaSettingsSchema.parse(settings);
      // Of two that open it at once one waits here, and finds it open.
      if (!(await this.agendas.add(tx, listingId, opened, this.clock.now()))) return;
      if (gauge !== null) {
        const before = await this.gauges.find(tx, listingId);
        await this.gauges.saveIn(tx, listingId, { ...before, people: gauge });
      }
      const resourceIds: string[] = [];
      for (const resource of resourcesOf(template, answers.count, words)) {
        const id = uuid();
        await this.items.saveResource(tx, listingId, id, resource);
        resourceIds.push(id);
      }
      for (const service of servicesOf(template, answers, resourceIds, words))
        await this.items.saveService(tx, listingId, uuid(), service);
      await this.townServices.index(tx, listingId, this.clock.now());
    });
  }
}

/** "Fauteuil", of several "Fauteuil 1", "Fauteuil 2". Pure. */
function resourcesOf(
  { resource }: AgendaTemplate,
  count: number,
  { resource: name }: AgendaTemplateWords,
): AgendaResourceInput[] {
  if (resource === null) return [];
  return Array.from({ length: count }, (_, index) =>
    agendaResourceSchema.parse({
      kind: resource.kind,
      name: count === 1 ? name : `${name} ${String(index + 1)}`,
    }),
  );
}

/** The services of the trade; the first takes as long as its owner says. Pure. */
const servicesOf = (
  { services }: AgendaTemplate,
  { duration }: AgendaAnswers,
  resourceIds: readonly string[],
  words: AgendaTemplateWords,
): AgendaServiceInput[] =>
  services.map(({ key, duration: usual, bufferAfter = 0, partyMax = 1 }, index) =>
    agendaServiceSchema.parse({
      name: words.services[key] ?? key,
      duration: index === 0 ? (duration ?? usual) : usual,
      bufferAfter,
      partyMax,
      resourceIds,
    }),
  );
