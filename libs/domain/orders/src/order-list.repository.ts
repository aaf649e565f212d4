import { isListingId } from '@halles/domain/listings';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListedOrder, OrderSummary } from './order';
import { ORDER_SUMMARY, type OrderRow, toOrderSummary } from './order-row';

/** A line `l` as it is counted. @param quantity of it */
const counted = (quantity: string): string => `
  json_build_object('productId', l.product_id, 'name', l.name, 'choices', l.choices, 'quantity', ${quantity}, 'weight',
    CASE WHEN l.weighed_by IS NOT NULL THEN json_build_object(
      'by', l.weighed_by, 'grams', l.estimated_grams, 'finalGrams', l.final_grams, 'mostCents', l.most_cents) END)`;
const OPEN = `o.state IN ('received', 'accepted', 'preparing', 'ready')`;
/** Whether line `l` of order `o` belongs to the order still: its customer did not withdraw from it before paying. All lines of a cancelled order do. */
const IS_WANTED = `
  (o.state = 'cancelled' OR NOT EXISTS (
     SELECT FROM order_withdrawal_line w JOIN order_withdrawal d ON d.id = w.withdrawal_id
      WHERE w.order_id = l.order_id AND w.position = l.position AND NOT d.is_refund_due))`;
const LISTED_ORDER = `
  SELECT ${ORDER_SUMMARY},
         (SELECT coalesce(json_agg(${counted('l.quantity')} ORDER BY l.position), '[]')
            FROM order_line l
           WHERE l.order_id = o.id
             AND ${IS_WANTED}) AS contents,
         (SELECT coalesce(json_agg(json_build_object(
                   'amountCents', d.amount_cents + d.fee_cents, 'isRefundDue', d.is_refund_due, 'isByShop', d.is_by_shop, 'isRefunded', d.refunded_at IS NOT NULL,
                   'lines', (SELECT coalesce(json_agg(${counted('coalesce(nullif(w.quantity, 0), l.quantity)')} ORDER BY l.position), '[]')
                               FROM order_withdrawal_line w JOIN order_line l USING (order_id, position) WHERE w.order_id = o.id AND w.withdrawal_id = d.id)
                 ) ORDER BY d.created_at, d.id), '[]')
            FROM order_withdrawal d WHERE d.order_id = o.id) AS "listedWithdrawals",
         EXISTS (SELECT FROM order_line l WHERE l.order_id = o.id AND l.minimum_age IS NOT NULL AND ${IS_WANTED}) AS "isForAdults",
         -- Not EXISTS, which PostgreSQL may answer by reading the first events of all orders of the territory.
         coalesce((SELECT e.actor = 'town' FROM order_event e WHERE e.order_id = o.id AND e.event = 1), false) AS "isByTown"
    FROM customer_order o`;
const OF_SHOP = `${LISTED_ORDER} WHERE o.listing_id = $1`;
/**
 * What is first of each of some shops: each is asked along its index, so that what is over, and what others have, costs nothing. As
 * JSON, whose rows are always estimated alike: of an array PostgreSQL plans each length anew, for longer than it reads.
 */
const ofEachShop = (which: string): string => `
  SELECT listed.* FROM json_array_elements_text($1::json) AS shop (id) CROSS JOIN LATERAL (${LISTED_ORDER} WHERE o.listing_id = shop.id::int AND ${which} LIMIT $3) AS listed`;
/** What is collected next at the head. */
const TO_DO = ofEachShop(`${OPEN} AND o.slot_until > $2 ORDER BY o.slot_from, o.id`);
/** Cancelled by their customers, and not over yet: what would have been collected next at the head. Their shop knew of them. */
const CANCELLED = ofEachShop(`
  o.state = 'cancelled' AND o.slot_until > $2
     AND EXISTS (SELECT FROM order_event e WHERE e.order_id = o.id AND e.event = o.event AND e.actor = 'customer' AND e.from_state NOT IN ('to-confirm', 'to-pay'))
   ORDER BY o.slot_until, o.id`);
