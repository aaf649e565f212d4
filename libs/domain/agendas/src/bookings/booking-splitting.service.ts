import { PlaceDayLock } from '@halles/domain/place-days';
import { Clock, MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v5 as uuidOf, v7 as uuid } from 'uuid';
import type { BookingRequest } from '../files/booking-file';
import { BookingFileRepository } from '../files/booking-file.repository';
import { BookingNotices } from '../messages/booking-notices.service';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { asLongAs } from '../settings/service-details';
import { WaitOffers } from '../waits/wait-offers.service';
import { type Booking, mayCustomerChange } from './booking';
import {
  AgendaClosed,
  BookingChangeOver,
  BookingMoved,
  BookingNotFound,
  BookingRefused,
  BookingSplitOver,
} from './booking.errors';
import type { BookingMove } from './booking-handling.service';
import { BookingPlacing, lockDaysOf, rethrowBooking } from './booking-placing.service';
import { BookingRepository, type BookingStep } from './booking.repository';

/** What its shop asked for last: moved or divided since, a booking is what its customer made of it. */
const ASKED = `
  SELECT d.most FROM booking b JOIN gauge_decision d ON d.listing_id = b.listing_id AND d.booking_id = b.id
   WHERE b.id = $1 AND b.party > 1 AND d.decision = 'split'
     AND NOT EXISTS (SELECT FROM booking_event e WHERE e.booking_id = b.id AND e.is_moved AND e.created_at > d.created_at)
   ORDER BY d.created_at DESC LIMIT 1`;

/** Both are of one account, and forgotten with it. */
const SAME_ACCOUNT = `
  UPDATE booking b SET account_id = o.account_id, forgets_customer = o.forgets_customer FROM booking o WHERE o.id = $1 AND b.id = $2`;

/** How a party is divided. */
export interface PartySplit {
  /** How many come at the other time. */
  readonly leaving: number;
  /** When, milliseconds since 1970. */
  readonly startsAt: number;
}

/** How many of a party may come at another time; none where it cannot be divided. Pure. */
export const leavingChoices = (party: number, least: number): number[] =>
  Array.from({ length: Math.max(0, party - 1) }, (_, index) => index + 1).filter(
    (leaving) => leaving >= least && party - leaving >= least,
  );

/**
 * A party that is above the gauge is divided in two bookings at two times, where its shop asked for it and its customer agrees:
 * the first keeps its time with fewer people, the second is booked as any.
 */
@Injectable()
export class BookingSplitting {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly days: PlaceDayLock,
    private readonly files: BookingFileRepository,
    private readonly placing: BookingPlacing,
    private readonly notices: BookingNotices,
    private readonly waits: WaitOffers,
    private readonly clock: Clock,
  ) {}

  /** How many may be inside at the time of a booking whose shop asked to divide its party; null where it did not, or it was done. */
  asked(ctx: TenantContext, bookingId: string): Promise<number | null> {
    return this.work.read(ctx, (tx) => this.askedIn(tx, bookingId));
  }

  /** Of how many people its service is, at least. */
  async leastParty(ctx: TenantContext, { listingId, serviceId }: Booking): Promise<number> {
    const service = await this.work.read(ctx, (tx) => this.items.findBookedService(tx, listingId, serviceId));
    return service?.partyMin ?? 1;
  }

  /**
   * Divides a party, in one transaction: some keep their time, the others have a booking of their own. The same sent again is done.
   * @throws BookingNotFound, BookingMoved
   * @throws BookingSplitOver nobody asked for it, or it was done
   * @throws BookingChangeOver its customer changes it, after the time that they were told
   * @throws BookingRefused the other time cannot be had, or the service is not for so many: all stay where they are
   * @throws AgendaClosed, AgendaServiceNotFound, BookingDurationGone
   */
  async split(ctx: TenantContext, move: BookingMove, split: PartySplit): Promise<void> {
    try {
      await this.work.write(ctx, (tx) => this.splitIn(tx, move, split));
    } catch (error) {
      rethrowBooking(error);
    }
  }

  private async splitIn(
    tx: TenantWriteTx,
    move: BookingMove,
    { leaving, startsAt }: PartySplit,
  ): Promise<void> {
    const { listingId, bookingId, seen } = move;
    const booking = await this.bookings.lock(tx, listingId, bookingId);
    if (!booking) throw new BookingNotFound({});
    if (booking.event !== seen) {
      const last = (await this.bookings.events(tx, bookingId)).at(-1);
      // The same sent again, whose answer was lost.
      if (booking.event === seen + 1 && last?.party === booking.party) return;
      throw new BookingMoved({});
    }
    const now = this.clock.now();
    if (!mayCustomerChange(booking, now)) throw new BookingChangeOver({});
    if ((await this.askedIn(tx, bookingId)) === null) throw new BookingSplitOver({});
    const service = await this.items.findBookedService(tx, listingId, booking.serviceId);
    const party = booking.party - leaving;
    if (!service || !leavingChoices(booking.party, service.partyMin).includes(leaving))
      throw new BookingRefused({ problem: 'party' });
    const request = await this.requestOf(tx, booking, { leaving, startsAt });
    const place = await this.places.find(tx, listingId);
    if (!place) throw new AgendaClosed({});
    // Both times at once, as a move does: what is given up is offered under the lock of its day.
    const freed = [booking.startsAt, booking.endsAt];
    await lockDaysOf(this.days, tx, place, asLongAs(service, booking), startsAt, freed);
    // Its shop asked for it: how many one person may have is no question here.
    const by = { actor: 'customer', accountId: null, invitation: service.invitation } as const;
    const whole = { ...by, overridesLimits: true };
    const other = await this.placing.placeIn(tx, listingId, request, booking.locale, whole);
    await tx.manager.query(SAME_ACCOUNT, [booking.id, other.id]);
    const step: BookingStep = {
      ...{ id: uuid(), state: booking.state, actor: 'customer', accountId: null, agentId: null },
      ...{ reason: null, isMoved: true, party, at: now },
    };
    await this.bookings.step(tx, booking, step);
    await this.notices.promise(tx, { ...booking, event: booking.event + 1 }, booking.state, step);
    await this.waits.offerFreed(tx, listingId, freed);
  }

  /** What is booked for those who come at the other time: all as it is, but for when and how many. */
  private async requestOf(
    tx: TenantTx,
    booking: Booking,
    { leaving, startsAt }: PartySplit,
  ): Promise<BookingRequest> {
    const { customer, parts, answers } = booking;
    if (!customer) throw new BookingNotFound({});
    const minutes = (booking.endsAt.getTime() - booking.startsAt.getTime()) / MINUTE;
    const further = (parts ?? []).slice(1).map(({ serviceId, duration }) => ({ serviceId, duration }));
    return {
      ...{
        ...customer,
        guestName: booking.guest,
        note: booking.note,
        need: booking.need,
        party: leaving,
        startsAt,
      },
      serviceId: booking.serviceId,
      duration: parts?.[0]?.duration ?? minutes,
      ...(further.length === 0 ? {} : { further }),
      ...{ personId: booking.personId, holdId: null, address: null, accepts: true },
      answers: [...(answers ?? [])],
      // The same files, under the same names.
      files: await this.files.list(tx, booking.id),
      idempotencyKey: uuidOf(`${String(booking.event)} split`, booking.id),
    };
  }

  private async askedIn(tx: TenantTx, bookingId: string): Promise<number | null> {
    const [row] = await tx.manager.query<{ most: number }[]>(ASKED, [bookingId]);
    return row?.most ?? null;
  }
}
