import { holdListing } from '@halles/domain/listings';
import type { CalmKind, FurtherService } from '@halles/contracts';
import { PlaceDayLock } from '@halles/domain/place-days';
import { Clock, MINUTE, SECOND } from '@halles/kernel';
import { pipelined, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { AgendaServiceNotFound, BookingDurationGone } from '../bookings/booking.errors';
import { type BookingHold, BookingHoldRepository } from './booking-hold.repository';
import { withFurther } from '../bookings/asked-service';
import { checkChoice, lockDaysOf } from '../bookings/booking-placing.service';
import { judged } from '../bookings/judged-time';
import { BookingTimes } from '../free-times/booking-times.service';
import { isOpenTo, withDuration } from '../settings/service-details';

/** How long a time is held: long enough to fill in the form, and short for whoever waits for the same time. */
export const BOOKING_HOLD_MINUTES = 10;

/** How long a time stays held: until when, and the whole seconds left by the clock that set it. */
export interface BookingHoldPeriod extends Pick<BookingHold, 'startsAt' | 'party'> {
  readonly until: Date;
  readonly seconds: number;
}

/** The time that somebody chose. */
export interface HoldQuestion {
  /** Key of the form: whoever chooses again with it holds one time, not two. */
  readonly id: string;
  readonly serviceId: string;
  readonly startsAt: number;
  readonly party: number;
  /** Minutes; null: as long as usual. */
  readonly duration?: number | null;
  /** What follows it in the same booking. */
  readonly further?: readonly FurtherService[];
  /** Number of the signed link by which somebody was invited. */
  readonly invitation?: number | null;
  /** Who is to receive them; null: anybody who serves. */
  readonly person?: string | null;
  /** What they say that they need. */
  readonly need?: CalmKind | null;
}

/** A time is held while its customer fills in the form. */
@Injectable()
export class BookingHolds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly holds: BookingHoldRepository,
    private readonly days: PlaceDayLock,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds a time, judged as a booking of it would be; the one that the form held before is free again.
   * @returns false where nothing can be held: the place is gone
   * @throws AgendaClosed, AgendaServiceNotFound, BookingDurationGone, BookingPersonGone
   * @throws BookingRefused the time cannot be had
   */
  async hold(ctx: TenantContext, listingId: number, asked: HoldQuestion): Promise<boolean> {
    const { id, serviceId, startsAt, party, invitation = null, person = null, need = null } = asked;
    return this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) return false;
      const place = await this.places.get(tx, listingId);
      const service = await this.serviceIn(tx, place, asked, invitation);
      checkChoice(service, person);
      await lockDaysOf(this.days, tx, place, service, startsAt);
      const ask = { party, hold: id, person, need };
      const { slot, needs } = await judged(this.times, tx, place, service, startsAt, ask);
      const now = this.clock.now();
      const expiresAt = new Date(now.getTime() + BOOKING_HOLD_MINUTES * MINUTE);
      const time = { startsAt: new Date(slot.from), endsAt: new Date(slot.until) };
      const held = { id, listingId, serviceId, party, expiresAt, ...time };
      return (await this.holds.hold(tx, held, needs, now)) !== null;
    });
  }

  /** The service that is held, with those that follow it. @throws AgendaServiceNotFound, BookingDurationGone */
  private async serviceIn(
    tx: TenantTx,
    place: AgendaPlace,
    { serviceId, duration = null, further = [] }: HoldQuestion,
    invitation: number | null,
  ): Promise<AgendaService> {
    const [found, ...following] = await pipelined(
      [serviceId, ...further.map((one) => one.serviceId)].map((one) =>
        this.items.findService(tx, place.listing.id, one),
      ),
    );
    if (!found || !isOpenTo(found, invitation)) throw new AgendaServiceNotFound({});
    const first = withDuration(found, duration);
    if (!first) throw new BookingDurationGone({});
    return withFurther(first, following, further, { place, isShop: false });
  }

  /** How long a form holds a time of a service; null where it holds none, or does no longer. */
  async find(
    ctx: TenantContext,
    listingId: number,
    { id, serviceId }: Pick<HoldQuestion, 'id' | 'serviceId'>,
  ): Promise<BookingHoldPeriod | null> {
    const now = this.clock.now();
    const hold = await this.work.read(ctx, (tx) => this.holds.find(tx, listingId, id, now));
    if (hold?.serviceId !== serviceId) return null;
    const { startsAt, party, expiresAt } = hold;
    const seconds = Math.floor((expiresAt.getTime() - now.getTime()) / SECOND);
    return { startsAt, party, until: expiresAt, seconds };
  }
}
