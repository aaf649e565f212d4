import type { SlotUsage } from '@halles/domain/pickup-slots';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

interface UsageRow extends SlotUsage {
  readonly from: Date;
}

/**
 * The one place where the room of a slot is decided. Whoever takes or gives back room holds the place's day: what is read
 * of it under that lock stays true until the transaction ends.
 */
@Injectable()
export class SlotCapacity {
  /** Holds the days of these moments, by the clock of the place, in their order: two who need the same never wait in a circle. */
  async lock(
    tx: TenantWriteTx,
    listingId: number,
    timeZone: string,
    moments: readonly Date[],
  ): Promise<void> {
    const days = [
      ...new Set(moments.map((moment) => isoOfDay(wallTime(timeZone, moment.getTime()).day))),
    ].sort();
    await tx.manager.query(
      `INSERT INTO place_day (listing_id, day) SELECT $1, unnest($2::date[]) ON CONFLICT DO NOTHING`,
      [listingId, days],
    );
    await tx.manager.query(
      'SELECT 1 FROM place_day WHERE listing_id = $1 AND day = ANY($2::date[]) ORDER BY day FOR UPDATE',
      [listingId, days],
    );
  }

  /** What orders amount to in the slots that start within a stretch, by their start. */
  async usage(tx: TenantTx, listingId: number, from: Date, until: Date): Promise<Map<number, SlotUsage>> {
    const rows = await tx.manager.query<UsageRow[]>(
      `SELECT slot_from AS "from", count(*)::int AS orders, sum(items)::float8 AS items, sum(total_cents)::float8 AS cents
         FROM customer_order
        WHERE listing_id = $1 AND slot_from >= $2 AND slot_from < $3
          AND state IN ('received', 'accepted', 'preparing', 'ready', 'collected')
        GROUP BY slot_from`,
      [listingId, from, until],
    );
    return new Map(rows.map(({ from: start, ...usage }) => [start.getTime(), usage]));
  }
}
