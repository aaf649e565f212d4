import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AgendaPlaces } from '../settings/agenda-places.service';
import type { Booking, BookingEvent } from './booking';
import { BookingAnswerOver, BookingMoved, BookingNotFound } from './booking.errors';
import { BookingHandling, type BookingMove } from './booking-handling.service';
import { bookingAnswerLink } from './booking-link';
import { BookingRepository } from './booking.repository';
import { rethrowBooking } from './booking-placing.service';

/** Who opens the link of a mail about a booking to its shop. */
interface BookingAnswerer {
  readonly bookingId: string;
  readonly listingId: number;
  readonly accountId: string;
  /** The step that they were mailed of. */
  readonly event: number;
}

/** A booking as the link of a shop's mail opens it. */
export interface AnswerableBooking {
  readonly booking: Booking;
  readonly events: readonly BookingEvent[];
  /** `open`: it may be answered; `late`: nobody did before its time; `answered`: by somebody, or its customer cancelled. */
  readonly state: 'open' | 'late' | 'answered';
  /** Its time is another one than the mail said. */
  readonly isMovedSince: boolean;
  /** Of a series: the others that wait, in order of time; null: it is alone. */
  readonly others: readonly Booking[] | null;
  /** All of its series, in order of time; none where it is alone. */
  readonly series: readonly Pick<Booking, 'startsAt' | 'state'>[];
}

/** How a shop answers. */
export interface GivenAnswer {
  readonly to: 'confirmed' | 'revoked';
  /** Of the booking that was mailed of: the event that was seen. */
  readonly seen: number;
  /** Of a series: the bookings that are answered; null: the one that was mailed of. */
  readonly dates: readonly Pick<BookingMove, 'bookingId' | 'seen'>[] | null;
}

const ANSWERER = `
  SELECT r.booking_id AS "bookingId", b.listing_id AS "listingId", r.account_id AS "accountId", r.event
    FROM booking_recipient r JOIN booking b ON b.id = r.booking_id WHERE r.id = $1`;

/**
 * Bookings are answered by the link of the mail that told of them. The link is of one recipient and one booking: it is worth what
 * the recipient may do at the moment, and nothing more is asked of them than that they read the mail.
 */
@Injectable()
export class BookingAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly bookings: BookingRepository,
    private readonly handling: BookingHandling,
    private readonly clock: Clock,
  ) {}

  /** What the link of a recipient opens. @throws BookingNotFound, BookingAnswerOver */
  async find(ctx: TenantContext, recipientId: string): Promise<AnswerableBooking> {
    return this.work.read(ctx, async (tx) => {
      const { bookingId, event } = await this.answerer(tx, recipientId);
      const booking = await this.bookings.find(tx, bookingId);
      const now = this.clock.now();
      if (!booking) throw new BookingNotFound({});
      if (bookingAnswerLink.isOver(booking.createdAt, now)) throw new BookingAnswerOver({});
      const events = await this.bookings.events(tx, bookingId);
      const { listingId, seriesId } = booking;
      const series = seriesId === null ? [] : await this.bookings.listSeries(tx, listingId, seriesId);
      const waiting = series.filter((one) => stateOf(one, now) === 'open');
      // Of a series one may be answered, and others wait still.
      const shown = stateOf(booking, now) === 'open' ? booking : (waiting[0] ?? booking);
      return {
        booking: shown,
        events,
        state: stateOf(shown, now),
        isMovedSince: shown === booking && events.some((one) => one.event > event && one.isMoved),
        series,
        others: seriesId === null ? null : waiting.filter(({ id }) => id !== shown.id),
      };
    });
  }

  /**
   * Answers a booking as the agenda does: same step, same mails, same signal. Sent again by the same link it is done. Of a series
   * those that are named are answered, in one transaction: all or none, and one mail says them all.
   * @throws BookingNotFound
   * @throws BookingAnswerOver the recipient keeps the agenda of the shop no more
   * @throws BookingMoved it was answered, moved or cancelled, or its time has come
   */
  async answer(ctx: TenantContext, recipientId: string, given: GivenAnswer): Promise<void> {
    const at = this.clock.now();
    try {
      await this.work.write(ctx, async (tx) => {
        const who = await this.answerer(tx, recipientId);
        const { listingId, accountId } = who;
        const asked = await this.asked(tx, who, given);
        // Bookings are locked before days, as everywhere.
        for (const { bookingId, seen } of asked) {
          const before = await this.bookings.lock(tx, listingId, bookingId);
          // A link answers, and does nothing else: what was confirmed is not cancelled by it.
          if (before?.event === seen && stateOf(before, at) !== 'open') throw new BookingMoved({});
        }
        for (const [index, one] of asked.entries()) {
          const move = { ...one, listingId, actor: 'merchant', accountId, recipientId } as const;
          await this.handling.takeIn(tx, { ...move, at, isNotified: index === 0 }, given.to, null);
        }
      });
    } catch (error) {
      rethrowBooking(error);
    }
  }

  /** What is answered, in order of time. @throws BookingNotFound one is not of the series that was mailed of */
  private async asked(
    tx: TenantTx,
    { bookingId, listingId }: BookingAnswerer,
    { seen, dates }: GivenAnswer,
  ): Promise<Pick<BookingMove, 'bookingId' | 'seen'>[]> {
    if (dates === null) return [{ bookingId, seen }];
    const own = await this.bookings.find(tx, bookingId);
    const series = own?.seriesId ? await this.bookings.listSeries(tx, listingId, own.seriesId) : [];
    const known = series.flatMap(({ id }) => dates.find((one) => one.bookingId === id) ?? []);
    if (known.length === 0 || known.length < dates.length) throw new BookingNotFound({});
    return known;
  }

  private async answerer(tx: TenantTx, recipientId: string): Promise<BookingAnswerer> {
    const [found] = await tx.manager.query<BookingAnswerer[]>(ANSWERER, [recipientId]);
    if (!found) throw new BookingNotFound({});
    const handlers = await this.places.handlersOf(tx, found.listingId);
    if (!handlers.includes(found.accountId)) throw new BookingAnswerOver({});
    return found;
  }
}

/** Whether a booking still waits for its shop. Pure. */
function stateOf({ state, startsAt }: Booking, now: Date): AnswerableBooking['state'] {
  if (state !== 'pending') return 'answered';
  return now < startsAt ? 'open' : 'late';
}
