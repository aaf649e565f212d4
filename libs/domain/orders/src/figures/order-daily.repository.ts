import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { IS_GIVEN_BACK_SINCE } from '../order-row';
import type { FigurePeriod } from './figure-period';
import { dayOf } from './order-daily-marks';
import type { ItemSum, WeekSum } from './order-figures';
import type { ShopSum, TownWeekSum } from './town-figures';

/** A day of a shop. */
export interface ShopDay {
  readonly listingId: number;
  /** ISO date of the territory's calendar. */
  readonly day: string;
}

/** A day that is to be counted, between two instants. */
export interface CountedDay extends ShopDay {
  readonly from: Date;
  readonly until: Date;
  readonly timeZone: string;
}

const ANSWER = `
  UPDATE customer_order o
     SET answer_minutes = $2::integer,
         is_answered_late = $2::integer IS NULL OR EXISTS (SELECT FROM order_assurance a WHERE a.order_id = o.id)
   WHERE o.id = $1 AND o.is_answered_late IS NULL`;

const CAME_AT = `
  SELECT created_at AS at FROM order_event WHERE order_id = $1 AND state = 'received' ORDER BY event LIMIT 1`;

/** Orders that were placed on the day and came to their shop, as they are now, with the step that made them so. */
const PLACED = `
  SELECT o.id, o.state, o.fulfilment, o.slot_from, o.answer_minutes, o.is_answered_late, e.actor, e.reason, e.from_state,
         e.created_at AS at
    FROM customer_order o JOIN order_event e ON e.order_id = o.id AND e.event = o.event
   WHERE o.listing_id = $1 AND o.created_at >= $3 AND o.created_at < $4
     AND o.state NOT IN ('to-confirm', 'to-pay')
     AND (coalesce(e.from_state, '') NOT IN ('to-confirm', 'to-pay') OR o.state = 'received')`;
/** What was handed over on the day, as the journal of sales has it. */
const SOLD = `
  SELECT o.id, l.product_id, l.quantity, l.total_cents,
         CASE WHEN l.weighed_by = 'weight' THEN coalesce(l.final_grams, l.estimated_grams) END AS grams
    FROM customer_order o JOIN order_line l ON l.order_id = o.id
   WHERE o.listing_id = $1 AND o.state = 'collected' AND o.collected_at >= $3 AND o.collected_at < $4
     AND NOT EXISTS (SELECT FROM order_withdrawal_line w JOIN order_withdrawal d ON d.id = w.withdrawal_id
                      WHERE w.order_id = l.order_id AND w.position = l.position AND NOT d.is_refund_due)`;
/** Fees for delivery or post of those orders: goods that are left are what they are taxed by, and each sale has some. */
const FEES = `
  SELECT fee_cents FROM customer_order WHERE id IN (SELECT id FROM sold)`;
const RETURNED = `
  SELECT d.amount_cents + d.fee_cents AS cents, d.is_by_shop FROM order_withdrawal d
   WHERE d.listing_id = $1 AND d.is_refund_due AND d.created_at >= $3 AND d.created_at < $4
  UNION ALL
  SELECT c.cents, true FROM credit_note c JOIN customer_order o ON o.id = c.order_id
   WHERE c.listing_id = $1 AND ${IS_GIVEN_BACK_SINCE} AND c.created_at >= $3 AND c.created_at < $4`;
const piecesIn = (lines: string): string => `
  (SELECT coalesce(sum((x ->> 'quantity')::int), 0) FROM jsonb_array_elements(${lines}) AS x WHERE x ->> 'productId' = b.line ->> 'productId')`;
/** What its shop refused as sold out, or proposed less of; of each order once. */
const MISSING = `
  SELECT p.id, l.product_id::text AS product FROM placed p JOIN order_line l ON l.order_id = p.id
   WHERE p.state = 'refused' AND p.reason = 'sold-out'
  UNION
  SELECT p.id, b.line ->> 'productId' FROM placed p JOIN order_amendment a ON a.order_id = p.id
   CROSS JOIN LATERAL jsonb_array_elements(a.lines_before) AS b (line)
   WHERE ${piecesIn('a.lines_before')} > ${piecesIn('a.lines')}`;
