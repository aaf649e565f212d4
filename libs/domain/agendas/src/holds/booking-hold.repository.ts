import type { Interval } from '@halles/domain/hours';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ResourceNeed } from '../bookings/booking.repository';

/** A time that is held for somebody who is about to book. */
export interface BookingHold {
  readonly id: string;
  readonly serviceId: string;
  readonly startsAt: Date;
  readonly party: number;
  readonly heldAt: Date;
  readonly expiresAt: Date;
}

/** What is to be held. */
export interface NewHold extends Omit<BookingHold, 'heldAt'> {
  readonly listingId: number;
  readonly endsAt: Date;
}

/** A time that is held, as who keeps the agenda sees it. */
export interface OpenHold extends Pick<BookingHold, 'id' | 'startsAt' | 'party' | 'expiresAt'> {
  readonly endsAt: Date;
  readonly serviceName: string;
  readonly resourceIds: readonly string[];
  /** For whom of the waiting list it is kept; null: somebody is about to book it. */
  readonly waiting: string | null;
}

/** A resource that a held time takes for a while. */
export interface HeldResource extends Interval {
  readonly resourceId: string;
}

const COLUMNS = `id, service_id AS "serviceId", starts_at AS "startsAt", party, held_at AS "heldAt", expires_at AS "expiresAt"`;
const FIND = `SELECT ${COLUMNS} FROM booking_hold WHERE id = $1 AND listing_id = $2 AND expires_at > $3`;
/**
 * A form that holds another time keeps its end: nobody keeps places by going back and forth. What is kept for who waits, for hours,
 * is that time and no other.
 */
const HOLD = `
  INSERT INTO booking_hold (id, listing_id, service_id, starts_at, ends_at, party, held_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (id) DO UPDATE
     SET service_id = excluded.service_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at, party = excluded.party,
         held_at = CASE WHEN booking_hold.starts_at = excluded.starts_at AND booking_hold.service_id = excluded.service_id
                         AND booking_hold.expires_at > excluded.held_at
                        THEN booking_hold.held_at ELSE excluded.held_at END,
         expires_at = CASE WHEN booking_hold.expires_at > excluded.held_at
                           THEN booking_hold.expires_at ELSE excluded.expires_at END
   WHERE booking_hold.listing_id = excluded.listing_id
     AND NOT EXISTS (SELECT FROM booking_wait_offer o WHERE o.id = excluded.id)
  RETURNING expires_at AS "expiresAt"`;
const TAKE = `
  INSERT INTO booking_hold_resource (hold_id, listing_id, resource_id, during) VALUES ($1, $2, $3, tstzrange($4, $5))`;
const USES = `
  SELECT t.resource_id AS "resourceId", lower(t.during) AS "from", upper(t.during) AS "until"
    FROM booking_hold_resource t JOIN booking_hold h ON h.id = t.hold_id
   WHERE t.resource_id = ANY ($1::uuid[]) AND t.during && tstzrange($2, $3) AND h.expires_at > $4 AND h.id IS DISTINCT FROM $5::uuid`;
/** Seats that are held of a session are counted by it. */
const WITHIN = `
  SELECT h.id, h.starts_at AS "startsAt", h.ends_at AS "endsAt", h.party, h.expires_at AS "expiresAt", v.name AS "serviceName",
         ARRAY(SELECT t.resource_id FROM booking_hold_resource t WHERE t.hold_id = h.id) AS "resourceIds", w.customer_name AS waiting
    FROM booking_hold h JOIN agenda_service v ON v.id = h.service_id
    LEFT JOIN booking_wait_offer o ON o.id = h.id LEFT JOIN booking_wait w ON w.id = o.wait_id
   WHERE h.listing_id = $1 AND h.starts_at < $3 AND h.ends_at > $2 AND h.expires_at > $4 AND NOT v.is_group
   ORDER BY h.starts_at, h.id LIMIT $5`;
/** Those that no other transaction has locked: it has locked its own day alone, and must not wait for another. */
const SWEEP = `
  DELETE FROM booking_hold WHERE id IN (
    SELECT id FROM booking_hold WHERE listing_id = $1 AND expires_at <= $2 ORDER BY id FOR UPDATE SKIP LOCKED)`;

/** Times that are held; they count for resources and people like bookings. Under the lock of their days. */
@Injectable()
export class BookingHoldRepository {
  /** What a form holds at a place; null where that is nothing, or over. */
  async find(tx: TenantTx, listingId: number, id: string, now: Date): Promise<BookingHold | null> {
    const [row] = await tx.manager.query<BookingHold[]>(FIND, [id, listingId, now]);
    return row ?? null;
  }

  /**
   * Holds a time with all that it takes; what the form held before is free again.
   * @returns until when; null where another place's form has this key
   */
  async hold(
    tx: TenantWriteTx,
    { id, listingId, serviceId, startsAt, endsAt, party, expiresAt }: NewHold,
    needs: readonly ResourceNeed[],
    now: Date,
  ): Promise<Date | null> {
    await tx.manager.query(SWEEP, [listingId, now]);
    const [row] = await tx.manager.query<{ expiresAt: Date }[]>(HOLD, [
      ...[id, listingId, serviceId, startsAt, endsAt, party, now, expiresAt],
    ]);
    if (!row) return null;
    await tx.manager.query('DELETE FROM booking_hold_resource WHERE hold_id = $1', [id]);
    for (const { resourceId, from, until } of needs)
      await tx.manager.query(TAKE, [id, listingId, resourceId, new Date(from), new Date(until)]);
    return row.expiresAt;
  }

  /** What is held at a place in a stretch of time, in its order. */
  within(
    tx: TenantTx,
    listingId: number,
    { from, until }: Interval,
    now: Date,
    limit: number,
  ): Promise<OpenHold[]> {
    return tx.manager.query<OpenHold[]>(WITHIN, [
      ...[listingId, new Date(from), new Date(until), now, limit],
    ]);
  }

  /** What is held of some resources between two instants, the buffers included. @param except a hold that does not count */
  async uses(
    tx: TenantTx,
    resourceIds: readonly string[],
    { from, until }: Interval,
    now: Date,
    except: string | null,
  ): Promise<HeldResource[]> {
    if (resourceIds.length === 0) return [];
    const rows = await tx.manager.query<{ resourceId: string; from: Date; until: Date }[]>(USES, [
      ...[resourceIds, new Date(from), new Date(until), now, except],
    ]);
    return rows.map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }));
  }

  /** It is booked, or given up. */
  async release(tx: TenantWriteTx, listingId: number, id: string): Promise<void> {
    await tx.manager.query('DELETE FROM booking_hold WHERE id = $1 AND listing_id = $2', [id, listingId]);
  }
}
