import type { CalmKind, FurtherService } from '@halles/contracts';
import {
  type AgendaPlace,
  AgendaPlaces,
  AgendaResources,
  type AgendaService,
  AgendaServiceNotFound,
  AgendaServices,
  AgendaSessions,
  asLongAs,
  type Booking,
  type BookingDay,
  bookingDays,
  BookingHandling,
  type BookingSlot,
  BookingTimes,
  FreeDays,
  type GlancedDay,
  isOpenTo,
  mayFollow,
  OwnPerson,
  reservedKinds,
  type SessionSeats,
  type WantedPerson,
  wantedBy,
  withDuration,
  withFurther,
} from '@halles/domain/agendas';
import { civilDate, daysInMonth, wallTime } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** So many days are shown at once. */
export const WEEK = 7;

/** A service with the first time at which it can be had. */
export interface OfferedService {
  readonly service: AgendaService;
  /** Null: there is none within the horizon; undefined: nobody looked that far, among so many. */
  readonly next: BookingSlot | null | undefined;
}

/** What can be booked at a place. */
export interface AgendaOffer {
  readonly place: AgendaPlace;
  /** In the order of the agenda. */
  readonly services: readonly OfferedService[];
  /** The coming days, in order. */
  readonly glance: readonly GlancedDay[];
  /** Whether there are more than were asked for. */
  readonly hasMore: boolean;
}

/** What the signed link of an invitation says: a service, and which of its links it is. */
export interface Invitation {
  readonly id: string;
  readonly serial: number;
}

/** Somebody who serves, whom customers may choose. */
export interface ServicePerson {
  readonly id: string;
  readonly name: string;
}

/** A service of which somebody chooses a time. */
export interface BookingChoice {
  readonly place: AgendaPlace;
  /** As it is offered, with all its lengths. */
  readonly offered: AgendaService;
  /** In the length that is asked for, with what follows it. */
  readonly service: AgendaService;
  /** What follows it in the same booking, and what else may. */
  readonly further: readonly FurtherService[];
  readonly followers: readonly AgendaService[];
  readonly party: number;
  /** Whom customers may choose; none: nobody is named. */
  readonly persons: readonly ServicePerson[];
  /** Whom they chose. */
  readonly person: ServicePerson | null;
  /** What they may say that they need, and what they said. */
  readonly needs: readonly CalmKind[];
  readonly need: CalmKind | null;
  /** The first free time of all that may be booked. */
  readonly next: BookingSlot | null;
  /** The first and the last day that may be booked. */
  readonly today: number;
  readonly lastDay: number;
  /** What each day that is looked at has, in order; none that may not be booked. */
  readonly days: readonly BookingDay[];
}

/** So many sessions of a service are listed. */
const MOST_SESSIONS = 40;

/** The free times of a service in a week. */
export interface BookingWeek extends BookingChoice {
  /** Of a service for many at once: its sessions, those that cannot be booked too. */
  readonly sessions: readonly SessionSeats[] | null;
  /** Number of its first day. */
  readonly first: number;
  readonly slots: readonly BookingSlot[];
}

/** How many free times a service has in each day of a month. */
export interface BookingMonth extends BookingChoice {
  /** Number of the first day of the month. */
  readonly month: number;
}

/** What somebody asks for. */
interface BookingAsk {
  readonly party: number | null;
  /** Key of the form: the time that it holds is free for who asks. */
  readonly hold?: string | null;
  /** Minutes; null: as long as usual. */
  readonly duration?: number | null;
  /** The id of whom they wish to be received by; anything else counts as nobody. */
  readonly person?: string | null;
  /** What they say that they need; what nothing is kept for counts as nothing. */
  readonly need?: CalmKind | null;
  /** What follows the service in the same booking; what may not counts as nothing. */
  readonly further?: readonly FurtherService[];
  /** An address that they proved to be theirs: of a follow-up, who received it is whom they are received by. */
  readonly provenEmail?: string | null;
}

/** The week that somebody asks for. */
export interface WeekQuestion extends BookingAsk {
  /** Number of a day; null: the week of the first free time. */
  readonly first: number | null;
}

