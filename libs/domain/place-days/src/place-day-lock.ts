import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { TenantWriteTx } from '@halles/platform/tenancy';
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
    // Most days were asked for before, and one alone cannot be waited for in a circle.
    if (days.length === 1 && (await this.lockRows(tx, listingId, days)) === 1) return;
    await tx.manager.query(
      `INSERT INTO place_day (listing_id, day) SELECT $1, unnest($2::date[]) ON CONFLICT DO NOTHING`,
      [listingId, days],
    );
    await this.lockRows(tx, listingId, days);
  }

  /** @returns how many of the days there are */
  private async lockRows(tx: TenantWriteTx, listingId: number, days: readonly string[]): Promise<number> {
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM place_day WHERE listing_id = $1 AND day = ANY($2::date[]) ORDER BY day FOR UPDATE',
      [listingId, days],
    );
    return rows.length;
  }
}
