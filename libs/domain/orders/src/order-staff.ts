import type { BasketSize, Slot, SlotRefusal } from '@halles/domain/pickup-slots';
import type { OrderingShop } from './ordering-shops.service';
import { OVERRIDABLE, type Overridable } from './order-overrides';
import { SlotRefused } from './order.errors';

/** Who enters an order for somebody on the phone. */
export interface Staff {
  readonly actor: 'merchant' | 'town';
  /** Of the tenant; null for the town. */
  readonly accountId: string | null;
  /** Of the town: the account of the console. */
  readonly agentId?: string;
  /** What they were told of the slot and confirmed; null: nothing. The town gives nothing beyond the rules of the shop. */
  readonly overrides: Overridable | null;
}

/** Whether a shop may give a slot in spite of what stands against it. Pure. */
export const isOverridable = (refusal: SlotRefusal): refusal is Overridable =>
  OVERRIDABLE.some((one) => one === refusal);

/**
 * What of the rules an order goes beyond, as who enters it confirmed; null: nothing. Pure.
 * @throws SlotRefused nobody confirmed it, or nobody can
 */
export function overriddenBy(staff: Staff | undefined, refusal: SlotRefusal | null): Overridable | null {
  if (refusal === null) return null;
  if (!staff || !isOverridable(refusal) || staff.overrides !== refusal) throw new SlotRefused({ refusal });
  return refusal;
}

/** A slot as it is offered to who enters an order for somebody. */
export interface StaffSlot extends Slot {
  /** A customer could not have it: it is asked whether the shop gives it all the same. */
  readonly isBeyondRules: boolean;
}

/** A shop as its slots are for who runs it: without the time that it asks of customers. Pure. */
export const withoutNotice = (shop: OrderingShop): OrderingShop => ({
  ...shop,
  settings: {
    ...shop.settings,
    rush: null,
    pickup: { ...shop.settings.pickup, notice: 0, preparation: [], rush: 0, cutOff: undefined },
  },
});

/** The same of what is ordered. Pure. */
export const atOnce = (size: BasketSize): BasketSize => ({ ...size, noticeDays: 0 });

/**
 * Slots that a shop may give, those among them that its customers may not have marked. Pure.
 * @param times all times that customers may choose from, whatever is free then
 */
export function staffSlots(slots: readonly Slot[], times: readonly Slot[]): StaffSlot[] {
  const known = new Set(times.map(({ from }) => from));
  return slots.map((slot) => ({ ...slot, isBeyondRules: slot.refusal !== null || !known.has(slot.from) }));
}
