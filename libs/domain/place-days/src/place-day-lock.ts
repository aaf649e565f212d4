import { isoOfDay, wallTime } from '@halles/domain/hours';
import { pipelined, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

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
    const days = [
      ...new Set(moments.map((moment) => isoOfDay(wallTime(timeZone, moment.getTime()).day))),
    ].sort();
    // Both at once: most days were asked for before, and inserting them again writes nothing.
    await pipelined([
      tx.manager.query(
        'INSERT INTO place_day (listing_id, day) SELECT $1, unnest($2::date[]) ON CONFLICT DO NOTHING',
        [listingId, days],
      ),
      tx.manager.query(
        'SELECT 1 FROM place_day WHERE listing_id = $1 AND day = ANY($2::date[]) ORDER BY day FOR UPDATE',
        [listingId, days],
      ),
    ]);
  }
}
