import { holdListing } from '@halles/domain/listings';
import type { OrderInput } from '@halles/contracts';
import { type Interval, wallTime } from '@halles/domain/hours';
import {
  type BasketSize,
  NO_USAGE,
  pickupSlots,
  refusalOf,
  type Slot,
  type SlotRefusal,
  type SlotUsage,
  thinnedSlots,
} from '@halles/domain/pickup-slots';
import { Clock, MINUTE, SECOND } from '@halles/kernel';
import {
  pipelined,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { channelOf, type FulfilmentOffer, sendingDay, type SlotChannel } from './fulfilment/fulfilment';
import { type ChosenLine, linesOf, type PricedLine, pricedTogether, sizeOf } from './order-decision';
import { slotRefused } from './order.errors';
import type { NewOrder } from './order.repository';
import type { Overridable } from './order-overrides';
import {
  atOnce,
  overriddenBy,
  refusalsOf,
  type SlotRefusals,
  type Staff,
  type StaffSlot,
  staffSlots,
  withoutNotice,
} from './order-staff';
import { rulesAt } from './ordering-controls';
import { conditionsOf, type OrderingShop } from './ordering-shops.service';
import { SlotCapacity } from './slot-capacity';
import { type HoldPeriod, SlotHoldRepository } from './slot-hold.repository';

/**
 * Slots that a page lists before it leaves some out: two weeks of quarters of an hour. A shop that is open day and night and offers
 * every five minutes of a year has a hundred thousand, which no customer reads and every request would pay for.
 */
const MAX_WHOLE_SLOTS = 700;

/** How often the usage of slots is read for one page: a half-hour has six slots of five minutes. */
const MAX_READS = 6;

/** The slots of a shop: which there are, which a basket may have, and the place that is held for it. */
@Injectable()
export class OrderSlots {
  constructor(
    private readonly work: UnitOfWork,
    private readonly capacity: SlotCapacity,
    private readonly holds: SlotHoldRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The slots of a shop that a basket may choose from now, those that are full among them, as a part of what a page reads.
   * @param basket as the page has priced it
   * @param held key of the form: the place that it holds is not taken for who filled it in
   */
  async slotsIn(
    tx: TenantTx,
    offer: FulfilmentOffer,
    basket: readonly PricedLine<ChosenLine>[],
    held: string | null = null,
  ): Promise<Slot[]> {
    if (offer.fulfilment === 'post') return [];
    const { shop } = offer;
    return this.slotsOfSize(tx, shop, sizeIn(shop, basket), channelOf(offer), held);
  }

  /** Those that who enters an order for somebody on the phone may give, the shop's notice and capacity notwithstanding. */
  async staffSlotsIn(
    tx: TenantTx,
    offer: FulfilmentOffer,
    basket: readonly PricedLine<ChosenLine>[],
  ): Promise<StaffSlot[]> {
    if (offer.fulfilment === 'post') return [];
    const size = sizeIn(offer.shop, basket);
    const slots = await this.slotsOfSize(tx, withoutNotice(offer.shop), atOnce(size), channelOf(offer));
    // The times of customers, all of them: the list for customers leaves out others than this one.
    const times = pickupSlots(questionOf(offer.shop, size, this.clock.now()), new Map());
    return staffSlots(slots, times);
  }

  /**
   * Why a basket cannot have a slot, be it in the list or not; null: it can.
   * @param held key of the form: the place that it holds is not taken for who filled it in
   */
  async refusalOf(
    tx: TenantTx,
    offer: FulfilmentOffer,
    basket: readonly PricedLine<ChosenLine>[],
    from: number,
    held: string | null = null,
  ): Promise<SlotRefusal | null> {
    if (offer.fulfilment === 'post') return this.refusalOfSending(offer, basket);
    const { shop } = offer;
    const question = questionOf(shop, sizeIn(shop, basket), this.clock.now());
    // Of what is no time of the shop nothing is counted: it may be no date at all.
    const refusal = refusalOf(question, from, NO_USAGE);
    if (refusal !== null) return refusal;
    const slots = [slotOf(shop, from)];
    const usage = await this.capacity.usage(tx, shop.listing.id, slots, channelOf(offer), held);
    return refusalOf(question, from, usage.get(from) ?? NO_USAGE);
  }

  /** All that stands against a slot for who enters an order for somebody. */
  async staffRefusalsOf(
    tx: TenantTx,
    offer: FulfilmentOffer,
    basket: readonly PricedLine<ChosenLine>[],
    from: number,
  ): Promise<SlotRefusals> {
    if (offer.fulfilment === 'post') return { overridable: [], final: this.refusalOfSending(offer, basket) };
    const { shop } = offer;
    const question = questionOf(shop, sizeIn(shop, basket), this.clock.now());
    const unused = refusalsOf(question, from, NO_USAGE);
    // Of what is no time of the shop nothing is counted: it may be no date at all.
    if (unused.final !== null) return unused;
    const usage = await this.capacity.usage(tx, shop.listing.id, [slotOf(shop, from)], channelOf(offer));
    return refusalsOf(question, from, usage.get(from) ?? NO_USAGE);
  }

  /** The same of what is so large. @param shop as the way has it, whose channel is that of its pickup unless it is given */
  async slotsOfSize(
    tx: TenantTx,
    shop: OrderingShop,
    size: BasketSize,
    channel?: SlotChannel,
    held: string | null = null,
  ): Promise<Slot[]> {
    const question = questionOf(shop, size, this.clock.now());
    const counted = new Map<number, SlotUsage>();
    // Far away, a slot that is full gives way to one beside it, whose usage is not known yet.
    for (let reads = 0; ; reads += 1) {
      const slots = thinnedSlots(question, counted, MAX_WHOLE_SLOTS);
      const others = slots.filter(({ from }) => !counted.has(from));
      if (others.length === 0 || reads === MAX_READS) return slots;
      const usage = await this.capacity.usage(tx, shop.listing.id, others, channel, held);
      for (const { from } of others) counted.set(from, usage.get(from) ?? NO_USAGE);
    }
  }

  /** Why a basket cannot be sent: something in it is out of season on the day by which it would be. */
  private refusalOfSending(
    { shop, post }: FulfilmentOffer,
    basket: readonly PricedLine<ChosenLine>[],
  ): SlotRefusal | null {
    if (!post) return 'not-offered';
    const size = sizeIn(shop, basket);
    const day = sendingDay(post, shop.schedule.place.timeZone, size.noticeDays, this.clock.now());
    return isSentOn(size, shop, day.from) ? null : 'not-then';
  }

  /**
   * Holds a place in a slot for a few minutes, for who reads the summary of what they are about to order.
   * @param id key of the form
   * @returns how long; null where nothing can be held, as of what is sent by post
   * @throws slotRefused the slot was taken meanwhile
   */
  async hold(
    ctx: TenantContext,
    offer: FulfilmentOffer,
    basket: readonly PricedLine<ChosenLine>[],
    { slotFrom, id }: { readonly slotFrom: number; readonly id: string },
  ): Promise<HoldPeriod | null> {
    if (offer.fulfilment === 'post') return null;
    const { listing, schedule } = offer.shop;
    const size = sizeIn(offer.shop, basket);
    return this.work.write(ctx, async (tx) => {
      // It may be gone, or merged into another, since the page was read: it holds nothing then.
      if (!(await holdListing(tx, listing.id))) return null;
      await this.capacity.lock(tx, listing.id, schedule.place.timeZone, [new Date(slotFrom)]);
      const now = this.clock.now();
      const slot = await this.judge(tx, offer, { slotFrom, holdId: id }, size, now);
      const channel = channelOf(offer);
      const held = { from: slot.from.getTime(), until: slot.until.getTime() };
      const request = { ...channel, id, listingId: listing.id, slot: held, size };
      const until = await this.holds.hold(tx, request, now);
      return until && { until, seconds: Math.floor((until.getTime() - now.getTime()) / SECOND) };
    });
  }

  /**
   * When an order reaches its customer: judged under the lock of the day. What ran out while its summary was read, notice or a
   * cut-off, does not take away a place that was held in time.
   * @param staff who enters it for somebody on the phone, with what they confirmed of the slot
   * @throws slotRefused
   */
  async judge(
    tx: TenantTx,
    offer: FulfilmentOffer,
    { slotFrom: from, holdId }: Pick<OrderInput, 'slotFrom' | 'holdId'>,
    size: BasketSize,
    now: Date,
    staff?: Staff,
  ): Promise<NewOrder['slot'] & { readonly overrides: readonly Overridable[] }> {
    const { shop, post } = offer;
    if (post) {
      const day = sendingDay(post, shop.schedule.place.timeZone, size.noticeDays, now);
      if (!isSentOn(size, shop, day.from)) throw slotRefused('not-then');
      return { ...day, overrides: [] };
    }
    const slot = slotOf(shop, from);
    const channel = channelOf(offer);
    const [usage, hold] = await pipelined([
      this.capacity.usage(tx, shop.listing.id, [slot], channel, holdId),
      holdId === null ? null : this.holds.find(tx, shop.listing.id, holdId, now),
    ]);
    const at = hold?.slot.from === from ? hold.heldAt : now;
    const question = questionOf(shop, size, at);
    const overrides = overriddenBy(staff, refusalsOf(question, from, usage.get(from) ?? NO_USAGE));
    if (from <= now.getTime()) throw slotRefused('past');
    return { from: new Date(slot.from), until: new Date(slot.until), overrides };
  }

  /** The order has its place: nothing is held for it any more. */
  async release(tx: TenantWriteTx, listingId: number, { holdId }: Pick<OrderInput, 'holdId'>): Promise<void> {
    if (holdId !== null) await this.holds.release(tx, listingId, holdId);
  }
}

const sizeIn = (shop: OrderingShop, basket: readonly PricedLine<ChosenLine>[]): BasketSize =>
  sizeOf(linesOf(pricedTogether(basket), conditionsOf(shop)), basket);

/** Whether all of a basket is in season on a day. Pure. */
const isSentOn = ({ isHadAt }: BasketSize, { schedule }: OrderingShop, day: Date): boolean =>
  isHadAt?.({ day: wallTime(schedule.place.timeZone, day.getTime()).day, minute: null }) !== false;

/** The slot of a shop that starts at an instant. Pure. */
export const slotOf = ({ settings }: Pick<OrderingShop, 'settings'>, from: number): Interval => ({
  from,
  until: from + settings.pickup.length * MINUTE,
});

/** What is asked of a slot. Pure. */
export const questionOf = ({ schedule, mode, settings }: OrderingShop, basket: BasketSize, now: Date) => ({
  schedule,
  mode,
  rules: rulesAt(settings, now),
  basket,
  now: now.getTime(),
});
