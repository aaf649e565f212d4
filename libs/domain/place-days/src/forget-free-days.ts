import { type Interval, type IsoDate, isoOfDay, wallTime } from '@halles/domain/hours';
import { HOUR } from '@halles/kernel';
import type { TenantWriteTx } from '@halles/platform/tenancy';

const OF_ONE = `
  WITH held AS (SELECT day FROM agenda_free
                 WHERE listing_id = $1 AND ($2::date[] IS NULL OR day = ANY ($2)) ORDER BY day FOR UPDATE)
  UPDATE agenda_free f SET change = f.change + 1, is_stale = true FROM held WHERE f.listing_id = $1 AND f.day = held.day`;
const OF_ALL = `
  WITH held AS (SELECT listing_id, day FROM agenda_free ORDER BY listing_id, day FOR UPDATE)
  UPDATE agenda_free f SET change = f.change + 1, is_stale = true FROM held
   WHERE f.listing_id = held.listing_id AND f.day = held.day`;

/** What is taken takes away what begins so long before it, and so long after it: services last a day, their buffers eight hours. */
const REACH = { before: 32 * HOUR, after: 8 * HOUR };

/** The days on which something can be booked, or cannot, because of what is taken between two instants, in order. Pure. */
export function daysReached(timeZone: string, { from, until }: Interval): IsoDate[] {
  const first = wallTime(timeZone, from - REACH.before).day;
  const last = wallTime(timeZone, until + REACH.after).day;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => isoOfDay(first + index));
}

/**
 * Says that nothing is known any more of when something can be booked at a place: in the transaction that changes it.
 * @param listingId null: at all places of the territory
 * @param days of a place: on these alone; null: on all
 */
export async function forgetFreeDays(
  tx: TenantWriteTx,
  listingId: number | null,
  days: readonly IsoDate[] | null = null,
): Promise<void> {
  if (listingId === null) await tx.manager.query(OF_ALL);
  else if (days?.length !== 0) await tx.manager.query(OF_ONE, [listingId, days]);
}
