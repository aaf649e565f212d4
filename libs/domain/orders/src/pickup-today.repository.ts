import type { ProductTimes } from '@halles/domain/catalogue';
import { IS_BUYABLE } from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/**
 * What is committed late bears a time from before the look that did not see it. A transaction of a request does not last for as
 * long: each of its statements takes `STATEMENT_TIMEOUT_MS` at most, and between two of them it is idle for ten seconds at most.
 */
const SEEN = `(s.today_checked_at - interval '2 minutes')`;
/** Something that takes slots away, or gives them back, happened since: an order that was cancelled is noticed later. */
const HAS_CHANGED = `
  s.updated_at >= ${SEEN} OR l.updated_at >= ${SEEN} OR (s.rush_until >= ${SEEN} AND s.rush_until <= $3)
  OR EXISTS (SELECT FROM customer_order o WHERE o.listing_id = s.listing_id AND o.created_at >= ${SEEN})
  OR EXISTS (SELECT FROM product p WHERE p.listing_id = s.listing_id AND p.updated_at >= ${SEEN})`;
const OUTDATED = `
  SELECT s.listing_id AS id FROM ordering_settings s JOIN listing l ON l.id = s.listing_id
   WHERE s.listing_id > $1 AND s.is_open
     AND (s.today_checked_at IS NULL OR s.today_checked_at < $4 OR ${HAS_CHANGED})
   ORDER BY s.listing_id LIMIT $2`;
/** Products that are had alike count once. */
const SOONEST = `
  SELECT min(p.notice_days) AS "noticeDays", p.hours, p.season FROM product p
   WHERE p.listing_id = $1 AND ${IS_BUYABLE} GROUP BY p.hours, p.season ORDER BY min(p.notice_days) LIMIT 30`;

const SAVE = `
  UPDATE ordering_settings s SET today_until = c.until, today_checked_at = $3
    FROM unnest($1::int[], $2::timestamptz[]) AS c (id, until) WHERE s.listing_id = c.id`;

/** A shop, and until when it can be ordered from for the same day; null: not today. */
export interface ShopToday {
  readonly listingId: number;
  readonly until: Date | null;
}

/** Which shops are looked at. */
interface LookUp {
  /** Id of the last one that was looked at. */
  readonly after: number;
  readonly limit: number;
  readonly now: Date;
  /** What was computed before is computed again, whatever happened. */
  readonly outdated: Date;
}

/** Until when shops can be ordered from for the same day, as it was computed last. */
@Injectable()
export class PickupTodayRepository {
  /** The ids of shops that take orders and whose pickup times must be computed again, in order. */
  async listOutdated(tx: TenantTx, { after, limit, now, outdated }: LookUp): Promise<number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(OUTDATED, [after, limit, now, outdated]);
    return rows.map(({ id }) => id);
  }

  /** The times at which products on sale can be collected, each with the shortest notice among products of the same times. */
  soonest(tx: TenantTx, listingId: number): Promise<(ProductTimes & { readonly noticeDays: number })[]> {
    return tx.manager.query(SOONEST, [listingId]);
  }

  /** As it was computed last; null: not today, or never. */
  async untilOf(tx: TenantTx, listingId: number): Promise<Date | null> {
    const [row] = await tx.manager.query<{ until: Date | null }[]>(
      'SELECT today_until AS until FROM ordering_settings WHERE listing_id = $1',
      [listingId],
    );
    return row?.until ?? null;
  }

  /** Keeps what was computed of some shops. */
  async save(tx: TenantWriteTx, shops: readonly ShopToday[], now: Date): Promise<void> {
    await tx.manager.query(SAVE, [
      shops.map(({ listingId }) => listingId),
      shops.map(({ until }) => until),
      now,
    ]);
  }
}
