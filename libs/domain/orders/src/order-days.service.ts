import type { SlotRules } from '@halles/domain/pickup-slots';
import { NO_USAGE, pickupSlots, preparationOf, type SlotUsage } from '@halles/domain/pickup-slots';
import type { Interval } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListedOrder, OrderSummary } from './order';
import { OrderListRepository, type WaitingOrders } from './order-list.repository';
import { isClosedOnDayOf } from './closed-day';
import { ClosedDayOrders, type DueOrders } from './closed-day-orders.service';
import { isClosed } from './ordering-controls';
import { type OrderingShop, OrderingShops } from './ordering-shops.service';
import { SlotCapacity } from './slot-capacity';

/** The smallest basket there is: whatever can be had, it can have. */
const SMALLEST = { lines: 1, items: 1, cents: 1, noticeDays: 0 } as const;

/** A slot of a day, with what is collected in it. */
export interface DaySlot extends Interval {
  /** In the order of their numbers. */
  readonly orders: readonly ListedOrder[];
  /** Null for a time that is no slot of the shop: an order was put off to it, is brought or is sent. */
  readonly usage: SlotUsage | null;
  readonly isClosed: boolean;
  /** When work on its orders begins at the latest, by the rules of the shop; null: nothing is asked for, or left to do. */
  readonly beginsAt: Date | null;
}

/** A day of a shop. */
export interface OrderDay {
  readonly slots: readonly DaySlot[];
  /** What a slot holds. */
  readonly capacity: SlotRules['capacity'];
  /** There are more orders than are listed. */
  readonly isCut: boolean;
  /** The shop says that it is closed that day, beside its usual hours. */
  readonly isClosed: boolean;
  /** Of a day on which it is closed: the orders for which it is expected. */
  readonly due: DueOrders;
}

const NOTHING_DUE: DueOrders = { count: 0, next: [] };

/** More orders than a page shows of a day. */
const MOST = 300;

/** Whether somebody has to begin with an order yet. Pure. */
const isToBegin = ({ state }: Pick<OrderSummary, 'state'>): boolean =>
  state === 'received' || state === 'accepted';

/** When work on orders of a slot begins at the latest; null: nothing is asked for, or left to do. Pure. */
export function beginningOf(
  from: number,
  orders: readonly Pick<ListedOrder, 'state' | 'contents' | 'items' | 'totalCents' | 'feeCents'>[],
  preparation: SlotRules['preparation'],
): Date | null {
  const minutes = orders.filter(isToBegin).map(({ contents, items, totalCents, feeCents }) =>
    preparationOf(preparation, {
      ...{ lines: contents.length, items, cents: totalCents - feeCents, noticeDays: 0 },
    }),
  );
  const longest = Math.max(0, ...minutes);
  return longest === 0 ? null : new Date(from - longest * MINUTE);
}

/** What a shop hands over on a day, slot by slot. */
@Injectable()
export class OrderDays {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: OrderListRepository,
    private readonly shops: OrderingShops,
    private readonly capacity: SlotCapacity,
    private readonly closed: ClosedDayOrders,
  ) {}

  /** All of a day that are to be handed over or were, and the slots of the shop that day, free and closed ones among them. */
  async find(ctx: TenantContext, listingId: number, span: OrderSummary['slot']): Promise<OrderDay> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.lists.listOfSlots(tx, listingId, 'all', span, MOST + 1);
      const orders = found.slice(0, MOST);
      // One that takes no orders any more has some all the same.
      const shop = await this.shops.findWithOrders(tx, listingId);
      const own = shop?.settings.isOpen ? slotsOf(shop, span) : [];
      const usage = await this.usageOf(tx, listingId, own);
      const { pauses = [], preparation = [], capacity = {} } = shop?.settings.pickup ?? {};
      const slots = new Map<number, Interval>(own.map((slot) => [slot.from, slot]));
      for (const { slot } of orders) {
        const from = slot.from.getTime();
        if (!slots.has(from)) slots.set(from, { from, until: slot.until.getTime() });
      }
      const isDayOff = shop !== null && isClosedOnDayOf(shop.schedule, span.from);
      const days = [...slots.values()].sort((one, other) => one.from - other.from);
      return {
        capacity,
        isCut: found.length > MOST,
        isClosed: isDayOff,
        due: isDayOff ? await this.closed.due(tx, listingId, span) : NOTHING_DUE,
        slots: days.map((slot) => {
          const ofSlot = orders.filter((order) => order.slot.from.getTime() === slot.from);
          return {
            ...slot,
            orders: ofSlot,
            usage: usage.get(slot.from) ?? null,
            isClosed: isClosed(pauses, slot),
            beginsAt: beginningOf(slot.from, ofSlot, preparation),
          };
        }),
      };
    });
  }

  /** Those of some shops that say that they are closed on a day for which they have orders, with how many. */
  async listClosed(
    ctx: TenantContext,
    listingIds: readonly number[],
    span: OrderSummary['slot'],
  ): Promise<WaitingOrders[]> {
    return this.work.read(ctx, async (tx) => {
      const closed: WaitingOrders[] = [];
      for (const due of await this.lists.listDue(tx, listingIds, span)) {
        const shop = await this.shops.findWithOrders(tx, due.listingId);
        if (shop && isClosedOnDayOf(shop.schedule, span.from)) closed.push(due);
      }
      return closed;
    });
  }

  private async usageOf(
    tx: TenantTx,
    listingId: number,
    slots: readonly Interval[],
  ): Promise<ReadonlyMap<number, SlotUsage>> {
    const usage = await this.capacity.ordered(tx, listingId, slots);
    return new Map(slots.map(({ from }) => [from, usage.get(from) ?? NO_USAGE]));
  }
}

/** The slots of a day, as if it began now and nothing were closed. Pure. */
function slotsOf(
  { schedule, mode, settings }: OrderingShop,
  { from, until }: OrderSummary['slot'],
): Interval[] {
  const now = from.getTime() - MINUTE;
  const open = { notice: 0, preparation: [], rush: 0, pauses: [], cutOff: undefined, horizon: 1 };
  const rules = { ...settings.pickup, ...open };
  return pickupSlots({ schedule, mode, rules, basket: SMALLEST, now }, new Map()).filter(
    (slot) => slot.from >= from.getTime() && slot.from < until.getTime(),
  );
}
