import { randomUUID } from 'node:crypto';
import {
  type AgendaSettings,
  agendaResourceSchema,
  agendaServiceSchema,
  agendaSettingsSchema,
  type BookingInput,
  bookingInputSchema,
} from '@halles/contracts';
import {
  AgendaResources,
  AgendaServices,
  AgendaSettingsService,
  AgendasModule,
  type Booking,
  BookingFilesModule,
  BookingHandling,
  type BookingMove,
  BookingPlacing,
} from '@halles/domain/agendas';
import { GaugesModule } from '@halles/domain/gauges';
import { NO_GAUGE, PlaceDaysModule, PlaceGauges } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { StorageModule } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { anAccount } from '../accounts';
import { writeListings } from '../listings';
import { whileBusy } from '../orders';
import { openWorld, type World } from '../world';
import { servicesOf } from '../world-module';

/** A Tuesday, seven in the morning in Paris: the time at which bookings are made. */
export const BOOKED_AT = new Date('2026-12-01T06:00:00Z');
/** Ten o'clock of the same day. */
export const AT_TEN = Date.parse('2026-12-01T09:00:00Z');

/** A hairdresser's agenda. */
export interface Salon {
  readonly id: number;
  readonly service: string;
  /** One who cuts, unless more are asked for. */
  readonly staff: readonly string[];
}

/** What of an agenda is otherwise than most. */
export interface SalonOptions {
  readonly settings?: object;
  /** People whom it lets in at once. */
  readonly gauge?: number;
  readonly service?: object;
  readonly resource?: object;
  readonly staff?: number;
}

/** A world with the services of agendas, at `BOOKED_AT`, and what their tests do again and again. */
export interface AgendasWorld {
  readonly world: World;
  readonly services: TestingModule;
  readonly placing: BookingPlacing;
  readonly handling: BookingHandling;
  readonly settings: AgendaSettingsService;
  /** How many people a place lets in at once; null: any number. */
  setGauge(listing: number, people: number | null, ctx?: TenantContext): Promise<void>;
  /** From now on it is another time. */
  at(now: Date): void;
  /** A place whose agenda takes bookings. */
  aSalon(more?: SalonOptions, ctx?: TenantContext): Promise<Salon>;
  /** An agenda that takes bookings, of a place that there is. */
  anAgenda(listing: number, more?: SalonOptions, ctx?: TenantContext): Promise<Salon>;
  place(salon: Salon, more?: object, ctx?: TenantContext): Promise<{ readonly id: string }>;
  placed(salon: Salon, more?: object): Promise<Booking>;
  rowsOf<T>(sql: string, values?: readonly unknown[]): Promise<T[]>;
}

/** What Odile books for ten o'clock. */
export const aBooking = (service: string, more: object = {}): BookingInput =>
  bookingInputSchema.parse({
    idempotencyKey: randomUUID(),
    serviceId: service,
    startsAt: AT_TEN,
    name: 'Odile Martin',
    email: 'odile@example.org',
    ...more,
  });

/** What the shop does to a booking that it just saw. */
export const bookingMove = (
  { id, listingId, event }: Booking,
  more: Partial<BookingMove> = {},
): BookingMove => ({
  listingId,
  bookingId: id,
  seen: event,
  actor: 'merchant',
  accountId: null,
  ...more,
});

/** Settings of an agenda that takes bookings. */
export const openAgenda = (more: object = {}): AgendaSettings =>
  agendaSettingsSchema.parse({ isOpen: true, ...more });

export const openAgendasWorld = async (): Promise<AgendasWorld> => agendasOf(await openWorld());

/** The same on a world that there is already. */
export async function agendasOf(world: World): Promise<AgendasWorld> {
  const clock = { now: BOOKED_AT };
  const services = await servicesOf(
    world,
    [AgendasModule, BookingFilesModule, GaugesModule, PlaceDaysModule, StorageModule],
    [{ provide: Clock, useValue: { now: () => clock.now } }],
  );
  const placing = services.get(BookingPlacing);
  const handling = services.get(BookingHandling);
  const settings = services.get(AgendaSettingsService);
  const { here, work } = world;
  const setGauge: AgendasWorld['setGauge'] = (id, people, ctx = here) =>
    services.get(PlaceGauges).save(ctx, id, { ...NO_GAUGE, people });
  const anAgenda = async (id: number, more: SalonOptions = {}, ctx = here): Promise<Salon> => {
    await settings.save(ctx, id, openAgenda(more.settings));
    if (more.gauge !== undefined) await setGauge(id, more.gauge, ctx);
    const staff = Array.from({ length: more.staff ?? 1 }, () => randomUUID());
    for (const [index, one] of staff.entries()) {
      const name = `Coiffeur ${index + 1}`;
      const resource = agendaResourceSchema.parse({ kind: 'staff', name, ...more.resource });
      await services.get(AgendaResources).save(ctx, id, one, resource);
    }
    const service = randomUUID();
    const cut = { name: 'Coupe', priceCents: 2_800, partyMax: 6, resourceIds: staff, ...more.service };
    await services.get(AgendaServices).save(ctx, id, service, agendaServiceSchema.parse(cut));
    return { id, service, staff };
  };
  const place: AgendasWorld['place'] = (salon, more = {}, ctx = here) => {
    const booking = aBooking(salon.service, more);
    return whileBusy(() => placing.place(ctx, salon.id, booking, 'fr'));
  };
  return {
    world,
    services,
    placing,
    handling,
    settings,
    setGauge,
    at: (now) => {
      clock.now = now;
    },
    aSalon: async (more = {}, ctx = here) => {
      const facts = { openingHoursText: 'Tu-Sa 09:00-12:00,14:00-19:00', displayName: 'Salon des Halles' };
      const [id = 0] = await writeListings(world, ctx, [{ facts }]);
      await anAccount(world, ctx, { grants: [{ listingId: id }] });
      return anAgenda(id, more, ctx);
    },
    anAgenda,
    place,
    placed: async (salon, more = {}) => handling.get(here, (await place(salon, more)).id),
    rowsOf: (sql, values = []) => work.read(here, (tx) => tx.manager.query(sql, [...values])),
  };
}
