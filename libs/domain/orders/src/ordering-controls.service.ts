import { type PickupRules, pickupRulesSchema } from '@halles/contracts';
import { ProductIndex } from '@halles/domain/catalogue';
import type { Interval } from '@halles/domain/hours';
import { NO_USAGE, pickupSlots } from '@halles/domain/pickup-slots';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ControlsMoved, OrderingClosed, TimeIsOver, TooManyPauses } from './order.errors';
import { signalOrders } from './order-signals';
import {
  type OrderingControls,
  controlsAt,
  isClosed,
  seenControls,
  withoutPause,
  withPause,
} from './ordering-controls';
import { type OrderingSettings, OrderingSettingsRepository, type Rush } from './ordering-settings.repository';
import { OrderingShops } from './ordering-shops.service';
import { PickupToday } from './pickup-today.service';
import { SilenceRepository } from './silence/silence.repository';
import { SlotCapacity } from './slot-capacity';

/** The smallest basket there is: whatever can be had, it can have. */
const SMALLEST = { lines: 1, items: 1, cents: 1, noticeDays: 0 } as const;
/** Nobody forgets for longer than this that a rush or a pause is on. */
const LONGEST = 2 * DAY;
/** No shop offers slots that lie so far ahead. */
const FARTHEST = 400 * DAY;

/** A slot as the shop sees it. */
export interface ShopSlot extends Interval {
  /** Orders that are collected in it. */
  readonly orders: number;
  readonly isClosed: boolean;
  /** Whether a rule of the territory closes it, which the shop cannot open again. */
  readonly isClosedByRule: boolean;
}

/** Rules with other pauses. @throws TooManyPauses */
function withPauses(pickup: PickupRules, change: typeof withPause, pause: Interval, now: Date): PickupRules {
  const changed = pickupRulesSchema.safeParse({
    ...pickup,
    pauses: change(pickup.pauses, pause, now.getTime()),
  });
  if (!changed.success) throw new TooManyPauses({});
  return changed.data;
}

/** Who switches something, and what they saw switched on. */
export interface Switching {
  readonly listingId: number;
  /** `seenControls` of their page. */
  readonly seen: string;
}

/**
 * What a shop does about the orders to come, from the counter, with one touch: closes a slot, says that everything takes
 * longer, takes no orders for a while. Orders that were placed keep their time.
 */
