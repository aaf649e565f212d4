import type { Interval } from '@halles/domain/hours';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Booking } from '../bookings/booking';
import { BOOKING, type BookingRow, toBooking } from '../bookings/booking-row';
import type { HeldResource } from '../holds/booking-hold.repository';
import { signalBookings } from '../bookings/booking-signals';
import type { AgendaSession, CalendarSession, SessionSeats } from './agenda-session';

const SESSION = `
  s.id, s.listing_id AS "listingId", s.service_id AS "serviceId", s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.seats, s.state,
  s.place`;
/** @param now, except, hold parameters */
const taken = (now: string, except: string, hold: string): string => `
  ((SELECT coalesce(sum(b.party), 0) FROM booking b
     WHERE b.listing_id = s.listing_id AND b.service_id = s.service_id AND b.starts_at = s.starts_at
       AND b.state IN ('pending', 'confirmed', 'arrived', 'served') AND b.id IS DISTINCT FROM ${except}::uuid)
   + (SELECT coalesce(sum(h.party), 0) FROM booking_hold h
       WHERE h.listing_id = s.listing_id AND h.service_id = s.service_id AND h.starts_at = s.starts_at
         AND h.expires_at > ${now} AND h.id IS DISTINCT FROM ${hold}::uuid))::int AS taken`;
const SEATS = `
  SELECT ${SESSION}, ${taken('$5', '$6', '$7')}
    FROM agenda_session s
   WHERE s.listing_id = $1 AND s.service_id = ANY ($2::uuid[]) AND s.state <> 'cancelled' AND s.starts_at >= $3 AND s.starts_at < $4
   ORDER BY s.starts_at, s.id`;
const WITHIN = `
  SELECT ${SESSION}, ${taken('$4', 'NULL', 'NULL')}, v.name AS "serviceName",
         ARRAY(SELECT n.resource_id FROM agenda_service_resource n WHERE n.service_id = s.service_id) AS "resourceIds"
    FROM agenda_session s JOIN agenda_service v ON v.id = s.service_id
   WHERE s.listing_id = $1 AND s.state <> 'cancelled' AND s.starts_at < $3 AND s.ends_at > $2
   ORDER BY s.starts_at, s.id LIMIT $5`;
const UPCOMING = `
  SELECT ${SESSION}, ${taken('$2', 'NULL', 'NULL')}
    FROM agenda_session s JOIN agenda_service v ON v.id = s.service_id
   WHERE s.listing_id = $1 AND s.ends_at > $2 AND v.archived_at IS NULL ORDER BY s.starts_at, s.id LIMIT $3`;
const ONE = `SELECT ${SESSION}, ${taken('$3', 'NULL', 'NULL')} FROM agenda_session s WHERE s.listing_id = $1 AND s.id = $2`;
/** Who and what serves for a session is taken by it, whoever comes. */
const USES = `
  SELECT n.resource_id AS "resourceId", s.starts_at - v.buffer_before * interval '1 minute' AS "from",
         s.ends_at + v.buffer_after * interval '1 minute' AS "until"
    FROM agenda_session s JOIN agenda_service v ON v.id = s.service_id JOIN agenda_service_resource n ON n.service_id = v.id
   WHERE n.resource_id = ANY ($1::uuid[]) AND v.is_group AND s.state <> 'cancelled' AND s.starts_at < $3 AND s.ends_at > $2
     AND s.id IS DISTINCT FROM $4::uuid`;
const BOOKINGS = `
  SELECT ${BOOKING} FROM booking b
   WHERE b.listing_id = $1 AND b.service_id = $2 AND b.starts_at = $3 AND b.state IN ('pending', 'confirmed', 'arrived', 'served')
   ORDER BY b.id`;
const LOCKED_BOOKINGS = `${BOOKINGS} FOR UPDATE OF b`;
const ADD = `
  INSERT INTO agenda_session (id, listing_id, service_id, starts_at, ends_at, seats, state, place, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8) ON CONFLICT DO NOTHING RETURNING id`;
const CHANGE = `
  UPDATE agenda_session SET starts_at = $3, ends_at = $4, seats = $5, state = $6 WHERE listing_id = $1 AND id = $2`;

