import { type Interval, wallTime } from '@halles/domain/hours';
import { PeoplePresent } from '@halles/domain/place-days';
import { Clock, DAY } from '@halles/kernel';
import { pipelined, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { type AgendaReading, questionOf, readResources, type WantedPerson } from './agenda-reading';
import { BookingHoldRepository } from '../holds/booking-hold.repository';
import { BusyTimesRepository } from '../external-calendars/busy-times.repository';
import { BookingRepository } from '../bookings/booking.repository';
import { AgendaSessionRepository } from '../sessions/agenda-session.repository';
import { sessionSlots } from '../sessions/session-slots';
import { bookingSlots, type BookingSlot } from '../slots/booking-slots';

/** What does not count of what is taken. */
interface Apart {
  /** A booking that does not count: it asks for another time. */
  readonly except?: string | null;
  /** A time that is held and does not count: of who asks. */
  readonly hold?: string | null;
}

/** Who asks for a time: a customer, or the shop, which keeps its own step and notice as it likes. */
export interface TimeQuestion extends Apart, WantedPerson {
  readonly party: number;
  readonly isShop?: boolean;
  /** Minutes, where it is not booked as long as usual. */
  readonly duration?: number;
}

/** A service of which the first free time is asked for. */
export interface FirstQuestion extends Pick<WantedPerson, 'person' | 'need'> {
  readonly service: AgendaService;
  readonly party: number;
}

/** Numbers of days, both included. */
interface Days {
  readonly first: number;
  readonly last: number;
}

/** First free times are looked for in a week, then in the month, then in all that may be booked: most are near. */
const NEAR_DAYS = [7, 35];
/** So many days of services are looked at for one page, whatever a shop offers and however far ahead. */
const MOST_LOOKED_AT = 2_000;

const isFor = ({ partyMin, partyMax }: AgendaService, party: number): boolean =>
  party >= Math.max(partyMin, 1) && party <= partyMax;

/** Which times of services can be had. */
@Injectable()
export class BookingTimes {
  constructor(
    private readonly items: AgendaItemRepository,
    private readonly bookings: BookingRepository,
    private readonly holds: BookingHoldRepository,
    private readonly people: PeoplePresent,
    private readonly sessions: AgendaSessionRepository,
    private readonly busy: BusyTimesRepository,
    private readonly clock: Clock,
  ) {}

  /** The free times of a service, in order. None for a party that it is not for. */
  async free(
    tx: TenantTx,
    place: AgendaPlace,
    service: AgendaService,
    ask: TimeQuestion,
    days: Days,
    most?: number,
  ): Promise<BookingSlot[]> {
    if (!isFor(service, ask.party)) return [];
    const reading = await this.reading(tx, place, [service], ask, spanOf(days));
    return slotsOf(reading, service, ask, days, most);
  }

  /** The free times of services for as few people as each is for, by their ids, of one reading. */
  async freeOfAll(
    tx: TenantTx,
    place: AgendaPlace,
    services: readonly AgendaService[],
    days: Days,
  ): Promise<ReadonlyMap<string, readonly BookingSlot[]>> {
    const open = services.filter((service) => isFor(service, service.partyMin));
    if (open.length === 0) return new Map();
    const reading = await this.reading(tx, place, open, {}, spanOf(days));
    return new Map(
      open.map((service) => {
        return [service.id, slotsOf(reading, service, { party: service.partyMin }, days)] as const;
      }),
    );
  }

  /**
   * The first free times of services, by their ids; null where there is none within the horizon. One that is not there was not
   * looked for that far: shops that offer much, and are full for long.
   */
  async firsts(
    tx: TenantTx,
    place: AgendaPlace,
    asked: readonly FirstQuestion[],
    apart: Apart = {},
  ): Promise<ReadonlyMap<string, BookingSlot | null>> {
    const found = new Map<string, BookingSlot | null>();
    const today = wallTime(place.schedule.place.timeZone, this.clock.now().getTime()).day;
    const end = today + place.settings.horizon;
    let [left, first] = [MOST_LOOKED_AT, today];
    for (const near of [...NEAR_DAYS, place.settings.horizon + 1]) {
      const open = asked.filter(({ service, party }) => !found.has(service.id) && isFor(service, party));
      const share = open.length === 0 ? 0 : Math.floor(left / open.length);
      const days = { first, last: Math.min(today + near - 1, first + share - 1, end) };
      if (days.last < days.first) break;
      const services = open.map(({ service }) => service);
      const reading = await this.reading(tx, place, services, apart, spanOf(days));
      for (const { service, ...ask } of open) {
        const [slot] = slotsOf(reading, service, ask, days, 1);
        if (slot) found.set(service.id, slot);
      }
      left -= open.length * (days.last - days.first + 1);
      first = days.last + 1;
    }
    for (const { service, party } of asked)
      if (!found.has(service.id) && (first > end || !isFor(service, party))) found.set(service.id, null);
    return found;
  }

  /** All that decides of the times of services, in one round trip. @param within the time for which it is read, at least */
  async reading(
    tx: TenantTx,
    place: AgendaPlace,
    services: readonly AgendaService[],
    { except = null, hold = null }: Apart,
    within: Interval,
  ): Promise<AgendaReading> {
    const { listing, schedule } = place;
    const around = { from: within.from - DAY, until: within.until + DAY };
    const ids = [...new Set(services.flatMap(({ resourceIds }) => resourceIds))];
    const now = this.clock.now();
    const groups = services.filter(({ isGroup }) => isGroup).map(({ id }) => id);
    const [resources, booked, held, used, sessions, own, room, busy] = await pipelined([
      ids.length === 0 ? [] : this.items.resources(tx, listing.id),
      this.bookings.uses(tx, ids, around, except),
      this.holds.uses(tx, ids, around, now, hold),
      this.sessions.uses(tx, ids, around),
      groups.length === 0 ? [] : this.sessions.seats(tx, listing.id, groups, around, now, { except, hold }),
      hold === null ? null : this.holds.find(tx, listing.id, hold, now),
      this.people.room(tx, listing.id, around, { except, hold }),
      this.busy.within(tx, listing.id, around),
    ]);
    const known = readResources(resources, { taken: [...booked, ...held, ...used], busy }, schedule, around);
    const closed = busy.filter(({ resourceId }) => resourceId === null);
    return { place, within, resources: known, room, sessions, closed, hold: own, now };
  }
}

/** The free times of a service: its sessions that have seats, or whenever who serves for it is free. Pure. */
export const slotsOf = (
  reading: AgendaReading,
  service: AgendaService,
  ask: TimeQuestion,
  days: Days,
  most?: number,
): BookingSlot[] =>
  service.isGroup
    ? sessionSlots(reading, service, ask, days, most)
    : bookingSlots(questionOf(reading, service, ask), days, most);

/** The time that some days have, wherever they are. Pure. */
const spanOf = ({ first, last }: Days): Interval => ({ from: (first - 1) * DAY, until: (last + 2) * DAY });
