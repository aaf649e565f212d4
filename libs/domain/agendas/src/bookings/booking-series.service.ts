import { PlaceDayLock } from '@halles/domain/place-days';
import { Clock, type Locale } from '@halles/kernel';
import {
  pipelined,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v5 as uuidOf } from 'uuid';
import type { BookingRequest } from '../files/booking-file';
import { BookingTimes } from '../free-times/booking-times.service';
import type { AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { isOfShop, offeredTo } from './asked-service';
import type { Booker } from './booker';
import type { Booking, BookingReason } from './booking';
import {
  AgendaClosed,
  BookingNotFound,
  BookingNotRepeated,
  type BookingProblem,
  BookingRefused,
} from './booking.errors';
import { BookingHandling, type BookingMove } from './booking-handling.service';
import { BookingLimits } from './booking-limits.service';
import { BookingPlacing, daysOf, rethrowBooking } from './booking-placing.service';
import { BookingRepository } from './booking.repository';
import { mayReschedule } from './booking-state';
import { judge } from './judged-time';
import { OwnPerson } from './own-person.service';

/** A date of a series, and why it cannot be had; null where it can. */
export interface SeriesDate {
  readonly startsAt: number;
  readonly problem: BookingProblem | null;
}

/** What is asked for at each date. */
type SeriesAsk = Pick<
  BookingRequest,
  'serviceId' | 'duration' | 'further' | 'party' | 'personId' | 'need' | 'holdId'
>;

/** What became of a series that was booked. */
export interface BookedSeries {
  readonly ids: readonly string[];
  /** Those that somebody else has meanwhile. */
  readonly refused: readonly SeriesDate[];
}

/** The same booking again and again: which dates can be had is read before, and what can be had is booked at once. */
@Injectable()
export class BookingSeries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly placing: BookingPlacing,
    private readonly handling: BookingHandling,
    private readonly ownPerson: OwnPerson,
    private readonly limits: BookingLimits,
    private readonly days: PlaceDayLock,
    private readonly bookings: BookingRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Which of some dates can be had, of one reading.
   * @throws AgendaClosed, AgendaServiceNotFound, BookingDurationGone, BookingPersonGone, BookingOwnPerson
   * @throws BookingNotRepeated a customer asks for more than the service lets them
   */
  preview(
    ctx: TenantContext,
    listingId: number,
    input: SeriesAsk,
    dates: readonly number[],
    by: Booker,
  ): Promise<SeriesDate[]> {
    return this.work.read(ctx, async (tx) => {
      const isShop = isOfShop(by);
      const place = await (isShop ? this.places.findAny(tx, listingId) : this.places.find(tx, listingId));
      if (!place) throw new AgendaClosed({});
      const [offered = null, ...following] = await pipelined(
        [input, ...(input.further ?? [])].map((one) => this.items.findService(tx, listingId, one.serviceId)),
      );
      const service = offeredTo(place, offered, following, { input, by });
      checkRepeated(service, dates.length, by);
      const within = { from: Math.min(...dates), until: Math.max(...dates) };
      const person = await this.personOf(tx, listingId, service, input, by);
      // What is held for who asks is free for them.
      const ask = { party: input.party, isShop, person, need: input.need ?? null, hold: input.holdId };
      const reading = await this.times.reading(tx, place, [service], ask, within);
      return dates.map((startsAt) => {
        try {
          judge(reading, service, startsAt, ask);
          return { startsAt, problem: null };
        } catch (error) {
          if (error instanceof BookingRefused) return { startsAt, problem: error.params.problem };
          throw error;
        }
      });
    });
  }

  /** Who is signed in is received by who received them before. */
  private async personOf(
    tx: TenantTx,
    listingId: number,
    service: AgendaService,
    { personId: chosen }: SeriesAsk,
    by: Booker,
  ): Promise<string | null> {
    if (isOfShop(by)) return chosen;
    const { provenEmail = null } = by;
    const now = this.clock.now();
    return this.ownPerson.of(tx, listingId, service, { email: provenEmail, chosen, provenEmail, now });
  }

  /**
   * Books those of some dates that can be had, in one transaction, judged anew; its customer, and whoever else is
   * told, get one mail, which says all that are new. The same sent again returns the same bookings.
   * @param dates in order
   * @throws as `BookingPlacing.place`, but for BookingRefused: nothing is booked then
   * @throws BookingNotRepeated a customer books more than the service lets them
   */
  async book(
    ctx: TenantContext,
    listingId: number,
    input: BookingRequest,
    dates: readonly number[],
    { locale, by }: { readonly locale: Locale; readonly by: Booker },
  ): Promise<BookedSeries> {
    const at = this.clock.now();
    try {
      return await this.work.write(ctx, async (tx) => {
        const service = await this.items.findService(tx, listingId, input.serviceId);
        // Several services in a row are made once.
        const isChain = (input.further ?? []).length > 0;
        if (service) checkRepeated(isChain ? { seriesMost: null } : service, dates.length, by);
        if (service && input.files?.length) await this.lockAll(tx, listingId, service, { input, dates, by });
        const ids: string[] = [];
        const refused: SeriesDate[] = [];
        let isOneMailed = false;
        for (const startsAt of dates) {
          const idempotencyKey = uuidOf(String(startsAt), input.idempotencyKey);
          const series = { id: input.idempotencyKey, isMailed: !isOneMailed, at };
          // One time alone is held for who fills in the form.
          const holdId = startsAt === input.startsAt ? input.holdId : null;
          const one = { ...input, startsAt, idempotencyKey, holdId };
          try {
            const placed = await this.placing.placeIn(tx, listingId, one, locale, { ...by, series });
            ids.push(placed.id);
            isOneMailed ||= placed.isNew;
          } catch (error) {
            // It was judged, and nothing of it was written yet: the others are booked all the same.
            if (!(error instanceof BookingRefused)) throw error;
            refused.push({ startsAt, problem: error.params.problem });
          }
        }
        return { ids, refused };
      });
    } catch (error) {
      return rethrowBooking(error);
    }
  }

  /** With files, all days are locked before the room that they take: whoever waits for the one holding the other would wait for ever. */
  private async lockAll(
    tx: TenantWriteTx,
    listingId: number,
    service: AgendaService,
    {
      input,
      dates,
      by,
    }: { readonly input: BookingRequest; readonly dates: readonly number[]; readonly by: Booker },
  ): Promise<void> {
    const place = await this.places.findAny(tx, listingId);
    if (!place) throw new AgendaClosed({});
    if (by.overridesLimits !== true) await this.limits.lock(tx, place);
    const booked = { ...service, duration: input.duration ?? service.duration };
    const days = dates.flatMap((startsAt) => daysOf(booked, startsAt));
    await this.days.lock(tx, listingId, place.schedule.place.timeZone, days);
  }

  /** What of the series of a booking comes after it, and may still be cancelled. */
  async following(ctx: TenantContext, booking: Booking): Promise<Booking[]> {
    return booking.seriesId === null ? [] : this.work.read(ctx, (tx) => this.followingIn(tx, booking));
  }

  /** A booking and what of its series comes after it, each with when it last changed. */
  withFollowing(
    ctx: TenantContext,
    booking: Booking,
  ): Promise<{ readonly booking: Booking; readonly changedAt: Date }[]> {
    return this.work.read(ctx, async (tx) => {
      const all = [booking, ...(await this.followingIn(tx, booking))];
      const changes = await this.bookings.lastChanges(
        tx,
        all.map(({ id }) => id),
      );
      return all.map((one) => ({ booking: one, changedAt: changes.get(one.id) ?? one.createdAt }));
    });
  }

  private async followingIn(tx: TenantTx, { listingId, seriesId, startsAt }: Booking): Promise<Booking[]> {
    const all = seriesId === null ? [] : await this.bookings.listSeries(tx, listingId, seriesId);
    return all.filter((one) => one.startsAt > startsAt && mayReschedule(one.state));
  }

  /**
   * Cancels a booking and all of its series that come after it, in one transaction; its customer, and the shop where it is
   * told, get one mail, which says them all.
   * @throws as `BookingHandling.take`: nothing is cancelled then
   */
  async cancelFollowing(
    ctx: TenantContext,
    move: BookingMove,
    to: 'excused' | 'revoked',
    reason: BookingReason | null = null,
  ): Promise<void> {
    const at = this.clock.now();
    await this.work.write(ctx, async (tx) => {
      const [first, ...others] = await this.lockFrom(tx, move);
      if (!first) throw new BookingNotFound({});
      await this.handling.takeIn(tx, { ...move, at }, to, reason);
      for (const { id, event } of others) {
        const next = { ...move, bookingId: id, seen: event, at, isNotified: false };
        await this.handling.takeIn(tx, next, to, reason);
      }
    });
  }

  /** Bookings are locked before days, as everywhere. */
  private async lockFrom(tx: TenantWriteTx, { listingId, bookingId }: BookingMove): Promise<Booking[]> {
    const booking = await this.bookings.lock(tx, listingId, bookingId);
    if (!booking) return [];
    const locked = [booking];
    for (const { id } of await this.followingIn(tx, booking)) {
      const one = await this.bookings.lock(tx, listingId, id);
      if (one && mayReschedule(one.state)) locked.push(one);
    }
    return locked;
  }
}

/** Customers repeat what the shop lets them, and as often as it does. Pure. @throws BookingNotRepeated */
function checkRepeated({ seriesMost }: Pick<AgendaService, 'seriesMost'>, times: number, by: Booker): void {
  if (!isOfShop(by) && by.actor === 'customer' && times > (seriesMost ?? 1))
    throw new BookingNotRepeated({ most: seriesMost });
}
