import { isoOfDay, wallTime } from '@halles/domain/hours';
import { pipelined, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { daysReached } from './forget-free-days';

/** Of a place where appointments are booked, searches say nothing of these days until they were looked at again. */
const FORGET = `
  INSERT INTO agenda_free (listing_id, day, change, is_stale, notice, starts, services)
  SELECT a.listing_id, d.day, 1, true, 0, '{}', '[]' FROM agenda a, unnest($2::date[]) AS d (day)
   WHERE a.listing_id = $1 AND a.is_open ORDER BY d.day
  ON CONFLICT (listing_id, day) DO UPDATE SET change = agenda_free.change + 1, is_stale = true`;

/**
 * The lock of a place on a day. Whoever takes or frees room there (a slot of orders, an appointment) holds it first: what is read
 * under it stays true until the transaction ends. After the order or booking itself, and before products.
 */
@Injectable()
export class PlaceDayLock {
  /** Locks the days of these moments in the place's time zone, always in the same order, so that no two transactions deadlock. */
  async lock(
    tx: TenantWriteTx,
    listingId: number,
    timeZone: string,
    moments: readonly Date[],
  ): Promise<void> {
    const dayOf = (instant: number): number => wallTime(timeZone, instant).day;
    const days = [...new Set(moments.map((moment) => isoOfDay(dayOf(moment.getTime()))))].sort();
    const reached = new Set(
      moments.flatMap((moment) => daysReached(timeZone, { from: moment.getTime(), until: moment.getTime() })),
    );
    // All at once: most days were asked for before, and inserting them again writes nothing.
    await pipelined([
      tx.manager.query(
        'INSERT INTO place_day (listing_id, day) SELECT $1, unnest($2::date[]) ON CONFLICT DO NOTHING',
        [listingId, days],
      ),
      tx.manager.query(
        'SELECT 1 FROM place_day WHERE listing_id = $1 AND day = ANY($2::date[]) ORDER BY day FOR UPDATE',
        [listingId, days],
      ),
      tx.manager.query(FORGET, [listingId, [...reached].sort()]),
    ]);
  }
}
