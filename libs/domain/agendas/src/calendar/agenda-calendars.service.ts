import { type AgendaSettings, agendaSettingsSchema } from '@halles/contracts';
import { instantOf, type Interval, type Schedule } from '@halles/domain/hours';
import {
  type Comers,
  type GaugeLimit,
  limitsOf,
  PeoplePresent,
  PlaceGauges,
} from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { pipelined, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Booking } from '../bookings/booking';
import { BookingRepository } from '../bookings/booking.repository';
import { type BusyTime, BusyTimesRepository } from '../external-calendars/busy-times.repository';
import { readResources } from '../free-times/agenda-reading';
import { BookingHoldRepository, type OpenHold } from '../holds/booking-hold.repository';
import type { CalendarSession } from '../sessions/agenda-session';
import { AgendaSessionRepository } from '../sessions/agenda-session.repository';
import type { AgendaResource, AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { AgendaRepository } from '../settings/agenda.repository';
import type { ReservedTime } from '../settings/reserved-times';
import { openingsOn } from '../slots/booking-openings';

/** Bookings of a week that are shown at most. */
const MOST_BOOKINGS = 2_000;
/** Sessions, and times that are held, at most. */
const MOST_OTHERS = 500;

/** What an agenda has on some days, for who keeps it. */
export interface AgendaCalendar {
  readonly settings: AgendaSettings;
  /** Who and what of the agenda is there at the moment, in their order; null hours: those of the place. */
  readonly resources: readonly (AgendaResource & { readonly schedule: Schedule | null })[];
  readonly services: readonly AgendaService[];
  /** Whatever became of them, in order of time. */
  readonly bookings: readonly Booking[];
  /** Sessions that take place, in order of time. */
  readonly sessions: readonly CalendarSession[];
  /** Times that are held for somebody, in their order. */
  readonly holds: readonly OpenHold[];
  /** When the place, or somebody in it, is busy by a calendar of their own. */
  readonly busy: readonly BusyTime[];
  /** When it takes appointments; null where nobody knows. */
  readonly schedule: Schedule | null;
  /** Times of the week that are kept for those who say that they need them. */
  readonly reserved: readonly ReservedTime[];
  /** Who comes into the place, for whatever. */
  readonly comers: readonly Comers[];
  /** What limits how many are inside. */
  readonly limits: readonly GaugeLimit[];
}

/** Numbers of days, both included. */
export interface CalendarDays {
  readonly first: number;
  readonly last: number;
}

/** Agendas as who keeps them sees them: days, with all that is in them. */
@Injectable()
export class AgendaCalendars {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly agendas: AgendaRepository,
    private readonly items: AgendaItemRepository,
    private readonly bookings: BookingRepository,
    private readonly sessions: AgendaSessionRepository,
    private readonly holds: BookingHoldRepository,
    private readonly busy: BusyTimesRepository,
    private readonly people: PeoplePresent,
    private readonly gauges: PlaceGauges,
    private readonly clock: Clock,
  ) {}

  /** All that some days have, of one reading. */
  read(ctx: TenantContext, listingId: number, days: CalendarDays): Promise<AgendaCalendar> {
    const { timeZone } = ctx.tenant.settings;
    const within = spanOf(timeZone, days);
    const now = this.clock.now();
    return this.work.read(ctx, async (tx) => {
      const own = await pipelined([
        this.places.findAny(tx, listingId),
        this.agendas.find(tx, listingId),
        this.items.resources(tx, listingId),
        this.items.services(tx, listingId),
        this.bookings.listWithin(tx, listingId, within, MOST_BOOKINGS),
        this.sessions.within(tx, listingId, within, now, MOST_OTHERS),
        this.holds.within(tx, listingId, within, now, MOST_OTHERS),
        this.busy.within(tx, listingId, within),
        this.people.comers(tx, listingId, within),
        this.gauges.limits(tx, listingId, within),
      ]);
      const [place, settings, resources, services, bookings, sessions, holds, busy, comers, limits] = own;
      const schedule = place?.schedule ?? null;
      const active = resources.filter(({ isActive }) => isActive);
      return {
        settings: settings ?? agendaSettingsSchema.parse({}),
        resources:
          schedule === null
            ? active.map((resource) => ({ ...resource, schedule: null }))
            : readResources(active, { taken: [], busy: [] }, schedule, within),
        ...{ services, bookings, sessions, holds, busy, schedule, comers },
        reserved: place?.reserved ?? [],
        limits: limitsOf(limits, within, timeZone),
      };
    });
  }
}

/** From the first midnight to the last. Pure. */
const spanOf = (timeZone: string, { first, last }: CalendarDays): Interval => ({
  from: instantOf(timeZone, first, 0),
  until: instantOf(timeZone, last + 1, 0),
});

/** When a resource is there on a day, in the openings of its place. Pure. */
export function openOn(
  { schedule }: Pick<AgendaCalendar, 'schedule'>,
  own: Schedule | null,
  day: number,
): readonly Interval[] {
  if (schedule === null) return [];
  const open = openingsOn(schedule, day);
  if (own === null) return open;
  return openingsOn(own, day).flatMap(({ from, until }) =>
    open
      .map((one) => ({ from: Math.max(from, one.from), until: Math.min(until, one.until) }))
      .filter((one) => one.from < one.until),
  );
}
