import {
  type BasketSize,
  refusalOf,
  type Slot,
  type SlotQuestion,
  type SlotRefusal,
  type SlotUsage,
} from '@halles/domain/pickup-slots';
import type { OrderingShop } from './ordering-shops.service';
import { OVERRIDABLE, type Overridable } from './order-overrides';
import { slotRefused } from './order.errors';

/** Who enters an order for somebody on the phone. */
export interface Staff {
  readonly actor: 'merchant' | 'town';
  /** Of the tenant; null for the town. */
  readonly accountId: string | null;
  /** Of the town: the account of the console. */
  readonly agentId?: string;
  /** What they were told of the slot and confirmed. The town gives nothing beyond the rules of the shop. */
  readonly overrides: readonly Overridable[];
}

/** Whether a shop may give a slot in spite of what stands against it. Pure. */
export const isOverridable = (refusal: SlotRefusal): refusal is Overridable =>
  OVERRIDABLE.some((one) => one === refusal);

/** How a slot is asked about once the shop gives it in spite of a reason. */
const WITHOUT: Readonly<Record<Overridable, (question: SlotQuestion) => SlotQuestion>> = {
  'past-cut-off': (question) => ({ ...question, rules: { ...question.rules, cutOff: undefined } }),
  'too-soon': ({ rules, basket, ...question }) => ({
    ...question,
    rules: { ...rules, notice: 0, preparation: [], rush: 0 },
    basket: atOnce(basket),
  }),
  full: (question) => ({ ...question, rules: { ...question.rules, capacity: {} } }),
  'too-large': (question) => ({ ...question, rules: { ...question.rules, capacity: {} } }),
};

/** All that stands against a slot. */
export interface SlotRefusals {
  /** What its shop may give all the same. */
  readonly overridable: readonly Overridable[];
  /** What nobody can; null: nothing. */
  readonly final: SlotRefusal | null;
}

/** All that stands against the slot that starts at an instant. @param usage of it now. Pure. */
export function refusalsOf(question: SlotQuestion, from: number, usage: SlotUsage): SlotRefusals {
  const overridable: Overridable[] = [];
  for (let rest = question; ;) {
    const refusal = refusalOf(rest, from, usage);
    if (refusal === null || !isOverridable(refusal)) return { overridable, final: refusal };
    // Full although its shop gives more than its slots hold: there would be more people inside than may be.
    if (overridable.includes(refusal)) return { overridable, final: refusal };
    overridable.push(refusal);
    rest = WITHOUT[refusal](rest);
  }
}

/**
 * What of the rules an order goes beyond, as who enters it confirmed. Pure.
 * @throws slotRefused somebody did not confirm it, or nobody can give it
 */
export function overriddenBy(
  staff: Staff | undefined,
  { overridable, final }: SlotRefusals,
): readonly Overridable[] {
  const [refusal] = overridable.filter((one) => !staff?.overrides.includes(one));
  if (refusal !== undefined) throw slotRefused(refusal);
  if (final !== null) throw slotRefused(final);
  return overridable;
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
