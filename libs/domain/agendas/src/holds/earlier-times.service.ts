import { isoOfDay, type Interval, wallTime } from '@halles/domain/hours';
import { Clock, DAY } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { NIL, v7 as uuid } from 'uuid';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { type Booking, isFarAhead, mayCustomerChange } from '../bookings/booking';
import { BookingMoved, BookingNotFound } from '../bookings/booking.errors';
import { tellEarlierTime } from '../bookings/booking.events';
import { BookingRepository } from '../bookings/booking.repository';
import { BookingTimes } from '../free-times/booking-times.service';
import { wantedBy } from '../bookings/wanted-person';
import { asLongAs } from '../settings/service-details';

/** Messages about one booking. */
const MOST_ALERTS = 3;
/** What ends later is too near to be worth moving for. */
const ENDS_BEFORE = 2 * DAY;
/** Nobody is written to at night, of what may be gone in the morning. */
const DAYTIME = { from: 8 * 60, until: 21 * 60 } as const;
/** Bookings that are looked for at once. */
const PAGE = 100;

/** What a step of a booking gave a time up by. */
const GAVE_UP = `(e.is_moved OR e.state IN ('excused', 'revoked'))`;
/** Where a time was given up since an instant: for who waits elsewhere there is nothing to look at. */
const FREED_AT = `
  SELECT DISTINCT b.listing_id AS id FROM booking b JOIN booking_event e ON e.booking_id = b.id
   WHERE b.starts_at > $1 AND e.created_at >= $2 AND ${GAVE_UP}`;
/** Who asked first is told first. */
const WAITING = `
  SELECT b.id, b.created_at::text AS "createdAt" FROM booking b
   WHERE b.listing_id = ANY ($5::int[])
     AND b.state IN ('pending', 'confirmed') AND b.wants_earlier AND b.starts_at > $1 AND b.customer_email IS NOT NULL
     AND NOT EXISTS (SELECT FROM booking_alert a WHERE a.booking_id = b.id AND a.day = $2)
     AND (SELECT count(*) FROM booking_alert a WHERE a.booking_id = b.id) < $3
     AND (b.created_at, b.id) > ($6::timestamptz, $7::uuid)
   ORDER BY b.created_at, b.id LIMIT $4`;
/** Times that were given up since an instant: by a booking that was cancelled, and by one that was moved. */
const FREED = `
  SELECT coalesce(p.starts_at, e.starts_at) AS "from", coalesce(p.starts_at, e.starts_at) + (b.ends_at - b.starts_at) AS until
    FROM booking b JOIN booking_event e ON e.booking_id = b.id
    LEFT JOIN booking_event p ON e.is_moved AND p.booking_id = e.booking_id AND p.event = e.previous
   WHERE b.listing_id = $1 AND b.starts_at > $2 AND e.created_at >= $3 AND ${GAVE_UP}`;
/** One time is told to one person a day. */
const OFFERED_TODAY = `
  SELECT a.starts_at AS "startsAt" FROM booking_alert a JOIN booking b ON b.id = a.booking_id
   WHERE b.listing_id = $1 AND a.day = $2`;
const ADD = `
  INSERT INTO booking_alert (id, booking_id, starts_at, day, promised_at)
  SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM booking_alert a WHERE a.booking_id = $2) < $6
  ON CONFLICT (booking_id, day) DO NOTHING RETURNING id`;
const ALERT = 'SELECT booking_id AS "bookingId", starts_at AS "startsAt" FROM booking_alert WHERE id = $1';

/** An earlier time, for the customer of a booking. */
export interface EarlierTime {
  readonly booking: Booking;
  readonly startsAt: Date;
}

/** A booking whose customer waits for an earlier time. */
interface Waiting {
  readonly id: string;
  /** As PostgreSQL writes it: pages go on from it. */
  readonly createdAt: string;
}

/** Before all that wait. */
const FIRST: Waiting = { id: NIL, createdAt: '-infinity' };

interface WaitingQuestion {
  readonly now: Date;
  readonly today: string;
  readonly listings: readonly number[];
  /** The last one of the page before. */
  readonly after: Waiting;
}

