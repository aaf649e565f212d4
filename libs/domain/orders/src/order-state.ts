/** Where an order stands. Those of the second line are over. */
export const ORDER_STATES = [
  ...(['received', 'accepted', 'preparing', 'ready'] as const),
  ...(['collected', 'not-collected', 'refused', 'cancelled'] as const),
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export type OrderActor = 'customer' | 'merchant' | 'town' | 'system';

/** Why an order was refused, cancelled or not collected. */
export type OrderReason =
  'customer' | 'sold-out' | 'rush' | 'closed' | 'no-show' | 'unanswered' | 'withdrawal' | 'other';

/** States whose goods and slot are kept for the customer, or were. */
const HOLDING: ReadonlySet<OrderState> = new Set(['received', 'accepted', 'preparing', 'ready', 'collected']);

/** Where an order goes from each state. The database has the same list (`order_event_transition`). */
const FORWARD: Readonly<Record<OrderState, readonly OrderState[]>> = {
  received: ['accepted', 'refused', 'cancelled'],
  accepted: ['preparing', 'ready', 'collected', 'not-collected', 'cancelled'],
  preparing: ['ready', 'collected', 'not-collected', 'cancelled'],
  ready: ['collected', 'not-collected', 'cancelled'],
  collected: [],
  'not-collected': [],
  refused: [],
  cancelled: [],
};

/** A touch that is taken back. What gave back goods and slot takes them again, if they are still to be had. */
const BACKWARD: Readonly<Record<OrderState, readonly OrderState[]>> = {
  received: [],
  accepted: ['received'],
  preparing: ['accepted'],
  ready: ['preparing', 'accepted'],
  collected: ['ready', 'preparing', 'accepted'],
  'not-collected': ['ready', 'preparing', 'accepted'],
  refused: ['received'],
  cancelled: ['received', 'accepted'],
};

/** Which states may be left by a customer: what is being prepared is cancelled by the shop alone. */
const CUSTOMER_CANCELS: ReadonlySet<OrderState> = new Set(['received', 'accepted']);

/** Whether a shop still has to do with an order: it is neither handed over nor over otherwise. Pure. */
export const isWorkedOn = (state: OrderState): boolean => holdsGoods(state) && state !== 'collected';

export const holdsGoods = (state: OrderState): boolean => HOLDING.has(state);

/** Whether an order may go from a state to another, and whether that takes a touch back. Pure. */
export function transition(from: OrderState, to: OrderState): 'forward' | 'backward' | null {
  if (FORWARD[from].includes(to)) return 'forward';
  return BACKWARD[from].includes(to) ? 'backward' : null;
}

/** Whether somebody may bring an order from a state to another. A town's agent acts for the shop. Pure. */
export function mayMove(actor: OrderActor, from: OrderState, to: OrderState): boolean {
  const kind = transition(from, to);
  if (kind === null) return false;
  if (actor === 'customer') return to === 'cancelled' && CUSTOMER_CANCELS.has(from);
  return actor !== 'system' || (from === 'received' && to === 'cancelled');
}

/** Whether the last touch of an order may be taken back: not once its customer has cancelled or withdrawn. Pure. */
export const mayTakeBack = ({
  events,
  withdrawals,
}: {
  readonly events: readonly { readonly actor: OrderActor }[];
  readonly withdrawals: readonly unknown[];
}): boolean => events.at(-1)?.actor !== 'customer' && withdrawals.length === 0;

/** Whether the order's time may be put off in a state. */
export const mayDelay = (state: OrderState): boolean =>
  state === 'received' || state === 'accepted' || state === 'preparing';
