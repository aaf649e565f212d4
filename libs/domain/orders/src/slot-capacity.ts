import { NO_USAGE, type SlotUsage } from '@halles/domain/pickup-slots';
import type { Interval } from '@halles/domain/hours';
import { lowest, PeoplePresent, PlaceDayLock } from '@halles/domain/place-days';
import { Clock, DAY } from '@halles/kernel';
import { SHOP_SLOTS, type SlotChannel } from './fulfilment/fulfilment';
import { pipelined, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

interface UsageRow extends SlotUsage {
  readonly from: Date;
}

const IN_CHANNEL = (row: string): string => `
  ${row}.listing_id = $1 AND ${row}.slot_from >= $4 AND ${row}.slot_from < $5
  AND ${row}.fulfilment = $6 AND ${row}.collection_point_id IS NOT DISTINCT FROM $7::uuid AND ${row}.id IS DISTINCT FROM $8::uuid`;
/** What orders take, without what was withdrawn from. */
const ORDERED = `
  SELECT o.slot_from, o.slot_until, o.items - withdrawn.items AS items, o.total_cents - withdrawn.cents AS cents
    FROM customer_order o
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(coalesce(w.quantity, l.quantity)), 0) AS items, coalesce(sum(coalesce(w.cents, l.total_cents)), 0) AS cents
       FROM order_withdrawal_line w JOIN order_line l ON l.order_id = w.order_id AND l.position = w.position
      WHERE w.order_id = o.id) withdrawn
   WHERE o.state IN ('to-pay', 'to-confirm', 'received', 'accepted', 'preparing', 'ready', 'collected') AND ${IN_CHANNEL('o')}`;
const HELD = `
  SELECT h.slot_from, h.slot_until, h.items, h.cents FROM slot_hold h WHERE h.expires_at > $9 AND ${IN_CHANNEL('h')}`;

const usageOf = (taken: string): string => `
  WITH wanted AS (SELECT start, stop FROM unnest($2::timestamptz[], $3::timestamptz[]) AS s (start, stop)),
       taken AS (${taken})
  SELECT w.start AS "from", count(*)::int AS orders, sum(t.items)::float8 AS items, sum(t.cents)::float8 AS cents
    FROM wanted w JOIN taken t ON t.slot_from < w.stop AND t.slot_until > w.start
   GROUP BY w.start`;
const TAKEN = usageOf(`${ORDERED} UNION ALL ${HELD}`);
const TAKEN_BY_ORDERS = usageOf(ORDERED);

/**
 * How full slots are. Whoever takes or frees capacity locks the day of the shop first: what is read under that lock stays
 * true until the transaction ends.
 */
@Injectable()
export class SlotCapacity {
  constructor(
    private readonly days: PlaceDayLock,
    private readonly people: PeoplePresent,
    private readonly clock: Clock,
  ) {}

  /** Locks the days of these moments in the shop's time zone (`PlaceDayLock`). */
  async lock(
    tx: TenantWriteTx,
    listingId: number,
    timeZone: string,
    moments: readonly Date[],
  ): Promise<void> {
    await this.days.lock(tx, listingId, timeZone, moments);
  }

  /**
   * What of each of some slots is taken in one channel, by the start of the slot: by orders, and by places that are held for a few
   * minutes. An order counts in every slot that it overlaps: one that was delayed, or placed when slots had another length, may
   * overlap two. Where the place has a gauge, who comes for an appointment counts in whether there is room for one more.
   * @param except an order or a hold that does not count: of who asks for another slot, or for the one that they hold
   */
  async usage(
    tx: TenantTx,
    listingId: number,
    slots: readonly Interval[],
    channel: SlotChannel = SHOP_SLOTS,
    except: string | null = null,
  ): Promise<Map<number, SlotUsage>> {
    const isInside = channel.fulfilment === 'pickup' && channel.pointId === null;
    const [usage, crowded] = await pipelined([
      this.count(tx, listingId, slots, channel, { except, areHoldsCounted: true }),
      isInside ? this.crowded(tx, listingId, slots, except) : [],
    ]);
    for (const from of crowded) usage.set(from, { ...(usage.get(from) ?? NO_USAGE), isCrowded: true });
    return usage;
  }

  /** The starts of those slots in which nobody more may be inside. */
  private async crowded(
    tx: TenantTx,
    listingId: number,
    slots: readonly Interval[],
    except: string | null,
  ): Promise<number[]> {
    if (slots.length === 0) return [];
    const from = Math.min(...slots.map((slot) => slot.from));
    const until = Math.max(...slots.map((slot) => slot.until));
    const room = await this.people.room(tx, listingId, { from, until }, { purpose: 'pickup', except });
    if (room === null) return [];
    return slots.filter((slot) => lowest(room, slot.from, slot.until) < 1).map((slot) => slot.from);
  }

  /** The same of orders alone. */
  ordered(
    tx: TenantTx,
    listingId: number,
    slots: readonly Interval[],
    channel: SlotChannel = SHOP_SLOTS,
  ): Promise<Map<number, SlotUsage>> {
    return this.count(tx, listingId, slots, channel, { except: null, areHoldsCounted: false });
  }

  private async count(
    tx: TenantTx,
    listingId: number,
    slots: readonly Interval[],
    { fulfilment, pointId }: SlotChannel,
    { except, areHoldsCounted }: { readonly except: string | null; readonly areHoldsCounted: boolean },
  ): Promise<Map<number, SlotUsage>> {
    if (slots.length === 0) return new Map();
    const rows = await tx.manager.query<UsageRow[]>(areHoldsCounted ? TAKEN : TAKEN_BY_ORDERS, [
      listingId,
      slots.map(({ from }) => new Date(from)),
      slots.map(({ until }) => new Date(until)),
      // No slot lasts longer than a day: with these bounds the index finds everything that may overlap.
      new Date(Math.min(...slots.map(({ from }) => from)) - DAY),
      new Date(Math.max(...slots.map(({ until }) => until))),
      ...[fulfilment, pointId, except, ...(areHoldsCounted ? [this.clock.now()] : [])],
    ]);
    return new Map(rows.map(({ from: start, ...usage }) => [start.getTime(), usage]));
  }
}
