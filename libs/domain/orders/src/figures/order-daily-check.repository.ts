import { DAY } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { NIL } from 'uuid';
import { dayOf, marksOf } from './order-daily-marks';

/** How far the steps of orders were looked at. */
export interface DailyCheck {
  /** The last event that was; null: none. */
  readonly eventId: string | null;
  /** When all that there were had been; null: never. */
  readonly checkedAt: Date | null;
}

/** Alerts are erased after a time: nothing is known of the time before the first one that is left. */
const BEGIN = `
  INSERT INTO order_daily_check (id, known_from) SELECT 1, coalesce(min(alerted_at), $1::timestamptz) FROM order_assurance
  ON CONFLICT (id) DO NOTHING`;
const FIND = 'SELECT event_id AS "eventId", checked_at AS "checkedAt" FROM order_daily_check';
const LOCK = `${FIND} FOR UPDATE`;
const NEXT = 'SELECT id, order_id AS "orderId" FROM order_event WHERE id > $1 ORDER BY id LIMIT $2';
/** What a server of the release before did not keep of an answer. */
const DERIVE_LATE = `
  UPDATE customer_order o
     SET is_answered_late = e.actor = 'town' OR EXISTS (SELECT FROM order_assurance a WHERE a.order_id = o.id AND a.alerted_at <= e.at)
    FROM (SELECT DISTINCT ON (order_id) order_id, actor, created_at AS at FROM order_event
           WHERE order_id = ANY ($1)
             AND from_state = 'received' AND actor IN ('merchant', 'town') AND (state <> 'received' OR reason = 'proposed')
           ORDER BY order_id, event) e
   WHERE e.order_id = o.id AND o.is_answered_late IS NULL AND e.at >= (SELECT known_from FROM order_daily_check)`;
/** All days of these orders: on one of them it may have been handed over before that was taken back. */
const MARK = marksOf(
  `(SELECT o.listing_id, o.collected_at, e.created_at FROM customer_order o JOIN order_event e ON e.order_id = o.id
     WHERE o.id = ANY ($1))`,
  { id: '$2', timeZone: '$3' },
);

/**
 * Days that a server of 0.1 counted, which does not tell apart what shops gave back: it took their marks. Such a server runs beside
 * this one for as long as an upgrade takes: what was given back longer ago was looked at before. This goes in 0.3.
 */
const MARK_WITHOUT_SHOP_RETURNS = `
  INSERT INTO order_daily_due (id, listing_id, day)
  SELECT DISTINCT $1::uuid, d.listing_id, d.day
    FROM order_withdrawal w JOIN order_daily d ON d.listing_id = w.listing_id AND d.day = ${dayOf('w.created_at', '$2')}
   WHERE w.created_at > $3 AND w.is_by_shop AND w.is_refund_due AND d.figure = 'returns' AND d.item = ''
     AND NOT EXISTS (SELECT FROM order_daily s
                      WHERE s.listing_id = d.listing_id AND s.day = d.day AND s.figure = 'shop-returns' AND s.item = '')`;

/**
 * Days that a server of 0.1 counted, which does not tell apart what customers cancelled before it was accepted: it took their marks,
 * and with an upgrade any day that there is is marked. One that was counted so has such orders among those that their customers
 * cancelled, and none beside them. This goes in 0.3.
 */
const MARK_WITHOUT_WITHDRAWN = `
  INSERT INTO order_daily_due (id, listing_id, day)
  SELECT $1::uuid, d.listing_id, d.day
    FROM order_daily d
   WHERE d.figure = 'cancelled-customer' AND d.item = ''
     AND NOT EXISTS (SELECT FROM order_daily w
                      WHERE w.listing_id = d.listing_id AND w.day = d.day AND w.figure = 'withdrawn-customer' AND w.item = '')
     AND EXISTS (SELECT FROM customer_order o JOIN order_event e ON e.order_id = o.id AND e.event = o.event
                  WHERE o.listing_id = d.listing_id AND o.state = 'cancelled'
                    AND o.created_at >= d.day::timestamp AT TIME ZONE $2::text
                    AND o.created_at < (d.day + 1)::timestamp AT TIME ZONE $2::text
                    AND e.from_state = 'received' AND (e.actor = 'customer' OR e.reason = 'lapsed'))`;

/** A server of the release before may be at work so long beside this one. */
const UPGRADE_DAYS = 8;

/** Finds the days of orders that changed without a mark: of before there were any, and of servers of another release. */
@Injectable()
export class OrderDailyCheckRepository {
  async find(tx: TenantTx): Promise<DailyCheck | null> {
    const [row] = await tx.manager.query<DailyCheck[]>(FIND);
    return row ?? null;
  }

  /** Where nothing was looked at yet. */
  async begin(tx: TenantWriteTx, now: Date): Promise<void> {
    await tx.manager.query(BEGIN, [now]);
  }

  /**
   * Looks at the next events in turn, marks the days of their orders, and derives what is known of their answers.
   * @param runId of this run
   * @returns how many there were, and the last
   */
  async advance(
    tx: TenantWriteTx,
    limit: number,
    runId: string,
  ): Promise<{ readonly count: number; readonly last: string | null }> {
    const [check] = await tx.manager.query<DailyCheck[]>(LOCK);
    const after = check?.eventId ?? NIL;
    const events = await tx.manager.query<{ id: string; orderId: string }[]>(NEXT, [after, limit]);
    const last = events.at(-1)?.id ?? null;
    if (last === null) return { count: 0, last };
    const orders = [...new Set(events.map(({ orderId }) => orderId))];
    await tx.manager.query(DERIVE_LATE, [orders]);
    await tx.manager.query(MARK, [orders, runId, tx.ctx.tenant.settings.timeZone]);
    await tx.manager.query('UPDATE order_daily_check SET event_id = $1', [last]);
    return { count: events.length, last };
  }

  /** Marks days of the last week whose returns were counted without telling apart those of their shop. @param runId of this run */
  async markDaysWithoutShopReturns(tx: TenantWriteTx, runId: string, now: Date): Promise<void> {
    const since = new Date(now.getTime() - UPGRADE_DAYS * DAY);
    await tx.manager.query(MARK_WITHOUT_SHOP_RETURNS, [runId, tx.ctx.tenant.settings.timeZone, since]);
  }

  /** Marks days whose cancellations were counted as the release before does. @param runId of this run */
  async markDaysWithoutWithdrawn(tx: TenantWriteTx, runId: string): Promise<void> {
    await tx.manager.query(MARK_WITHOUT_WITHDRAWN, [runId, tx.ctx.tenant.settings.timeZone]);
  }

  /** All events were looked at. @param from after which the next time begins; null: there were none */
  async finish(tx: TenantWriteTx, from: string | null, now: Date): Promise<void> {
    await tx.manager.query('UPDATE order_daily_check SET event_id = $1, checked_at = $2', [from, now]);
  }
}