/** What should have been collected last at the head. */
const OVERDUE = ofEachShop(`${OPEN} AND o.slot_until <= $2 ORDER BY o.slot_from DESC, o.id`);
const ENDED = `
  ${OF_SHOP} AND o.state IN ('collected', 'not-collected', 'refused', 'cancelled') AND (o.year, o.number) < ($2, $3)
   ORDER BY o.year DESC, o.number DESC LIMIT $4`;
/** The states are written out: the index of slots is of some states alone. */
const ofSlots = (states: string): string => `
  ${OF_SHOP} AND o.state IN (${states}) AND o.slot_from >= $2 AND o.slot_from < $3
   ORDER BY o.slot_from, o.year, o.number LIMIT $4`;
const OF_SLOTS = {
  'to-prepare': ofSlots(`'accepted', 'preparing'`),
  all: ofSlots(`'received', 'accepted', 'preparing', 'ready', 'collected'`),
};
const WAITING = `
  SELECT listing_id AS "listingId", count(*)::int AS count, min(created_at) AS since FROM customer_order
   WHERE state = 'received' AND listing_id = ANY ($1)
     AND NOT EXISTS (SELECT FROM order_amendment a WHERE a.order_id = customer_order.id AND a.event = customer_order.event)
   GROUP BY listing_id ORDER BY listing_id`;
const WAITING_IDS = `
  SELECT o.id FROM customer_order o
   WHERE o.state = 'received' AND o.listing_id = ANY ($1)
     AND NOT EXISTS (SELECT FROM order_amendment a WHERE a.order_id = o.id AND a.event = o.event)
   ORDER BY o.slot_from, o.id LIMIT $2`;
const OPEN_COUNTS = `
  SELECT o.listing_id AS "listingId", count(*)::int AS count FROM customer_order o
   WHERE ${OPEN} AND o.listing_id = ANY ($1) GROUP BY o.listing_id ORDER BY o.listing_id`;
/** What the inbox of several shops asks, each with the index that holds what is worked on alone. */
export const OPEN_STATEMENTS = [
  ['customer_order_to_do', TO_DO, ['[1,2,3]', new Date(0), 10]],
  ['customer_order_cancelled', CANCELLED, ['[1,2,3]', new Date(0), 10]],
  ['customer_order_to_do', OVERDUE, ['[1,2,3]', new Date(0), 10]],
  ['customer_order_to_do', OPEN_COUNTS, [[1, 2, 3]]],
  ['customer_order_received', WAITING_IDS, [[1, 2, 3], 10]],
] as const;
/** Whether its shop accepted order `o` last knowing that it is closed then, and it is for that time still: as `isKeptWhileClosed` says. */
const IS_KEPT = `
  coalesce((SELECT e.while_closed FROM order_event e
             WHERE e.order_id = o.id AND (e.state IN ('received', 'accepted') OR e.delay_minutes IS NOT NULL)
             ORDER BY e.event DESC LIMIT 1), false)`;
const IS_DUE = `
  o.listing_id = ANY ($1) AND o.state IN ('received', 'accepted', 'preparing', 'ready') AND o.fulfilment <> 'post'
  AND o.slot_from >= $2 AND o.slot_from < $3 AND NOT ${IS_KEPT}`;
const DUE = `
  SELECT o.listing_id AS "listingId", count(*)::int AS count, min(o.created_at) AS since FROM customer_order o
   WHERE ${IS_DUE} GROUP BY o.listing_id ORDER BY o.listing_id`;
const STANDING = `
  SELECT count(*)::int AS count, min(o.slot_from) AS first FROM customer_order o
   WHERE o.listing_id = $1 AND o.state IN ('received', 'accepted', 'preparing', 'ready')
     AND o.slot_from >= $2 AND o.slot_from < $3 AND o.slot_until > $4`;
