import { IS_BUYABLE } from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Something that takes slots away, or gives them back, happened since: an order that was cancelled is noticed later. */
const HAS_CHANGED = `
  s.updated_at >= s.today_checked_at OR l.updated_at >= s.today_checked_at
  OR (s.rush_until >= s.today_checked_at AND s.rush_until <= $3)
  OR EXISTS (SELECT FROM customer_order o WHERE o.listing_id = s.listing_id AND o.created_at >= s.today_checked_at)
  OR EXISTS (SELECT FROM product p WHERE p.listing_id = s.listing_id AND p.updated_at >= s.today_checked_at)`;
const OUTDATED = `
  SELECT s.listing_id AS id FROM ordering_settings s JOIN listing l ON l.id = s.listing_id
   WHERE s.listing_id > $1 AND s.is_open
     AND (s.today_checked_at IS NULL OR s.today_checked_at < $4 OR ${HAS_CHANGED})
   ORDER BY s.listing_id LIMIT $2`;
const LEAST_NOTICE = `SELECT min(p.notice_days) AS days FROM product p WHERE p.listing_id = $1 AND ${IS_BUYABLE}`;

/** Which shops are looked at. */
interface LookUp {
  /** Those behind this one. */
  readonly behind: number;
  readonly limit: number;
  readonly now: Date;
  /** What was looked up before is looked up again, whatever happened. */
  readonly outdated: Date;
}

/** Until when shops can be ordered from for the same day, as it was looked up last. */
@Injectable()
export class PickupTodayRepository {
  /** Shops that take orders and have to be looked at again, by id. */
  async listOutdated(tx: TenantTx, { behind, limit, now, outdated }: LookUp): Promise<number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(OUTDATED, [behind, limit, now, outdated]);
    return rows.map(({ id }) => id);
  }

  /** Days of notice of what can be had soonest of what is on sale; null where nothing is. */
  async leastNotice(tx: TenantTx, listingId: number): Promise<number | null> {
    const [row] = await tx.manager.query<{ days: number | null }[]>(LEAST_NOTICE, [listingId]);
    return row?.days ?? null;
  }

  async save(tx: TenantWriteTx, listingId: number, until: Date | null, now: Date): Promise<void> {
    await tx.manager.query(
      'UPDATE ordering_settings SET today_until = $2, today_checked_at = $3 WHERE listing_id = $1',
      [listingId, until, now],
    );
  }
}
