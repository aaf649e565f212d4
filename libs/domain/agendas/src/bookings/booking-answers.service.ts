import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AgendaPlaces } from '../settings/agenda-places.service';
import type { Booking, BookingEvent } from './booking';
import { BookingAnswerOver, BookingMoved, BookingNotFound } from './booking.errors';
import { BookingHandling } from './booking-handling.service';
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
      return {
        booking,
        events,
        state: stateOf(booking, now),
        isMovedSince: events.some((one) => one.event > event && one.isMoved),
      };
    });
  }

  /**
   * Answers a booking as the agenda does: same step, same mails, same signal. Sent again by the same link it is done.
   * @throws BookingNotFound
   * @throws BookingAnswerOver the recipient keeps the agenda of the shop no more
   * @throws BookingMoved it was answered, moved or cancelled, or its time has come
   */
  async answer(
    ctx: TenantContext,
    recipientId: string,
    { seen, to }: { readonly seen: number; readonly to: 'confirmed' | 'revoked' },
  ): Promise<void> {
    try {
      await this.work.write(ctx, async (tx) => {
        const { bookingId, listingId, accountId } = await this.answerer(tx, recipientId);
        const before = await this.bookings.lock(tx, listingId, bookingId);
        // A link answers, and does nothing else: what was confirmed is not cancelled by it.
        if (before?.event === seen && stateOf(before, this.clock.now()) !== 'open')
          throw new BookingMoved({});
        const move = { listingId, bookingId, seen, actor: 'merchant', accountId, recipientId } as const;
        await this.handling.takeIn(tx, move, to, null);
      });
    } catch (error) {
      rethrowBooking(error);
    }
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
