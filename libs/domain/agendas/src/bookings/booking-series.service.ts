import type { BookingInput } from '@halles/contracts';
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
import { BookingTimes } from '../free-times/booking-times.service';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { askedService, isOfShop } from './asked-service';
import type { Booker } from './booker';
import type { Booking, BookingReason } from './booking';
import { AgendaClosed, BookingNotFound, type BookingProblem, BookingRefused } from './booking.errors';
import { BookingHandling, type BookingMove } from './booking-handling.service';
import { BookingPlacing, rethrowBooking } from './booking-placing.service';
import { BookingRepository } from './booking.repository';
import { mayReschedule } from './booking-state';
import { judge } from './judged-time';

/** A date of a series, and why it cannot be had; null where it can. */
export interface SeriesDate {
  readonly startsAt: number;
  readonly problem: BookingProblem | null;
}

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
    private readonly bookings: BookingRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Which of some dates can be had, of one reading.
   * @throws AgendaClosed, AgendaServiceNotFound, BookingDurationGone, BookingPersonGone
   */
  preview(
    ctx: TenantContext,
    listingId: number,
    input: BookingInput,
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
      const service = askedService(place, offered, following, { input, by });
      const within = { from: Math.min(...dates), until: Math.max(...dates) };
      const reading = await this.times.reading(tx, place, [service], {}, within);
      const ask = { party: input.party, isShop, person: input.personId, need: input.need ?? null };
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

  /**
   * Books those of some dates that can be had, in one transaction, judged anew; its customer, and whoever else is
   * told, get one mail, which says all that are new. The same sent again returns the same bookings.
   * @param dates in order
   * @throws as `BookingPlacing.place`, but for BookingRefused: nothing is booked then
   */
  async book(
    ctx: TenantContext,
    listingId: number,
    input: BookingInput,
    dates: readonly number[],
    { locale, by }: { readonly locale: Locale; readonly by: Booker },
  ): Promise<BookedSeries> {
    const at = this.clock.now();
    try {
      return await this.work.write(ctx, async (tx) => {
        const ids: string[] = [];
        const refused: SeriesDate[] = [];
        let isOneMailed = false;
        for (const startsAt of dates) {
          const idempotencyKey = uuidOf(String(startsAt), input.idempotencyKey);
          const series = { id: input.idempotencyKey, isMailed: !isOneMailed, at };
          const one = { ...input, startsAt, idempotencyKey };
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

  /** What of the series of a booking comes after it, and may still be cancelled. */
  async following(ctx: TenantContext, booking: Booking): Promise<Booking[]> {
    return booking.seriesId === null ? [] : this.work.read(ctx, (tx) => this.followingIn(tx, booking));
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