/** Of what any customer may book. */
const STARTS = `
  SELECT s.starts_at AS at FROM agenda_session s JOIN agenda_service v ON v.id = s.service_id
   WHERE s.listing_id = $1 AND s.starts_at >= $2 AND s.starts_at < $3 AND s.state <> 'cancelled'
     AND v.is_group AND v.is_active AND v.archived_at IS NULL AND v.access = 'everyone'`;

/** What does not count of what is taken. */
interface Apart {
  readonly except: string | null;
  readonly hold: string | null;
}

/** Sessions of services for many at once, and who comes to them. Everything is asked of one listing. */
@Injectable()
export class AgendaSessionRepository {
  /** Those of some services that begin in a stretch of time and were not cancelled, in order of time. */
  seats(
    tx: TenantTx,
    listingId: number,
    serviceIds: readonly string[],
    { from, until }: Interval,
    now: Date,
    { except, hold }: Apart,
  ): Promise<SessionSeats[]> {
    return tx.manager.query<SessionSeats[]>(SEATS, [
      ...[listingId, serviceIds, new Date(from), new Date(until), now, except, hold],
    ]);
  }

  /** When those begin, in a stretch of time, that any customer may book, full ones too. */
  async starts(tx: TenantTx, listingId: number, { from, until }: Interval): Promise<Date[]> {
    const values = [listingId, new Date(from), new Date(until)];
    return (await tx.manager.query<{ at: Date }[]>(STARTS, values)).map(({ at }) => at);
  }

  /** Those that take place in a stretch of time, in its order, with who and what serves for them. */
  within(
    tx: TenantTx,
    listingId: number,
    { from, until }: Interval,
    now: Date,
    limit: number,
  ): Promise<CalendarSession[]> {
    return tx.manager.query<CalendarSession[]>(WITHIN, [
      ...[listingId, new Date(from), new Date(until), now, limit],
    ]);
  }

  /** Those that are not over, cancelled ones too, in order of time. */
  upcoming(tx: TenantTx, listingId: number, now: Date, limit: number): Promise<SessionSeats[]> {
    return tx.manager.query<SessionSeats[]>(UPCOMING, [listingId, now, limit]);
  }

  async find(tx: TenantTx, listingId: number, id: string, now: Date): Promise<SessionSeats | null> {
    const [row] = await tx.manager.query<SessionSeats[]>(ONE, [listingId, id, now]);
    return row ?? null;
  }

  /** What sessions take of some resources in a stretch of time, with their buffers. @param except one that does not count */
  async uses(
    tx: TenantTx,
    resourceIds: readonly string[],
    { from, until }: Interval,
    except: string | null = null,
  ): Promise<HeldResource[]> {
    if (resourceIds.length === 0) return [];
    const rows = await tx.manager.query<{ resourceId: string; from: Date; until: Date }[]>(USES, [
      ...[resourceIds, new Date(from), new Date(until), except],
    ]);
    return rows.map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }));
  }

  /** Who comes to it. */
  async bookings(tx: TenantTx, { listingId, serviceId, startsAt }: AgendaSession): Promise<Booking[]> {
    return (await tx.manager.query<BookingRow[]>(BOOKINGS, [listingId, serviceId, startsAt])).map(toBooking);
  }

  /** The same, held until the transaction ends. */
  async lockBookings(
    tx: TenantWriteTx,
    { listingId, serviceId, startsAt }: AgendaSession,
  ): Promise<Booking[]> {
    const rows = await tx.manager.query<BookingRow[]>(LOCKED_BOOKINGS, [...[listingId, serviceId, startsAt]]);
    return rows.map(toBooking);
  }

  /** @returns false where the service has one at that time */
  async add(tx: TenantWriteTx, session: Omit<AgendaSession, 'state'>, now: Date): Promise<boolean> {
    const { id, listingId, serviceId, startsAt, endsAt, seats, place } = session;
    const values = [id, listingId, serviceId, startsAt, endsAt, seats, place, now];
    const isNew = (await tx.manager.query<unknown[]>(ADD, values)).length > 0;
    if (isNew) await signalBookings(tx, listingId);
    return isNew;
  }

  async change(
    tx: TenantWriteTx,
    { listingId, id, startsAt, endsAt, seats, state }: AgendaSession,
  ): Promise<void> {
    await tx.manager.query(CHANGE, [listingId, id, startsAt, endsAt, seats, state]);
    await signalBookings(tx, listingId);
  }
}