const OUTCOME = `
  CASE WHEN state = 'received' THEN 'waiting'
       WHEN state IN ('accepted', 'preparing', 'ready') THEN 'under-way'
       WHEN state <> 'cancelled' THEN state
       -- Its shop had answered by what it proposed.
       WHEN (actor = 'customer' OR reason = 'lapsed') AND from_state = 'received' THEN 'withdrawn-customer'
       WHEN actor = 'customer' THEN 'cancelled-customer'
       WHEN actor = 'system' THEN 'cancelled-unanswered'
       ELSE 'cancelled-shop' END`;
const WAS_ACCEPTED = `
  state IN ('accepted', 'preparing', 'ready', 'collected', 'not-collected') OR (state = 'cancelled' AND from_state <> 'received')`;
/** It ended without an answer, when shops were reminded already. */
const WAS_MISSED = `
  is_answered_late IS NULL AND state = 'cancelled' AND actor = 'system'
  AND at >= (SELECT known_from FROM order_daily_check)`;

const COUNT = `
  INSERT INTO order_daily (listing_id, day, figure, item, count)
  WITH placed AS (${PLACED}), sold AS (${SOLD}), fee AS (${FEES}), returned AS (${RETURNED}), missing AS (${MISSING}),
  figure AS (
    SELECT 'placed' AS name, '' AS item, count(*) AS count FROM placed
    UNION ALL SELECT ${OUTCOME}, '', count(*) FROM placed GROUP BY 1
    UNION ALL SELECT 'accepted', '', count(*) FROM placed WHERE ${WAS_ACCEPTED}
    UNION ALL SELECT 'in-time', '', count(*) FROM placed WHERE NOT is_answered_late
    UNION ALL SELECT 'late', '', count(*) FROM placed
       WHERE is_answered_late OR (${WAS_MISSED})
    UNION ALL SELECT 'answer', answer_minutes::text, count(*) FROM placed WHERE answer_minutes IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'pickup', extract(isodow FROM slot_from AT TIME ZONE $5::text)::int::text || '-'
                            || extract(hour FROM slot_from AT TIME ZONE $5::text)::int::text, count(*) FROM placed WHERE fulfilment = 'pickup' GROUP BY 2
    UNION ALL SELECT 'missing', product, count(*) FROM missing GROUP BY 2
    UNION ALL SELECT 'sales', '', count(DISTINCT id) FROM sold
    UNION ALL SELECT 'sold-cents', '', sum(cents) FROM (SELECT total_cents AS cents FROM sold UNION ALL SELECT fee_cents FROM fee) paid
    UNION ALL SELECT 'sold', product_id::text, sum(quantity) FROM sold WHERE grams IS NULL GROUP BY 2
    UNION ALL SELECT 'sold-grams', product_id::text, sum(grams) FROM sold WHERE grams IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'returns', '', count(*) FROM returned
    UNION ALL SELECT 'returned-cents', '', sum(cents) FROM returned
    UNION ALL SELECT 'shop-returns', '', count(*) FROM returned WHERE is_by_shop
    UNION ALL SELECT 'shop-returned-cents', '', sum(cents) FROM returned WHERE is_by_shop)
  SELECT $1, $2::date, name, item, count FROM figure WHERE count > 0`;

const DUE = `
  SELECT listing_id AS "listingId", day::text
    FROM (SELECT DISTINCT day, listing_id FROM order_daily_due ORDER BY day DESC, listing_id DESC LIMIT $1) d`;

const MARK = `INSERT INTO order_daily_due (id, listing_id, day) VALUES ($1, $2, ${dayOf('$3', '$4')})`;

const IS_BEFORE = 'day < $4::date AS "isBefore"';
const IN_PERIOD = '(day BETWEEN $4 AND $5 OR day BETWEEN $2 AND $3)';
/** The Monday of the week of a day. */
const WEEK = '(day - (extract(isodow FROM day)::int - 1))::text AS week';
const WEEKS = `
  SELECT ${WEEK}, ${IS_BEFORE}, figure, sum(count)::float8 AS count FROM order_daily
   WHERE listing_id = $1 AND ${IN_PERIOD} AND item = '' GROUP BY 1, 2, 3`;
const ITEMS = `
  SELECT figure, item, ${IS_BEFORE}, sum(count)::float8 AS count FROM order_daily
   WHERE listing_id = $1 AND ${IN_PERIOD} AND item <> '' GROUP BY 1, 2, 3`;
