import type { SlotUsage } from '@halles/domain/pickup-slots';
import { type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import { SHOP_SLOTS, type SlotChannel } from './fulfilment/fulfilment';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

interface UsageRow extends SlotUsage {
  readonly from: Date;
}

/**
 * How full slots are. Whoever takes or frees capacity locks the day of the shop first: what is read under that lock stays
 * true until the transaction ends.
 */
@Injectable()
export class SlotCapacity {
  /** Locks the days of these moments in the shop's time zone, always in the same order, so that no two transactions deadlock. */
  async lock(
    tx: TenantWriteTx,
    listingId: number,
    timeZone: string,
    moments: readonly Date[],
  ): Promise<void> {
    const days = [
      ...new Set(moments.map((moment) => isoOfDay(wallTime(timeZone, moment.getTime()).day))),
    ].sort();
    // Most days were ordered for before, and one alone cannot be waited for in a circle.
    if (days.length === 1 && (await this.hold(tx, listingId, days)) === 1) return;
    await tx.manager.query(
      `INSERT INTO place_day (listing_id, day) SELECT $1, unnest($2::date[]) ON CONFLICT DO NOTHING`,
      [listingId, days],
    );
    await this.hold(tx, listingId, days);
  }

  /** @returns how many of the days there are */
  private async hold(tx: TenantWriteTx, listingId: number, days: readonly string[]): Promise<number> {
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM place_day WHERE listing_id = $1 AND day = ANY($2::date[]) ORDER BY day FOR UPDATE',
      [listingId, days],
    );
    return rows.length;
  }

  /**
   * The orders, items and cents of each of some slots, by the start of the slot: of those alone that the same channel has. An order counts in every slot that it
   * overlaps: one that was delayed, or placed when slots had another length, may overlap two.
   * @param except an order that does not count: one that asks for another slot
   */
  async usage(
    tx: TenantTx,
    listingId: number,
    slots: readonly Interval[],
    { fulfilment, pointId }: SlotChannel = SHOP_SLOTS,
    except: string | null = null,
  ): Promise<Map<number, SlotUsage>> {
    if (slots.length === 0) return new Map();
    const rows = await tx.manager.query<UsageRow[]>(
      `SELECT s.start AS "from", count(*)::int AS orders, sum(o.items - withdrawn.items)::float8 AS items,
              sum(o.total_cents - withdrawn.cents)::float8 AS cents
         FROM unnest($2::timestamptz[], $3::timestamptz[]) AS s (start, stop)
         JOIN customer_order o
           ON o.listing_id = $1 AND o.slot_from < s.stop AND o.slot_until > s.start
          AND o.state IN ('to-pay', 'to-confirm', 'received', 'accepted', 'preparing', 'ready', 'collected')
          AND o.slot_from >= $4 AND o.slot_from < $5
          AND o.fulfilment = $6 AND o.collection_point_id IS NOT DISTINCT FROM $7::uuid
          AND o.id IS DISTINCT FROM $8::uuid
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(l.quantity), 0) AS items, coalesce(sum(l.total_cents), 0) AS cents
            FROM order_withdrawal_line w JOIN order_line l ON l.order_id = w.order_id AND l.position = w.position
           WHERE w.order_id = o.id) withdrawn
        GROUP BY s.start`,
      [
        listingId,
        slots.map(({ from }) => new Date(from)),
        slots.map(({ until }) => new Date(until)),
        // No slot lasts longer than a day: with these bounds the index finds every order that may overlap.
        new Date(Math.min(...slots.map(({ from }) => from)) - DAY),
        new Date(Math.max(...slots.map(({ until }) => until))),
        fulfilment,
        pointId,
        except,
      ],
    );
    return new Map(rows.map(({ from: start, ...usage }) => [start.getTime(), usage]));
  }
}