const NEXT_DUE = `
  SELECT o.id AS "orderId", o.event AS seen FROM customer_order o
   WHERE ${IS_DUE} ORDER BY o.slot_from, o.year, o.number LIMIT $4`;
const UNANSWERED = `
  SELECT id, listing_id AS "listingId", event FROM customer_order
   WHERE state = 'received' AND slot_until <= $1 ORDER BY slot_until LIMIT $2`;
const UNCOLLECTED = `
  SELECT o.id, o.listing_id AS "listingId", o.event FROM customer_order o
   WHERE o.kind = 'reservation' AND o.fulfilment IN ('pickup', 'collection-point')
     AND o.state IN ('accepted', 'preparing', 'ready') AND o.slot_until <= $1
     AND NOT EXISTS (SELECT FROM order_event e WHERE e.order_id = o.id AND e.state = 'not-collected' AND e.actor = 'system')
   ORDER BY o.slot_until LIMIT $2`;

/** Orders that stand for days on which no slots are offered any more. */
export interface StandingOrders {
  readonly count: number;
  /** The time of the first of them; null: there are none. */
  readonly first: Date | null;
}

/** Orders of a shop that wait for something. */
export interface WaitingOrders {
  readonly listingId: number;
  readonly count: number;
  /** When the oldest came. */
  readonly since: Date;
}

/** Where a list of ended orders goes on: behind an order of the shop. */
export type OrderCursor = OrderSummary['number'];

/** Before every number. */
const NEWEST: OrderCursor = { year: 9_999, number: 0 };

/** Orders of shops as their inboxes and tasks list them. Nothing here writes. */
@Injectable()
export class OrderListRepository {
  /** Orders of some shops that are worked on and whose slot is not over, the one that is collected first at the head. */
  async listToDo(
    tx: TenantTx,
    listingIds: readonly number[],
    now: Date,
    limit: number,
  ): Promise<ListedOrder[]> {
    const found = await this.listOfEach(tx, TO_DO, listingIds, [now, limit]);
    return found.sort((one, other) => Number(one.slot.from) - Number(other.slot.from)).slice(0, limit);
  }

  /** Those that their customers cancelled, and whose slot is not over: somebody may be preparing them still. */
  async listCancelled(
    tx: TenantTx,
    listingIds: readonly number[],
    now: Date,
    limit: number,
  ): Promise<ListedOrder[]> {
    const found = await this.listOfEach(tx, CANCELLED, listingIds, [now, limit]);
    return found.sort((one, other) => Number(one.slot.until) - Number(other.slot.until)).slice(0, limit);
  }

  /** Those whose slot is over and of which nobody said what became of them, the latest at the head. */
  async listOverdue(
    tx: TenantTx,
    listingIds: readonly number[],
    now: Date,
    limit: number,
  ): Promise<ListedOrder[]> {
    const found = await this.listOfEach(tx, OVERDUE, listingIds, [now, limit]);
    return found.sort((one, other) => Number(other.slot.from) - Number(one.slot.from)).slice(0, limit);
  }

  /** Of some shops, how many orders are worked on, those whose slot is over among them; none are left out. */
  countOpen(
    tx: TenantTx,
    listingIds: readonly number[],
  ): Promise<{ readonly listingId: number; readonly count: number }[]> {
    return tx.manager.query(OPEN_COUNTS, [listingIds]);
  }

  /** Those that are over, the newest at the head. @param after the last one that was shown */
  listEnded(
    tx: TenantTx,
    listingId: number,
    { year, number }: OrderCursor = NEWEST,
    limit: number,
  ): Promise<ListedOrder[]> {
    return this.list(tx, ENDED, listingId, [year, number, limit]);
  }