@Injectable()
export class OrderingControlsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: OrderingSettingsRepository,
    private readonly shops: OrderingShops,
    private readonly capacity: SlotCapacity,
    private readonly index: ProductIndex,
    private readonly today: PickupToday,
    private readonly silences: SilenceRepository,
    private readonly clock: Clock,
  ) {}

  /** What is switched on, and the next slots of the shop, closed ones among them; null where it never said that it takes orders. */
  async find(
    ctx: TenantContext,
    listingId: number,
    most: number,
  ): Promise<(OrderingControls & { readonly seen: string; readonly slots: readonly ShopSlot[] }) | null> {
    const now = this.clock.now();
    return this.work.read(ctx, async (tx) => {
      const shop = await this.shops.findOpen(tx, listingId);
      if (!shop) return null;
      const { schedule, mode, settings, closedByRule } = shop;
      // As if nothing were switched on: what is closed is listed to be opened again.
      const rules: PickupRules = { ...settings.pickup, notice: 0, preparation: [], rush: 0, pauses: [] };
      const question = { schedule, mode, rules, basket: SMALLEST, now: now.getTime() };
      const slots = pickupSlots(question, new Map(), most);
      // What somebody is about to order is no order yet.
      const usage = await this.capacity.ordered(tx, listingId, slots);
      return {
        ...controlsAt(settings, now),
        seen: seenControls(settings, now),
        slots: slots.map(({ from, until }) => ({
          from,
          until,
          orders: (usage.get(from) ?? NO_USAGE).orders,
          isClosed: isClosed(settings.pickup.pauses, { from, until }),
          isClosedByRule: isClosed(closedByRule, { from, until }),
        })),
      };
    });
  }

  /** What is switched on in those of some shops where something is. */
  async listOn(
    ctx: TenantContext,
    listingIds: readonly number[],
  ): Promise<(OrderingControls & { readonly listingId: number; readonly since: Date })[]> {
    const now = this.clock.now();
    const rows = await this.work.read(ctx, (tx) => this.settings.listControls(tx, listingIds, now));
    return rows.map(({ listingId, since, ...controls }) => ({
      listingId,
      since,
      ...controlsAt(controls, now),
    }));
  }

  /** Every basket takes so many minutes more for a while; null: it is over. @throws ControlsMoved, TimeIsOver */
  async rush(ctx: TenantContext, by: Switching, rush: Rush | null): Promise<void> {
    await this.change(ctx, by.listingId, (settings, now) => {
      this.check(settings, by, rush?.until ?? null, now);
      return { rush };
    });
  }

  /** No orders are taken for a while; null: they are again. @throws ControlsMoved, TimeIsOver */
  async pause(ctx: TenantContext, by: Switching, pausedUntil: Date | null): Promise<void> {
    await this.change(ctx, by.listingId, (settings, now) => {
      this.check(settings, by, pausedUntil, now);
      return { pausedUntil };
    });
  }

  /** Closes a slot, or opens it again: done twice it is as done once. @throws TooManyPauses, TimeIsOver */
  async setSlot(ctx: TenantContext, listingId: number, from: number, isOpen: boolean): Promise<void> {
    await this.change(ctx, listingId, ({ pickup }, now) => {
      const slot = { from, until: from + pickup.length * MINUTE };
      if (slot.until <= now.getTime() || from > now.getTime() + FARTHEST) throw new TimeIsOver({});
      return { pickup: withPauses(pickup, isOpen ? withoutPause : withPause, slot, now) };
    });
  }

  /** Takes no orders for a stretch of time, of which only what is to come counts, or does again. @throws TooManyPauses, TimeIsOver */
  async setPause(ctx: TenantContext, listingId: number, pause: Interval, isOpen: boolean): Promise<void> {
    await this.change(ctx, listingId, ({ pickup }, now) => {
      if (pause.until <= now.getTime() || pause.from > now.getTime() + FARTHEST) throw new TimeIsOver({});
      const ahead = { ...pause, from: Math.max(pause.from, now.getTime()) };
      return { pickup: withPauses(pickup, isOpen ? withoutPause : withPause, ahead, now) };
    });
  }

  private check(settings: OrderingSettings, { seen }: Switching, until: Date | null, now: Date): void {
    if (seen !== seenControls(settings, now)) throw new ControlsMoved({});
    if (until === null) return;
    // No time at all is neither.
    if (!(until > now && until.getTime() <= now.getTime() + LONGEST)) throw new TimeIsOver({});
  }

  /** One at a time: whoever comes second decides on what the first left. */
  private async change(
    ctx: TenantContext,
    listingId: number,
    decide: (settings: OrderingSettings, now: Date) => Partial<OrderingSettings>,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => this.changeIn(tx, listingId, decide));
  }

  private async changeIn(
    tx: TenantWriteTx,
    listingId: number,
    decide: (settings: OrderingSettings, now: Date) => Partial<OrderingSettings>,
  ): Promise<void> {
    const settings = await this.settings.lock(tx, listingId);
    if (!settings?.isOpen) throw new OrderingClosed({});
    const now = this.clock.now();
    const change = decide(settings, now);
    const next = { ...settings, ...change };
    await this.settings.save(tx, listingId, next, now);
    // Who touches these buttons is there.
    await this.silences.forget(tx, listingId);
    // Whether it takes orders, and for today, is on its page and in lists.
    const isOther = await this.today.refresh(tx, listingId);
    if (isOther || 'pausedUntil' in change) await this.index.show(tx, listingId);
    await signalOrders(tx, listingId);
    const { pausedUntil, rush } = controlsAt(next, now);
    await appendAudit(
      tx,
      'ordering.controlled',
      { listing: listingId, pausedUntil, rush, closed: next.pickup.pauses.length },
      now,
    );
  }
}
