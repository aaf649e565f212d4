import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListingUse, UseCount } from './listing-use';

const ADD = `
  INSERT INTO listing_count (listing_id, day, kind, count)
  SELECT u.listing, u.day, u.use, u.count
    FROM jsonb_to_recordset($1::jsonb) AS u(listing int, day date, use text, count int)
    JOIN listing l ON l.id = u.listing AND l.visibility = 'public'
   ORDER BY u.listing, u.day, u.use
  ON CONFLICT (listing_id, day, kind) DO UPDATE SET count = least(listing_count.count::bigint + excluded.count, 2147483647)::int`;

@Injectable()
export class StatisticsRepository {
  /** Adds to what is there; what is of no listing that is shown is left out. In one order, so that two writers wait in line. */
  async add(tx: TenantWriteTx, counts: readonly UseCount[]): Promise<void> {
    await tx.manager.query(ADD, [JSON.stringify(counts)]);
  }

  /** The counts of a listing, and of those that were merged into it, from a day to another, both included, in order. */
  async ofListing(
    tx: TenantTx,
    listingId: number,
    from: string,
    until: string,
  ): Promise<Omit<UseCount, 'listing'>[]> {
    return tx.manager.query<{ day: string; use: ListingUse; count: number }[]>(
      `SELECT day::text, kind AS use, least(sum(count), 2147483647)::int AS count FROM listing_count
        WHERE listing_id IN (SELECT id FROM listing WHERE id = $1 OR merged_into = $1) AND day BETWEEN $2 AND $3
        GROUP BY day, kind ORDER BY day, kind`,
      [listingId, from, until],
    );
  }

  /** Removes what was counted on earlier days. Returns how many counts. */
  async deleteBefore(tx: TenantWriteTx, day: string): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM listing_count WHERE day < $1',
      [day],
    );
    return count;
  }
}