/** The month that somebody asks for. */
export interface MonthQuestion extends BookingAsk {
  /** Number of its first day. */
  readonly month: number;
}

/** Of which service, with whom, and which booking does not count: it asks for another time. */
interface Offered extends Pick<
  BookingChoice,
  'offered' | 'persons' | 'person' | 'further' | 'followers' | 'needs' | 'need'
> {
  /** The length in which it is asked for, with what follows it. */
  readonly service: AgendaService;
  readonly except: string | null;
  readonly wanted: WantedPerson;
}

/** A service that customers book, among all of its agenda. */
interface FoundService {
  readonly place: AgendaPlace;
  readonly services: readonly AgendaService[];
  readonly service: AgendaService;
}

/** A service that somebody is about to book. */
export type OfferedChoice = Pick<BookingChoice, 'place' | 'offered' | 'service' | 'persons'>;

/** Number of the first day of the month of a day. Pure. */
export const monthOf = (day: number): number => day - civilDate(day).day + 1;

/** Number of its last day. Pure. */
export function lastOfMonth(month: number): number {
  const date = civilDate(month);
  return month + daysInMonth(date.year, date.month) - 1;
}

/** What customers can book, and when. */
@Injectable()
export class BookingOffers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly services: AgendaServices,
    private readonly resources: AgendaResources,
    private readonly bookings: BookingHandling,
    private readonly times: BookingTimes,
    private readonly sessions: AgendaSessions,
    private readonly freeDays: FreeDays,
    private readonly ownPerson: OwnPerson,
    private readonly clock: Clock,
  ) {}

  /** What can be booked at a place, with the first free time of each; null where nothing can. @param most services, at most */
  async findIn(tx: TenantTx, listingId: number, most: number): Promise<AgendaOffer | null> {
    const place = await this.places.findShown(tx, listingId);
    if (!place) return null;
    const active = (await this.services.listIn(tx, listingId)).filter((one) => isOpenTo(one, null));
    const shown = active.slice(0, most);
    const next = await this.times.firsts(
      tx,
      place,
      shown.map((service) => ({ service, party: service.partyMin })),
    );
    const services = shown.map((service) => ({ service, next: next.get(service.id) }));
    if (services.length === 0) return null;
    const glance = await this.freeDays.glanceIn(tx, place, WEEK);
    return { place, services, glance, hasMore: active.length > most };
  }

  /** The same; nothing is left out. @throws AgendaClosed */
  async get(ctx: TenantContext, listingId: number): Promise<AgendaOffer> {
    return this.work.read(ctx, async (tx) => {
      const offer = await this.findIn(tx, listingId, Number.POSITIVE_INFINITY);
      return (
        offer ?? {
          place: await this.places.get(tx, listingId),
          ...{ services: [], glance: [], hasMore: false },
        }
      );
    });
  }

  /**
   * A service that customers book, with its place.
   * @param chosen in one length, with what follows it: as it is offered unless something does
   * @throws AgendaClosed
   * @throws AgendaServiceNotFound, BookingDurationGone also of what follows it
   */
  async service(
    ctx: TenantContext,
    listingId: number,
    serviceId: string,
    invitation: Invitation | null = null,
    chosen: Pick<BookingAsk, 'duration' | 'further'> = {},
  ): Promise<OfferedChoice> {
    return this.work.read(ctx, async (tx) => {
      const {
        place,
        services,
        service: offered,
      } = await this.serviceIn(...([tx, listingId, serviceId, invitation] as const));
      const { further = [] } = chosen;
      const following = further.map((one) => services.find(({ id }) => id === one.serviceId) ?? null);
      const first = further.length === 0 ? offered : lengthOf(offered, chosen);
      const service = withFurther(first, following, further, { place, isShop: false });
      return { place, offered, service, persons: await this.personsIn(tx, listingId, service) };
    });
  }

  /** The free times of a week. @throws AgendaClosed, AgendaServiceNotFound */
  async week(
    ctx: TenantContext,
    listingId: number,
    serviceId: string,
    ask: WeekQuestion,
    invitation: Invitation | null = null,
  ): Promise<BookingWeek> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.serviceIn(tx, listingId, serviceId, invitation);
      return this.weekIn(tx, found.place, await this.offeredIn(tx, found, ask), ask);
    });
  }

  /** The times to which a booking may be moved, also of a service that is not offered any more. @throws AgendaClosed, AgendaServiceNotFound */
  async weekOfBooking(ctx: TenantContext, booking: Booking, first: number | null): Promise<BookingWeek> {
    return this.work.read(ctx, async (tx) => {
      const { place, service } = await this.bookings.offerOf(tx, booking, false);
      return this.weekIn(tx, place, movedFrom(booking, service), { first, party: booking.party });
    });
  }

  /**
   * The times at which some of the party of a booking may come, which keeps its own; of a week, or where a month is asked for
   * of that. @throws AgendaClosed, AgendaServiceNotFound
   */
  async daysBeside(
    ctx: TenantContext,
    booking: Booking,
    {
      party,
      first,
      month,
    }: { readonly party: number; readonly first: number | null; readonly month: number | null },
  ): Promise<BookingWeek | BookingMonth> {
    return this.work.read(ctx, async (tx) => {
      const { place, service } = await this.bookings.offerOf(tx, booking, false);
      const offer = { ...movedFrom(booking, service), except: null };
      return month === null
        ? this.weekIn(tx, place, offer, { first, party })
        : this.monthIn(tx, place, offer, { month, party });
    });
  }

  /** How many free times each day of a month has. @throws AgendaClosed, AgendaServiceNotFound */
  async month(
    ctx: TenantContext,
    listingId: number,
    serviceId: string,
    ask: MonthQuestion,
    invitation: Invitation | null = null,
  ): Promise<BookingMonth> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.serviceIn(tx, listingId, serviceId, invitation);
      return this.monthIn(tx, found.place, await this.offeredIn(tx, found, ask), ask);
    });
  }

  /** The same, for a booking that is moved. @throws AgendaClosed, AgendaServiceNotFound */
  async monthOfBooking(ctx: TenantContext, booking: Booking, month: number): Promise<BookingMonth> {
    return this.work.read(ctx, async (tx) => {
      const { place, service } = await this.bookings.offerOf(tx, booking, false);
      return this.monthIn(tx, place, movedFrom(booking, service), { month, party: booking.party });
    });
  }

  private async weekIn(
    tx: TenantTx,
    place: AgendaPlace,
    offer: Offered,
    ask: WeekQuestion,
  ): Promise<BookingWeek> {
    const choice = await this.choiceIn(tx, place, offer, ask);
    const { next, today, lastDay } = choice;
    if (offer.offered.isGroup && offer.except === null) {
      const [days, { id }] = [{ first: today, last: lastDay }, offer.offered];
      const sessions = await this.sessions.ofService(tx, place.listing.id, id, MOST_SESSIONS);
      const slots = await this.freeIn(tx, choice, offer, ask, days);
      return { ...choice, first: today, sessions, slots, days: [] };
    }
    const wanted = ask.first ?? (next ? wallTime(place.schedule.place.timeZone, next.from).day : today);
    const first = Math.min(Math.max(wanted, today), lastDay);
    const days = { first, last: Math.min(first + WEEK - 1, lastDay) };
    const slots = await this.freeIn(tx, choice, offer, ask, days);
    const starts = await this.sessions.starts(tx, place.listing.id, offer.offered);
    const shown = bookingDays(place.schedule, slots, days, starts);
    return { ...choice, first, sessions: null, slots, days: shown };
  }

  private async monthIn(
    tx: TenantTx,
    place: AgendaPlace,
    offer: Offered,
    ask: MonthQuestion,
  ): Promise<BookingMonth> {
    const choice = await this.choiceIn(tx, place, offer, ask);
    const { today, lastDay } = choice;
    const month = Math.min(Math.max(ask.month, monthOf(today)), monthOf(lastDay));
    const days = { first: Math.max(month, today), last: Math.min(lastOfMonth(month), lastDay) };
    const slots = await this.freeIn(tx, choice, offer, ask, days);
    const starts = await this.sessions.starts(tx, place.listing.id, offer.offered);
    return { ...choice, month, days: bookingDays(place.schedule, slots, days, starts) };
  }

  private freeIn(
    tx: TenantTx,
    { place, service, party }: Omit<BookingChoice, 'days'>,
    { except, wanted }: Offered,
    { hold = null }: BookingAsk,
    days: { readonly first: number; readonly last: number },
  ): Promise<BookingSlot[]> {
    return this.times.free(tx, place, service, { party, except, hold, ...wanted }, days);
  }

  private async choiceIn(
    tx: TenantTx,
    place: AgendaPlace,
    { except, wanted, ...chosen }: Offered,
    ask: BookingAsk,
  ): Promise<Omit<BookingChoice, 'days'>> {
    const { service } = chosen;
    const party = Math.min(Math.max(ask.party ?? service.partyMin, service.partyMin), service.partyMax);
    const today = wallTime(place.schedule.place.timeZone, this.clock.now().getTime()).day;
    const lastDay = today + place.settings.horizon;
    const apart = { except, hold: ask.hold ?? null };
    const firsts = await this.times.firsts(tx, place, [{ service, party, ...wanted }], apart);
    const next = firsts.get(service.id) ?? null;
    return { ...chosen, place, party, next, today, lastDay };
  }

  private async offeredIn(
    tx: TenantTx,
    { place, services, service: offered }: FoundService,
    ask: BookingAsk,
  ): Promise<Offered> {
    const followers = services.filter((one) => isOpenTo(one, null) && mayFollow(offered, one));
    const further = (ask.further ?? []).filter(({ serviceId, duration }) =>
      followers.some((one) => one.id === serviceId && withDuration(one, duration) !== null),
    );
    const following = further.map((one) => services.find(({ id }) => id === one.serviceId) ?? null);
    const service = withFurther(lengthOf(offered, ask), following, further, { place, isShop: false });
    const persons = await this.personsIn(tx, place.listing.id, service);
    const { provenEmail = null } = ask;
    const who = { email: provenEmail, provenEmail, chosen: null, now: this.clock.now() };
    const own = await this.ownPerson.of(tx, place.listing.id, offered, who);
    const person = persons.find(({ id }) => id === (own ?? ask.person)) ?? null;
    const needs = reservedKinds(place.reserved);
    const need = needs.find((kind) => kind === ask.need) ?? null;
    const wanted = { person: person?.id ?? null, need };
    return { offered, service, further, followers, except: null, persons, person, needs, need, wanted };
  }

  /** Whom customers may choose, or be received by again. */
  private async personsIn(tx: TenantTx, listingId: number, service: AgendaService): Promise<ServicePerson[]> {
    if (!service.choosesPerson && !service.keepsPerson) return [];
    const serving = new Set(service.resourceIds);
    return (await this.resources.listIn(tx, listingId))
      .filter(({ id, kind, isActive }) => kind === 'staff' && isActive && serving.has(id))
      .map(({ id, name }) => ({ id, name }));
  }

  private async serviceIn(
    tx: TenantTx,
    listingId: number,
    serviceId: string,
    invitation: Invitation | null,
  ): Promise<FoundService> {
    const place = await this.places.get(tx, listingId);
    const services = await this.services.listIn(tx, listingId);
    const service = services.find(({ id }) => id === serviceId);
    const invited = invitation?.id === serviceId ? invitation.serial : null;
    if (!service || !isOpenTo(service, invited)) throw new AgendaServiceNotFound({});
    return { place, services, service };
  }
}

/** A service in the length that is asked for, or else as long as usual. Pure. */
const lengthOf = (offered: AgendaService, { duration = null }: Pick<BookingAsk, 'duration'>): AgendaService =>
  withDuration(offered, duration) ?? offered;

/** A service as long as a booking of it, and with whom, for another time of it. Pure. */
const movedFrom = (booking: Booking, offered: AgendaService): Offered => {
  const service = asLongAs(offered, booking);
  return {
    ...{ offered: service, service, further: [], followers: [], persons: [], person: null },
    ...{ needs: [], need: null },
    ...{ except: booking.id, wanted: wantedBy(booking, offered, false) },
  };
};
