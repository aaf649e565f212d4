import {
  bookingInputSchema,
  type SeedAgenda,
  type SeedAgendas,
  type SeedBooking,
  type SeedTownService,
} from '@halles/contracts';
import {
  AgendaResources,
  AgendaServices,
  AgendaSettingsService,
  AgendaSetup,
  BookingKeyReused,
  BookingPlacing,
  type Booker,
  BookingRefused,
  FreeTimes,
} from '@halles/domain/agendas';
import { wallTime } from '@halles/domain/hours';
import { TownServices } from '@halles/domain/listings';
import { PlaceGauges } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v5 as idOfName } from 'uuid';
import { FootfallSeeds } from './footfall-seeds.service';
import { SeedOwners } from './seed-owners.service';
import { SeedRepository } from './seed.repository';

/** Of what agendas of seeds have: the same name has the same id whenever it is taken over. */
const ITEMS = '6b7d0c51-9d0e-4f0c-8f0e-2a4a1f7f3c11';

/** Days after the one that is asked for in which a booking of the demonstration finds its time: a shop may be on holiday. */
const DAYS_LOOKED_AT = 7;

/** Who books there. Numbers 06 39 98 are kept for fiction (ARCEP, décision 2018-0881), and nobody is written to. */
const CUSTOMER = {
  name: 'Client de démonstration',
  guestName: null,
  email: null,
  phone: '+33639980000',
  note: null,
};

/** Whom and what an agenda was given to. */
interface Opened {
  /** By which what it has is known whenever it is taken over: its SIRET, or the name of a service of the town. */
  readonly key: string;
  readonly listing: number;
  /** Who enters what is booked there. */
  readonly by: Booker;
}

/** Opens agendas of shops of the demonstration: somebody who keeps them, who serves, what is booked, and some who come. */
@Injectable()
export class AgendaSeeds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly seeds: SeedRepository,
    private readonly owners: SeedOwners,
    private readonly setup: AgendaSetup,
    private readonly settings: AgendaSettingsService,
    private readonly gauges: PlaceGauges,
    private readonly resources: AgendaResources,
    private readonly services: AgendaServices,
    private readonly times: FreeTimes,
    private readonly placing: BookingPlacing,
    private readonly townServices: TownServices,
    private readonly footfall: FootfallSeeds,
    private readonly clock: Clock,
  ) {}

  /**
   * Each once, though a start was killed in the middle, and none that is real or that somebody else keeps. An agenda that its
   * owner opened or changed since stays as it is.
   * @returns how many agendas were opened
   */
  async open(
    ctx: TenantContext,
    { owner, agendas, townServices }: Pick<SeedAgendas, 'owner' | 'agendas' | 'townServices'>,
  ): Promise<number> {
    const sirets = agendas.map(({ siret }) => siret);
    const listings = await this.work.read(ctx, (tx) => this.seeds.demonstrationOf(tx, sirets));
    let opened = 0;
    // Whose doors count, one after the other.
    let counted = 0;
    for (const agenda of agendas) {
      const listing = listings.get(agenda.siret);
      const accountId = listing === undefined ? null : await this.owners.give(ctx, listing, owner);
      if (listing === undefined || accountId === null) continue;
      const by = { actor: 'merchant', accountId } as const;
      if (!(await this.fill(ctx, { key: agenda.siret, listing, by }, agenda))) continue;
      opened += 1;
      const most = agenda.gauge?.people ?? null;
      if (most !== null) await this.footfall.fill(ctx, listing, { most, turn: counted++ });
    }
    for (const service of townServices) if (await this.addTownService(ctx, service)) opened += 1;
    if (opened > 0)
      await this.work.bulk(ctx, (tx) =>
        this.seeds.updateStatistics(tx, ['agenda', 'agenda_service', 'booking']),
      );
    return opened;
  }

  /** A service of the town hall with its agenda: added once, by what it is called and where it is. */
  private async addTownService(ctx: TenantContext, service: SeedTownService): Promise<boolean> {
    const { name, street, postalCode, communeCode, hours, longitude, latitude, ...agenda } = service;
    const key = `town-service/${communeCode}/${name}`;
    const id = idOfName(`${ctx.tenant.id}/${key}`, ITEMS);
    const input = { id, name, street, postalCode, communeCode, phone: null, email: null };
    const seeded = { hours, longitude, latitude };
    const listing = await this.townServices.add(ctx, input, null, this.clock.now(), seeded);
    return this.fill(ctx, { key, listing, by: { actor: 'town', accountId: null } }, agenda);
  }

  /** Its settings come behind who serves and what is booked: a place that has some was filled before. */
  private async fill(ctx: TenantContext, shop: Opened, agenda: Omit<SeedAgenda, 'siret'>): Promise<boolean> {
    if (await this.setup.isDone(ctx, shop.listing)) return false;
    const idOf = (kind: string, name: string) =>
      idOfName(`${ctx.tenant.id}/${shop.key}/${kind}/${name}`, ITEMS);
    const resourceIds = agenda.resources.map(({ name }) => idOf('resource', name));
    for (const resource of agenda.resources)
      await this.resources.save(ctx, shop.listing, idOf('resource', resource.name), resource);
    for (const service of agenda.services)
      await this.services.save(ctx, shop.listing, idOf('service', service.name), { ...service, resourceIds });
    if (agenda.gauge) await this.gauges.save(ctx, shop.listing, agenda.gauge);
    await this.settings.save(ctx, shop.listing, { ...agenda.settings, isOpen: true });
    for (const [index, booking] of agenda.bookings.entries())
      await this.book(ctx, shop, booking, {
        serviceId: idOf('service', booking.service),
        idempotencyKey: idOf('booking', String(index)),
      });
    return true;
  }

  /** As the shop enters who calls; not at all where nothing is free. */
  private async book(
    ctx: TenantContext,
    { listing, by }: Opened,
    { inDays, at, party }: SeedBooking,
    ids: { readonly serviceId: string; readonly idempotencyKey: string },
  ): Promise<void> {
    const { timeZone } = ctx.tenant.settings;
    const first = wallTime(timeZone, this.clock.now().getTime()).day + inDays;
    const days = { first, last: first + DAYS_LOOKED_AT };
    const free = await this.times.ofService(ctx, listing, ids.serviceId, { party }, days);
    const minute = Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
    const slot = free.find(({ from }) => wallTime(timeZone, from).minute >= minute);
    if (!slot) return;
    const input = bookingInputSchema.parse({ ...ids, ...CUSTOMER, party, startsAt: slot.from });
    try {
      await this.placing.place(ctx, listing, input, 'fr', by);
    } catch (error) {
      // Taken meanwhile, or there since a start that was killed.
      if (!(error instanceof BookingRefused || error instanceof BookingKeyReused)) throw error;
    }
  }
}
