import { TownServices } from '@halles/domain/listings';
import { Outbox } from '@halles/platform/outbox';
import { pipelined, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Booking } from '../bookings/booking';
import { notifyBookingTown } from '../bookings/booking.events';
import { BookingRepository, type BookingStep } from '../bookings/booking.repository';
import { type ShopNotice, shopNotice } from './booking-notice';

const ADD_RECIPIENT = 'INSERT INTO booking_recipient (id, booking_id, event) VALUES ($1, $2, $3)';
const RECIPIENT = `
  SELECT booking_id AS "bookingId", event FROM booking_recipient WHERE id = $1 AND account_id IS NULL`;

/** What the town is told of a booking at a service of its own. */
export interface TownStep {
  readonly booking: Booking;
  readonly notice: ShopNotice;
  /** When the others of its series are with which the same was done at once. */
  readonly others: readonly Date[];
  /** Where the town is told of it. */
  readonly address: string;
}

/** Whether the town is mailed of what is booked at a service of its own: at the address that it chose, and of what it did not do itself. */
@Injectable()
export class TownNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly townServices: TownServices,
    private readonly bookings: BookingRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Promises the mail of a step that somebody else than the town took. */
  async promise(
    tx: TenantWriteTx,
    { id, listingId, event }: Pick<Booking, 'id' | 'listingId' | 'event'>,
    { actor }: Pick<BookingStep, 'actor'>,
  ): Promise<void> {
    if (actor === 'town' || (await this.townServices.noticeAddress(tx, listingId)) === null) return;
    const recipient = uuid();
    await pipelined([
      tx.manager.query(ADD_RECIPIENT, [recipient, id, event]),
      this.outbox.appendAll(tx, [notifyBookingTown(recipient)]),
    ]);
  }

  /** What the town is told of; null where the booking or its customer is gone, or it wishes to be told no more. */
  async ofRecipient(ctx: TenantContext, recipientId: string): Promise<TownStep | null> {
    return this.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<{ bookingId: string; event: number }[]>(RECIPIENT, [recipientId]);
      const booking = row && (await this.bookings.find(tx, row.bookingId));
      if (!row || !booking?.customer) return null;
      const address = await this.townServices.noticeAddress(tx, booking.listingId);
      const events = await this.bookings.events(tx, booking.id);
      const at = events.findIndex(({ event }) => event === row.event);
      const step = events[at];
      const notice = step ? shopNotice(events[at - 1]?.state ?? null, step) : null;
      if (address === null || !step || notice === null) return null;
      const others = (await this.bookings.listAlike(tx, booking, step)).map(({ at: when }) => when);
      return { booking, notice, address, others };
    });
  }
}
