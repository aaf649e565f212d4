import type { TenantWriteTx } from '@halles/platform/tenancy';

const OF_ONE = `
  WITH held AS (SELECT day FROM agenda_free WHERE listing_id = $1 ORDER BY day FOR UPDATE)
  UPDATE agenda_free f SET change = f.change + 1, is_stale = true FROM held WHERE f.listing_id = $1 AND f.day = held.day`;
const OF_ALL = `
  WITH held AS (SELECT listing_id, day FROM agenda_free ORDER BY listing_id, day FOR UPDATE)
  UPDATE agenda_free f SET change = f.change + 1, is_stale = true FROM held
   WHERE f.listing_id = held.listing_id AND f.day = held.day`;

/**
 * Says that nothing is known any more of when something can be booked at a place: in the transaction that changes it.
 * @param listingId null: at all places of the territory
 */
export async function forgetFreeDays(tx: TenantWriteTx, listingId: number | null): Promise<void> {
  if (listingId === null) await tx.manager.query(OF_ALL);
  else await tx.manager.query(OF_ONE, [listingId]);
}