/** Who has an appointment far ahead, and asked for it, is told of an earlier time that somebody gave up. */
@Injectable()
export class EarlierTimes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly bookings: BookingRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Its customer wishes it, or no more. @throws BookingNotFound @throws BookingMoved the appointment is too near, or over */
  async ask(ctx: TenantContext, listingId: number, id: string, wants: boolean): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const booking = await this.bookings.lock(tx, listingId, id);
      if (!booking) throw new BookingNotFound({});
      if (wants && !isFarAhead(booking, this.clock.now())) throw new BookingMoved({});
      await tx.manager.query('UPDATE booking SET wants_earlier = $2 WHERE id = $1', [id, wants]);
    });
  }

  /** Promises the messages of now. Safe to run twice. @param isStopped asked before each @returns how many */
  async tell(ctx: TenantContext, isStopped: () => boolean): Promise<number> {
    const now = this.clock.now();
    const { day, minute } = wallTime(ctx.tenant.settings.timeZone, now.getTime());
    if (minute < DAYTIME.from || minute >= DAYTIME.until) return 0;
    const today = isoOfDay(day);
    const listings = await this.freedAt(ctx, now);
    if (listings.length === 0) return 0;
    let promised = 0;
    for (let after: Waiting | undefined = FIRST; after;) {
      const ask = { now, today, listings, after };
      const page: Waiting[] = await this.work.read(ctx, (tx) => this.waiting(tx, ask));
      for (const { id } of page) {
        if (isStopped()) return promised;
        if (await this.tellOne(ctx, id, today)) promised += 1;
      }
      after = page.length < PAGE ? undefined : page.at(-1);
    }
    return promised;
  }

  /** The places where a time that is still to come was given up in the last day. */
  private async freedAt(ctx: TenantContext, now: Date): Promise<number[]> {
    const since = new Date(now.getTime() - DAY);
    const rows = await this.work.read(ctx, (tx) =>
      tx.manager.query<{ id: number }[]>(FREED_AT, [now, since]),
    );
    return rows.map(({ id }) => id);
  }

  private waiting(tx: TenantTx, { now, today, listings, after }: WaitingQuestion): Promise<Waiting[]> {
    return tx.manager.query<Waiting[]>(WAITING, [
      ...[new Date(now.getTime() + 7 * DAY), today, MOST_ALERTS, PAGE],
      ...[listings, after.createdAt, after.id],
    ]);
  }

  private async tellOne(ctx: TenantContext, id: string, today: string): Promise<boolean> {
    // Most have nothing to be told of: a transaction that writes is opened for those who have, and judges anew.
    if (!(await this.work.read(ctx, async (tx) => this.offer(tx, await this.bookings.find(tx, id), today))))
      return false;
    return this.work.write(ctx, async (tx) => {
      const seen = await this.bookings.find(tx, id);
      const booking = seen && (await this.bookings.lock(tx, seen.listingId, id));
      const startsAt = await this.offer(tx, booking, today);
      if (startsAt === null) return false;
      const now = this.clock.now();
      const [row] = await tx.manager.query<{ id: string }[]>(ADD, [
        ...[uuid(), id, new Date(startsAt), today, now, MOST_ALERTS],
      ]);
      if (!row) return false;
      await this.outbox.append(tx, tellEarlierTime(row.id));
      return true;
    });
  }

  /** The time that a booking may be told of; null where there is none, or it is not to be told of any. */
  private async offer(tx: TenantTx, booking: Booking | null, today: string): Promise<number | null> {
    const now = this.clock.now();
    if (!booking?.wantsEarlier || !isFarAhead(booking, now) || !mayCustomerChange(booking, now)) return null;
    return this.freed(tx, booking, today);
  }

  /** The first time that a booking may be moved to, of those that were given up in the last day and after it was made. */
  private async freed(tx: TenantTx, booking: Booking, today: string): Promise<number | null> {
    const now = this.clock.now();
    const since = new Date(Math.max(now.getTime() - DAY, booking.createdAt.getTime()));
    const last = booking.startsAt.getTime() - ENDS_BEFORE;
    const rows = await tx.manager.query<{ from: Date; until: Date }[]>(FREED, [
      booking.listingId,
      now,
      since,
    ]);
    const gaps = rows
      .map(({ from, until }): Interval => ({ from: from.getTime(), until: until.getTime() }))
      .filter(({ from }) => from > now.getTime() && from < last);
    if (gaps.length === 0) return null;
    const offered = await tx.manager.query<{ startsAt: Date }[]>(OFFERED_TODAY, [booking.listingId, today]);
    const known = new Set(offered.map(({ startsAt }) => startsAt.getTime()));
    const slots = await this.free(tx, booking, gaps);
    const slot = slots.find(
      ({ from, until }) =>
        until <= last && !known.has(from) && gaps.some((gap) => from < gap.until && until > gap.from),
    );
    return slot?.from ?? null;
  }

  private async free(tx: TenantTx, booking: Booking, gaps: readonly Interval[]) {
    const place = await this.places.find(tx, booking.listingId);
    const service = await this.items.findServiceOf(tx, booking);
    if (!place || !service) return [];
    const dayOf = (instant: number): number => wallTime(place.schedule.place.timeZone, instant).day;
    const days = gaps.map(({ from }) => dayOf(from));
    // With whom the move that it leads to is made.
    const asked = { party: booking.party, except: booking.id, ...wantedBy(booking, service, false) };
    const span = { first: Math.min(...days), last: Math.max(...days) };
    return this.times.free(tx, place, asLongAs(service, booking), asked, span);
  }

  /** What a message tells of; null where the booking was moved, ended or came too near meanwhile, or nothing is wished any more. */
  async of(ctx: TenantContext, alertId: string): Promise<EarlierTime | null> {
    const now = this.clock.now();
    return this.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<{ bookingId: string; startsAt: Date }[]>(ALERT, [alertId]);
      const booking = row && (await this.bookings.find(tx, row.bookingId));
      if (!row || !booking?.wantsEarlier || !mayCustomerChange(booking, now)) return null;
      return row.startsAt > now && row.startsAt < booking.startsAt
        ? { booking, startsAt: row.startsAt }
        : null;
    });
  }
}
