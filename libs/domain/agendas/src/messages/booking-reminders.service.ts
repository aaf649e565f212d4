import { wallTime } from '@halles/domain/hours';
import { Clock, DAY } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type Booking, type BookingEvent, mayConfirmPresence } from '../bookings/booking';
import { BookingMoved, BookingNotFound } from '../bookings/booking.errors';
import { remindBookingCustomer, textBookingReminder } from '../bookings/booking.events';
import { BookingRepository } from '../bookings/booking.repository';

/** Nobody is woken: what could not leave at its time waits for the morning, and what is late in the evening too. */
const DAYTIME = { from: 8 * 60, until: 21 * 60 } as const;
/** Reminders that one run promises. */
const MOST_AT_ONCE = 200;
/** The earliest reminder is a week before, whatever the clock does. */
const AHEAD = 9 * DAY;

/**
 * By the clock on the wall of the territory ($2), so that none is an hour late on the day that clocks change. Who booked after the
 * instant of a reminder has just read all that it would say. Of several that are due the last one says it all, and one whose day
 * is over ($6) is sent no more: a shop that ticks another day today does not write of what is days ago.
 */
const DUE = `
  SELECT b.id, b.starts_at AS "startsAt", due.days, b.customer_email IS NOT NULL AS "hasEmail"
    FROM booking b
    JOIN agenda a ON a.listing_id = b.listing_id
   CROSS JOIN LATERAL (
     SELECT d.days, at.at
       FROM unnest(a.reminder_days) AS d (days)
      CROSS JOIN LATERAL (
        SELECT ((b.starts_at AT TIME ZONE $2)::date - d.days + make_interval(mins => a.reminder_minute)) AT TIME ZONE $2 AS at) at
      WHERE at.at <= $1 AND at.at < b.starts_at
      ORDER BY at.at DESC LIMIT 1) due
   WHERE b.state = 'confirmed' AND b.starts_at > $1 AND b.starts_at < $3 AND due.at > $6
     AND (b.customer_email IS NOT NULL OR ($4 AND b.customer_phone IS NOT NULL))
     AND NOT EXISTS (SELECT FROM booking_reminder r WHERE r.booking_id = b.id AND r.starts_at = b.starts_at AND r.days = due.days)
     AND (SELECT max(e.created_at) FROM booking_event e WHERE e.booking_id = b.id AND (e.event = 1 OR e.is_moved)) < due.at
   ORDER BY due.at DESC, b.starts_at, b.id LIMIT $5`;
const ADD = `
  INSERT INTO booking_reminder (id, booking_id, starts_at, days, promised_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (booking_id, starts_at, days) DO NOTHING RETURNING id`;
const REMINDED =
  'SELECT booking_id AS "bookingId", starts_at AS "startsAt" FROM booking_reminder WHERE id = $1';
const CONFIRM =
  'UPDATE booking SET presence_confirmed_at = $2 WHERE id = $1 AND presence_confirmed_at IS NULL';

interface DueReminder extends Pick<Booking, 'id' | 'startsAt'> {
  readonly days: number;
  readonly hasEmail: boolean;
}

/** A booking of which its customer is reminded. */
export interface RemindedBooking {
  readonly booking: Booking;
  readonly events: readonly BookingEvent[];
}

/** Customers are reminded of their bookings at the hours of the shop, and say that they come. */
@Injectable()
export class BookingReminders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: Pick<Config, 'textMessages'>,
  ) {}

  /** Promises the reminders whose instant has come, each once. Safe to run twice. @returns how many */
  async promiseDue(ctx: TenantContext): Promise<number> {
    const now = this.clock.now();
    const { timeZone } = ctx.tenant.settings;
    const { minute } = wallTime(timeZone, now.getTime());
    if (minute < DAYTIME.from || minute >= DAYTIME.until) return 0;
    const due = await this.work.read(ctx, (tx) => this.due(tx, now));
    if (due.length === 0) return 0;
    return this.work.write(ctx, async (tx) => {
      let promised = 0;
      for (const { id: booking, startsAt, days, hasEmail } of due) {
        const [row] = await tx.manager.query<{ id: string }[]>(ADD, [uuid(), booking, startsAt, days, now]);
        // Another run was faster.
        if (!row) continue;
        await this.outbox.append(tx, hasEmail ? remindBookingCustomer(row.id) : textBookingReminder(row.id));
        promised += 1;
      }
      return promised;
    });
  }

  private due(tx: TenantTx, now: Date): Promise<DueReminder[]> {
    const { timeZone, orders } = tx.ctx.tenant.settings;
    const hasTexts = this.config.textMessages !== 'off' && orders.textMessages;
    return tx.manager.query<DueReminder[]>(DUE, [
      ...[now, timeZone, new Date(now.getTime() + AHEAD), hasTexts, MOST_AT_ONCE],
      new Date(now.getTime() - DAY),
    ]);
  }

  /** What a reminder tells of; null where nobody is expected at that time any more, or it is over. */
  async reminded(ctx: TenantContext, reminderId: string): Promise<RemindedBooking | null> {
    const now = this.clock.now();
    return this.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<{ bookingId: string; startsAt: Date }[]>(REMINDED, [reminderId]);
      const booking = row && (await this.bookings.find(tx, row.bookingId));
      if (booking?.state !== 'confirmed' || booking.startsAt <= now) return null;
      if (booking.startsAt.getTime() !== row?.startsAt.getTime()) return null;
      return { booking, events: await this.bookings.events(tx, booking.id) };
    });
  }

  /** Its customer says that they come. Sent again it stays as it is. @throws BookingNotFound, BookingMoved nobody is expected any more */
  async confirmPresence(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const booking = await this.bookings.lock(tx, listingId, id);
      if (!booking) throw new BookingNotFound({});
      const now = this.clock.now();
      if (!mayConfirmPresence(booking, now)) throw new BookingMoved({});
      await tx.manager.query(CONFIRM, [id, now]);
    });
  }
}
