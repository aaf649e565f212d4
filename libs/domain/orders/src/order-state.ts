import type { OrderKind } from '@halles/contracts';
import { HOUR, MINUTE } from '@halles/kernel';

/**
 * The states of an order. Those of the last line are final. One that is to be confirmed or paid waits for its customer, who opens
 * the link of a mail, or pays on a page of the provider: its shop knows nothing of it yet.
 */
export const ORDER_STATES = [
  ...(['to-confirm', 'to-pay'] as const),
  ...(['received', 'accepted', 'preparing', 'ready'] as const),
  ...(['collected', 'not-collected', 'refused', 'cancelled'] as const),
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export type OrderActor = 'customer' | 'merchant' | 'town' | 'system';

/** Why an order was refused, cancelled or not collected. */
export type OrderReason =
  | 'customer'
  | 'sold-out'
  | 'rush'
  | 'closed'
  | 'no-show'
  | 'unanswered'
  | 'withdrawal'
  // Its customer did not confirm it in time.
  | 'not-confirmed'
  // Nor paid it.
  | 'not-paid'
  | 'other'
  // Of what the shop proposes instead of the order: it does, it thinks better of it, and what its customer says.
  | 'proposed'
  | 'dropped'
  | 'agreed'
  | 'declined'
  | 'lapsed';

/** What a shop may give as the reason for which it refuses or cancels an order; `other` says nothing more. */
export const SHOP_REASONS = ['sold-out', 'rush', 'closed', 'other'] as const satisfies readonly OrderReason[];
export type ShopReason = (typeof SHOP_REASONS)[number];

/** Why an order ended, where its shop said so in the step that ended it; null: it did not. Pure. */
export function shopReasonOf({
  state,
  actor,
  reason,
}: {
  readonly state: OrderState;
  readonly actor: OrderActor;
  readonly reason: OrderReason | null;
}): Exclude<ShopReason, 'other'> | null {
  const isOfTheShop = actor === 'merchant' || actor === 'town';
  if (!isOfTheShop || (state !== 'refused' && state !== 'cancelled')) return null;
  return reason === 'sold-out' || reason === 'rush' || reason === 'closed' ? reason : null;
}

/** States in which stock and slot are reserved for the customer, or were used. */
const HOLDING: ReadonlySet<OrderState> = new Set([
  'to-confirm',
  'to-pay',
  'received',
  'accepted',
  'preparing',
  'ready',
  'collected',
]);

/** The next states of each state. The database checks the same list (`order_event_transition`). */
const FORWARD: Readonly<Record<OrderState, readonly OrderState[]>> = {
  'to-confirm': ['received', 'cancelled'],
  'to-pay': ['received', 'cancelled'],
  received: ['accepted', 'refused', 'cancelled'],
  accepted: ['preparing', 'ready', 'collected', 'not-collected', 'cancelled'],
  preparing: ['ready', 'collected', 'not-collected', 'cancelled'],
  ready: ['collected', 'not-collected', 'cancelled'],
  collected: [],
  'not-collected': [],
  refused: [],
  cancelled: [],
};

/** The states that undoing the last step may lead to. An undone refusal or cancellation reserves stock and slot again, if they are free. */
const BACKWARD: Readonly<Record<OrderState, readonly OrderState[]>> = {
  'to-confirm': [],
  'to-pay': [],
  received: [],
  accepted: ['received'],
  preparing: ['accepted'],
  ready: ['preparing', 'accepted'],
  collected: ['ready', 'preparing', 'accepted'],
  'not-collected': ['ready', 'preparing', 'accepted'],
  refused: ['received'],
  cancelled: ['received', 'accepted'],
};

/** What of an order was weighed in one step. */
export type Weighed = 'part' | 'whole';

/** States in which goods are weighed: once they are handed over, they were paid for. */
const WEIGHING: ReadonlySet<OrderState> = new Set(['accepted', 'preparing', 'ready']);

/** States that tell of a price that is known: nothing is left to be weighed in them. */
const WEIGHED: ReadonlySet<OrderState> = new Set(['ready', 'collected']);

/** States in which the customer may cancel: later only the shop can. */
const CUSTOMER_CANCELS: ReadonlySet<OrderState> = new Set(['to-confirm', 'to-pay', 'received', 'accepted']);

/** Whether it can be noted that nobody came: not before the time of an order has begun. Pure. */
export const isDue = ({ slot }: { readonly slot: { readonly from: Date } }, now: Date): boolean =>
  slot.from.getTime() <= now.getTime();

/** Whether its customer has something to do before its shop hears of an order. Pure. */
export const isAwaited = (state: OrderState): state is 'to-confirm' | 'to-pay' =>
  state === 'to-confirm' || state === 'to-pay';

/** Whether something may become of an order yet. Pure. */
export const isUnderWay = (state: OrderState): boolean => holdsGoods(state) && state !== 'collected';

/** Whether the shop still has something to do for an order. Pure. */
export const isWorkedOn = (state: OrderState): boolean => isUnderWay(state) && !isAwaited(state);

/** Whether stock and slot are reserved for an order in a state, or were used by it. Pure. */
export const holdsGoods = (state: OrderState): boolean => HOLDING.has(state);

/** Whether an order may go from one state to another, and whether that undoes a step. Pure. */
export function transition(from: OrderState, to: OrderState): 'forward' | 'backward' | null {
  if (FORWARD[from].includes(to)) return 'forward';
  return BACKWARD[from].includes(to) ? 'backward' : null;
}

/**
 * Whether somebody may bring an order from one state to another. An agent of the town acts for the shop. That its customer confirms
 * or pays it is more than a step: `OrderArrivals` does it. Pure.
 */
export function mayMove(actor: OrderActor, from: OrderState, to: OrderState): boolean {
  const kind = transition(from, to);
  if (kind === null) return false;
  if (isAwaited(from)) return to === 'cancelled' && (actor === 'customer' || actor === 'system');
  if (actor === 'customer') return to === 'cancelled' && CUSTOMER_CANCELS.has(from);
  return actor !== 'system' || (from === 'received' && to === 'cancelled') || to === 'not-collected';
}

/** Whether its customer may cancel an order, if it is not too late: of a reservation, which binds nobody, until it is collected. Pure. */
export const mayCancel = ({
  kind,
  state,
}: {
  readonly kind: OrderKind;
  readonly state: OrderState;
}): boolean => mayMove('customer', state, 'cancelled') || (kind === 'reservation' && isWorkedOn(state));

/** As `mayMove`, of an order, by what it is. Pure. */
export const mayMoveOrder = (
  actor: OrderActor,
  order: { readonly kind: OrderKind; readonly state: OrderState },
  to: OrderState,
): boolean =>
  actor === 'customer' && to === 'cancelled' ? mayCancel(order) : mayMove(actor, order.state, to);

/** What an order went through, as far as it decides of the way back. */
interface UndoFacts {
  readonly state: OrderState;
  readonly events: readonly {
    readonly actor: OrderActor;
    readonly reason: OrderReason | null;
    readonly weighed?: Weighed | null;
  }[];
  readonly withdrawals: readonly { readonly isRefundDue: boolean }[];
  readonly payment: object | null;
}

/**
 * Whether the last step of an order may be undone: not after its customer cancelled or withdrew, which nobody takes back for
 * them, nor where they never confirmed or paid it, nor where the money was let go of. The hand-over of what they left in it may. One that both agreed upon, or whose goods were weighed, waits for its shop no
 * more. Pure.
 * @param to the state that it would be in again
 */
export function mayUndoStep({ state, events, withdrawals, payment }: UndoFacts, to: OrderState): boolean {
  const last = events.at(-1);
  if (last?.actor === 'customer' || last?.reason === 'not-confirmed' || last?.reason === 'not-paid')
    return false;
  if (payment !== null && (state === 'refused' || state === 'cancelled')) return false;
  const isDecided = events.some(({ reason, weighed }) => reason === 'agreed' || Boolean(weighed));
  if (to === 'received' && isDecided) return false;
  // Goods that were withdrawn from before are on sale again; what came after it was handed over is to be paid back.
  return withdrawals.length === 0 || (state === 'collected' && withdrawals.every((one) => !one.isRefundDue));
}

/** So many hours after it was refused or cancelled an order may be restored: later its customer has gone elsewhere. */
export const RESTORABLE_HOURS = 24;

/**
 * Why an order that was refused or cancelled is not restored any more: its slot is over, or it ended too long ago; null: it may
 * be, as far as the time goes. Pure.
 */
export function restoreRefusal(
  {
    state,
    slot,
    events,
  }: {
    readonly state: OrderState;
    readonly slot: { readonly until: Date };
    readonly events: readonly { readonly at: Date }[];
  },
  now: Date,
): 'slot-over' | 'too-long-ago' | null {
  if (state !== 'refused' && state !== 'cancelled') return null;
  if (slot.until <= now) return 'slot-over';
  const endedAt = events.at(-1)?.at.getTime() ?? 0;
  return now.getTime() - endedAt > RESTORABLE_HOURS * HOUR ? 'too-long-ago' : null;
}

/** States of which a customer was told that nothing is to be collected any more. */
const ENDED: ReadonlySet<OrderState> = new Set(['refused', 'cancelled', 'not-collected']);

/** Whether a step ends an order and is told at once: of what was done before, nothing is to be told any more. Pure. */
export const endsUntold = ({
  state,
  isHeld = false,
}: {
  readonly state: OrderState;
  readonly isHeld?: boolean;
}): boolean => ENDED.has(state) && !isHeld;

/** Whether a step brings an order back whose customer was told that it is over. @param from the state before it. Pure. */
export const restores = (from: OrderState | undefined, to: OrderState): boolean =>
  from !== undefined && ENDED.has(from) && holdsGoods(to);

/** By how many minutes the last step of an order put it off, which its shop may take back; null: it did not. Pure. */
export function undoableDelay(
  {
    state,
    slot,
    events,
  }: {
    readonly state: OrderState;
    readonly slot: { readonly until: Date };
    readonly events: readonly { readonly delayMinutes: number | null }[];
  },
  now: Date,
): number | null {
  const minutes = events.at(-1)?.delayMinutes ?? 0;
  // Nobody comes at a time that is over.
  const isOver = slot.until.getTime() - minutes * MINUTE <= now.getTime();
  return minutes > 0 && mayDelay(state) && !isOver ? minutes : null;
}

/** Whether its shop accepted an order last knowing that it is closed then, and it is for that time still. Pure. */
export function isKeptWhileClosed({
  events,
}: {
  readonly events: readonly {
    readonly state: OrderState;
    readonly delayMinutes: number | null;
    readonly whileClosed?: boolean;
  }[];
}): boolean {
  const last = events.findLast(
    ({ state, delayMinutes }) => state === 'received' || state === 'accepted' || delayMinutes !== null,
  );
  return last?.whileClosed === true;
}

/** Whether the goods of an order in a state may be weighed. Pure. */
export const mayWeigh = (state: OrderState): boolean => WEIGHING.has(state);

/** Whether everything of an order has to be weighed before it comes to a state. Pure. */
export const wantsWeights = (state: OrderState): boolean => WEIGHED.has(state);

/** Whether an order in a state may be delayed. Pure. */
export const mayDelay = (state: OrderState): boolean =>
  state === 'received' || state === 'accepted' || state === 'preparing';