  /**
   * Those whose slot begins in a time, its end not included, the one that is collected first at the head: what the shop accepted
   * and has not put together yet, or all, what nobody answered and what was handed over among it.
   */
  listOfSlots(
    tx: TenantTx,
    listingId: number,
    which: keyof typeof OF_SLOTS,
    { from, until }: OrderSummary['slot'],
    limit: number,
  ): Promise<ListedOrder[]> {
    return this.list(tx, OF_SLOTS[which], listingId, [from, until, limit]);
  }

  /** Orders of all shops that nobody answered until their slot was over, the oldest first. */
  listUnanswered(
    tx: TenantTx,
    now: Date,
    limit: number,
  ): Promise<{ readonly id: string; readonly listingId: number; readonly event: number }[]> {
    return tx.manager.query(UNANSWERED, [now, limit]);
  }

  /**
   * Reservations of all shops that nobody collected and whose slot was over at a time, but for those that a shop took back, the
   * oldest first.
   */
  listUncollected(
    tx: TenantTx,
    until: Date,
    limit: number,
  ): Promise<{ readonly id: string; readonly listingId: number; readonly event: number }[]> {
    return tx.manager.query(UNCOLLECTED, [until, limit]);
  }

  /** Shops that have orders to answer, with how many. */
  listWaiting(tx: TenantTx, listingIds: readonly number[]): Promise<WaitingOrders[]> {
    return tx.manager.query(WAITING, [listingIds]);
  }

  /** Their ids, the one that is collected first at the head. */
  async listWaitingIds(tx: TenantTx, listingIds: readonly number[], limit: number): Promise<string[]> {
    const rows = await tx.manager.query<{ readonly id: string }[]>(WAITING_IDS, [listingIds, limit]);
    return rows.map(({ id }) => id);
  }

  /**
   * Of some shops, how many orders are to be handed over in a time, but for those that their shop keeps although it closed it.
   * Those that are sent need nobody to come.
   */
  listDue(
    tx: TenantTx,
    listingIds: readonly number[],
    { from, until }: OrderSummary['slot'],
  ): Promise<WaitingOrders[]> {
    return tx.manager.query(DUE, [listingIds, from, until]);
  }

  /** Those that its shop has still to do, of a stretch of time in which it offers no slots. */
  async standing(
    tx: TenantTx,
    listingId: number,
    { from, until }: OrderSummary['slot'],
    now: Date,
  ): Promise<StandingOrders> {
    const [row] = await tx.manager.query<StandingOrders[]>(STANDING, [listingId, from, until, now]);
    return row ?? { count: 0, first: null };
  }

  /** The first of them of one shop, by their time, each with its last event. */
  nextDue(
    tx: TenantTx,
    listingId: number,
    { from, until }: OrderSummary['slot'],
    limit: number,
  ): Promise<{ readonly orderId: string; readonly seen: number }[]> {
    return tx.manager.query(NEXT_DUE, [[listingId], from, until, limit]);
  }

  private list(
    tx: TenantTx,
    statement: string,
    listingId: number,
    values: readonly unknown[],
  ): Promise<ListedOrder[]> {
    return isListingId(listingId) ? read(tx, statement, [listingId, ...values]) : Promise.resolve([]);
  }

  private listOfEach(
    tx: TenantTx,
    statement: string,
    listingIds: readonly number[],
    values: readonly unknown[],
  ): Promise<ListedOrder[]> {
    return read(tx, statement, [JSON.stringify(listingIds.filter(isListingId)), ...values]);
  }
}

async function read(tx: TenantTx, statement: string, values: readonly unknown[]): Promise<ListedOrder[]> {
  const rows = await tx.manager.query<
    (OrderRow & Pick<ListedOrder, 'contents' | 'listedWithdrawals' | 'isForAdults' | 'isByTown'>)[]
  >(statement, [...values]);
  return rows.map(({ contents, listedWithdrawals, isForAdults, isByTown, ...row }) => ({
    ...toOrderSummary(row),
    ...{ contents, listedWithdrawals, isForAdults, isByTown },
  }));
}
