import {
  type AgendaPlace,
  AgendaPlaces,
  type AgendaService,
  AgendaServiceNotFound,
  AgendaServices,
  asLongAs,
  type Booking,
  BookingHandling,
  type BookingSlot,
  BookingTimes,
  isOpenTo,
  withDuration,
} from '@halles/domain/agendas';
import { wallTime } from '@halles/domain/hours';
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
  /** Whether there are more than were asked for. */
  readonly hasMore: boolean;
}

/** What the signed link of an invitation says: a service, and which of its links it is. */
export interface Invitation {
  readonly id: string;
  readonly serial: number;
}

/** The free times of a service in a week. */
export interface BookingWeek {
  readonly place: AgendaPlace;
  /** As it is offered, with all its lengths. */
  readonly offered: AgendaService;
  /** In the length that is asked for. */
  readonly service: AgendaService;
  readonly party: number;
  /** Number of its first day. */
  readonly first: number;
  readonly slots: readonly BookingSlot[];
  /** The first free time of all that may be booked. */
  readonly next: BookingSlot | null;
  /** The first and the last day that may be booked. */
  readonly today: number;
  readonly lastDay: number;
}

/** The week and the number of people that somebody asks for. */
export interface WeekQuestion {
  /** Number of a day; null: the week of the first free time. */
  readonly first: number | null;
  readonly party: number | null;
  /** Key of the form: the time that it holds is free for who asks. */
  readonly hold?: string | null;
  /** Minutes; null: as long as usual. */
  readonly duration?: number | null;
}

/** What customers can book, and when. */
@Injectable()
export class BookingOffers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly services: AgendaServices,
    private readonly bookings: BookingHandling,
    private readonly times: BookingTimes,
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
    return services.length === 0 ? null : { place, services, hasMore: active.length > most };
  }

  /** The same; nothing is left out. @throws AgendaClosed */
  async get(ctx: TenantContext, listingId: number): Promise<AgendaOffer> {
    return this.work.read(ctx, async (tx) => {
      const offer = await this.findIn(tx, listingId, Number.POSITIVE_INFINITY);
      return offer ?? { place: await this.places.get(tx, listingId), services: [], hasMore: false };
    });
  }

  /** A service that customers book, with its place. @throws AgendaClosed, AgendaServiceNotFound */
  async service(
    ctx: TenantContext,
    listingId: number,
    serviceId: string,
    invitation: Invitation | null = null,
  ): Promise<{ readonly place: AgendaPlace; readonly service: AgendaService }> {
    return this.work.read(ctx, (tx) => this.serviceIn(tx, listingId, serviceId, invitation));
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
      const { place, service } = await this.serviceIn(tx, listingId, serviceId, invitation);
      return this.weekIn(tx, place, { offered: service, except: null }, ask);
    });
  }

  /** The times to which a booking may be moved, also of a service that is not offered any more. @throws AgendaClosed, AgendaServiceNotFound */
  async weekOfBooking(ctx: TenantContext, booking: Booking, first: number | null): Promise<BookingWeek> {
    return this.work.read(ctx, async (tx) => {
      const { place, service } = await this.bookings.offerOf(tx, booking, false);
      const offered = asLongAs(service, booking);
      return this.weekIn(tx, place, { offered, except: booking.id }, { first, party: booking.party });
    });
  }

  private async weekIn(
    tx: TenantTx,
    place: AgendaPlace,
    { offered, except }: { readonly offered: AgendaService; readonly except: string | null },
    ask: WeekQuestion,
  ): Promise<BookingWeek> {
    const service = withDuration(offered, ask.duration ?? null) ?? offered;
    const party = Math.min(Math.max(ask.party ?? service.partyMin, service.partyMin), service.partyMax);
    const { timeZone } = place.schedule.place;
    const today = wallTime(timeZone, this.clock.now().getTime()).day;
    const lastDay = today + place.settings.horizon;
    const { hold = null } = ask;
    const apart = { except, hold };
    const firsts = await this.times.firsts(tx, place, [{ service, party }], apart);
    const next = firsts.get(service.id) ?? null;
    const wanted = ask.first ?? (next ? wallTime(timeZone, next.from).day : today);
    const first = Math.min(Math.max(wanted, today), lastDay);
    const days = { first, last: first + WEEK - 1 };
    const slots = await this.times.free(tx, place, service, { party, except, hold }, days);
    return { place, offered, service, party, first, slots, next, today, lastDay };
  }

  private async serviceIn(tx: TenantTx, listingId: number, serviceId: string, invitation: Invitation | null) {
    const place = await this.places.get(tx, listingId);
    const service = (await this.services.listIn(tx, listingId)).find(({ id }) => id === serviceId);
    const invited = invitation?.id === serviceId ? invitation.serial : null;
    if (!service || !isOpenTo(service, invited)) throw new AgendaServiceNotFound({});
    return { place, service };
  }
}
