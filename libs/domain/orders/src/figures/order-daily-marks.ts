/** Where a statement that marks days has what it marks them by: SQL, as a parameter of it. */
export interface MarkedBy {
  /** Of the change: an event of an order, or a run that found some. */
  readonly id: string;
  readonly timeZone: string;
  /** A moment whose day is marked too. */
  readonly at?: string;
}

/** SQL: the day of a moment by the territory's calendar. Pure. */
export const dayOf = (at: string, timeZone: string): string =>
  `(${at}::timestamptz AT TIME ZONE ${timeZone}::text)::date`;

/**
 * SQL: says that the days of orders are to be counted anew: those on which they were placed and handed over. It is a part of the
 * statement that changes the orders, and only adds rows: nobody waits for another who marks the same day. Pure.
 * @param orders a relation with `listing_id`, `created_at` and `collected_at`
 */
export const marksOf = (orders: string, { id, timeZone, at }: MarkedBy): string => `
  INSERT INTO order_daily_due (id, listing_id, day)
  SELECT DISTINCT ${id}::uuid, d.listing_id, ${dayOf('t.at', timeZone)}
    FROM ${orders} d
   CROSS JOIN LATERAL (VALUES (d.created_at), (d.collected_at)${at === undefined ? '' : `, (${at}::timestamptz)`}) AS t (at)
   WHERE t.at IS NOT NULL`;
