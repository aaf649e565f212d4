/** Whether a booking `b` brings people into its place: whoever comes, is there or was. */
export const COMES_TO_PLACE = `b.state IN ('pending', 'confirmed', 'arrived', 'served') AND b.venue = 'shop'`;
/** Whether somebody comes into its place for an order `o`: to collect it there, yet or already. */
export const IS_COLLECTED_IN_PLACE = `
  o.fulfilment = 'pickup' AND o.collection_point_id IS NULL
  AND o.state IN ('to-pay', 'to-confirm', 'received', 'accepted', 'preparing', 'ready', 'collected')`;

/**
 * People counted at the doors of a place, $1, among those who are there between $2 and $3: for half an hour after this moment, $5,
 * and not after it closes. How long a stranger stays nobody knows.
 */
export const AT_THE_DOOR = `
  SELECT $5::timestamptz, LEAST(f.ends_at, $5::timestamptz + interval '30 minutes'), f.present, f.present, 'walk-in' FROM footfall f
   WHERE f.listing_id = $1 AND f.present > 0 AND f.ends_at > $5 AND $5 < $3`;

/** How many people are in a place at a moment. */
export interface PeopleNow {
  readonly listingId: number;
  /** Counted at the doors. */
  readonly walkIns: number;
  /** For an appointment in the shop, or to collect an order: those whose time it is. */
  readonly expected: number;
  /** The same, those who come together as one. */
  readonly households: number;
  /** Of the last click since the place opened; null where nobody clicked. */
  readonly countedAt: Date | null;
}

/** Of the places $1 at the moment $2. */
export const PEOPLE_NOW = `
  SELECT p.listing_id AS "listingId", sum(p.walk_ins)::int AS "walkIns", sum(p.expected)::int AS expected,
         sum(p.households)::int AS households, max(p.counted_at) AS "countedAt"
    FROM (
      SELECT b.listing_id, 0 AS walk_ins, b.party::int AS expected, 1 AS households, NULL::timestamptz AS counted_at FROM booking b
       WHERE b.listing_id = ANY ($1::int[]) AND b.starts_at > $2::timestamptz - interval '1 day' AND b.starts_at <= $2 AND b.ends_at > $2
         AND ${COMES_TO_PLACE}
      UNION ALL
      SELECT o.listing_id, 0, 1, 1, NULL FROM customer_order o
       WHERE o.listing_id = ANY ($1::int[]) AND o.slot_from > $2::timestamptz - interval '1 day' AND o.slot_from <= $2 AND o.slot_until > $2
         AND ${IS_COLLECTED_IN_PLACE}
      UNION ALL
      SELECT f.listing_id, f.present, 0, 0, f.counted_at FROM footfall f WHERE f.listing_id = ANY ($1::int[]) AND f.ends_at > $2
    ) p GROUP BY p.listing_id`;