export const TOWN_WEEKS = `
  SELECT ${WEEK}, sum(count)::float8 AS placed, count(DISTINCT listing_id)::int AS shops FROM order_daily
   WHERE figure = 'placed' AND item = '' AND day BETWEEN $1 AND $2 GROUP BY 1`;
/**
 * Both periods are one stretch of its index. Amounts are of weeks that are over: who reads twice within a day would learn what was
 * handed over between.
 */
export const TOWN_SHOPS = `
  SELECT listing_id AS "listingId", day < $3::date AS "isBefore", figure, sum(count)::float8 AS count FROM order_daily
   WHERE item = '' AND figure IN ('placed', 'in-time', 'late', 'sold-cents') AND day BETWEEN $1::date AND $4::date
     AND (day <= $2::date OR day >= $3::date)
     AND (figure <> 'sold-cents' OR (day >= $3::date AND day < $5::date) OR day < $1::date + ($5::date - $3::date))
   GROUP BY 1, 2, 3`;

const daysOf = ({ before, first, last }: FigurePeriod): string[] => [before.first, before.last, first, last];

/** What was counted of orders by shop and day, and the days that are to be counted anew. */
@Injectable()
export class OrderDailyRepository {
  /**
   * Keeps how long the first answer of a shop took: later ones change nothing.
   * @param minutes null: the town answered in its place, which is none in time
   */
  async noteAnswer(tx: TenantWriteTx, orderId: string, minutes: number | null): Promise<void> {
    await tx.manager.query(ANSWER, [orderId, minutes]);
  }

  /** Since when the shop has an order: its customer may have had to confirm it first. */
  async cameAt(tx: TenantTx, orderId: string): Promise<Date | null> {
    const [row] = await tx.manager.query<{ at: Date }[]>(CAME_AT, [orderId]);
    return row?.at ?? null;
  }

  /** Says that the day of a moment is to be counted anew. @param id of what happened */
  async mark(
    tx: TenantWriteTx,
    { id, listingId, at }: { readonly id: string; readonly listingId: number; readonly at: Date },
  ): Promise<void> {
    await tx.manager.query(MARK, [id, listingId, at, tx.ctx.tenant.settings.timeZone]);
  }

  /** Days that are to be counted, the newest first. */
  due(tx: TenantTx, limit: number): Promise<ShopDay[]> {
    return tx.manager.query<ShopDay[]>(DUE, [limit]);
  }

  /**
   * Counts a day of a shop anew, one at a time. Its marks are taken first: what they are of is committed, and is read by the
   * statements after that; whoever commits later leaves a mark that is still there. @returns false where another did it meanwhile
   */
  async recount(tx: TenantWriteTx, { listingId, day, from, until, timeZone }: CountedDay): Promise<boolean> {
    await tx.manager.query('SELECT 1 FROM order_daily_check FOR UPDATE');
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM order_daily_due WHERE listing_id = $1 AND day = $2',
      [listingId, day],
    );
    if (count === 0) return false;
    await tx.manager.query('DELETE FROM order_daily WHERE listing_id = $1 AND day = $2', [listingId, day]);
    await tx.manager.query(COUNT, [listingId, day, from, until, timeZone]);
    return true;
  }

  weeks(tx: TenantTx, listingId: number, period: FigurePeriod): Promise<WeekSum[]> {
    return tx.manager.query<WeekSum[]>(WEEKS, [listingId, ...daysOf(period)]);
  }

  items(tx: TenantTx, listingId: number, period: FigurePeriod): Promise<ItemSum[]> {
    return tx.manager.query<ItemSum[]>(ITEMS, [listingId, ...daysOf(period)]);
  }

  /** Whether a shop has ever had an order, counted or not. */
  async hasAny(tx: TenantTx, listingId: number): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM customer_order WHERE listing_id = $1 LIMIT 1',
      [listingId],
    );
    return rows.length > 0;
  }

  townWeeks(tx: TenantTx, { first, last }: FigurePeriod): Promise<TownWeekSum[]> {
    return tx.manager.query<TownWeekSum[]>(TOWN_WEEKS, [first, last]);
  }

  /** Of each shop, for rules that no figure of a single one goes past. */
  townShops(tx: TenantTx, period: FigurePeriod): Promise<ShopSum[]> {
    return tx.manager.query<ShopSum[]>(TOWN_SHOPS, [...daysOf(period), period.weeks.at(-1)]);
  }
}
