import { isDue, type OrderState, type OrderSummary, toCollectCents } from '@halles/domain/orders';
import { type Step, STEPS } from './merchant-order.form';

/** Which buttons an order has, the one that comes next at the head. */
const NEXT: Readonly<Record<OrderState, readonly Step[]>> = {
  'to-confirm': [],
  'to-pay': [],
  received: ['accept', 'refuse', 'soldOut'],
  accepted: ['ready', 'prepare', 'collect', 'cancel'],
  preparing: ['ready', 'collect', 'cancel'],
  ready: ['collect', 'noShow'],
  collected: [],
  'not-collected': [],
  refused: [],
  cancelled: [],
};

/** The same once the slot is over: what became of it. */
const OVERDUE: Readonly<Record<'received' | 'accepted' | 'preparing' | 'ready', readonly Step[]>> = {
  received: ['accept', 'refuse'],
  accepted: ['collect', 'noShow', 'cancel'],
  preparing: ['collect', 'noShow', 'cancel'],
  ready: ['collect', 'noShow'],
};
const isOpen = (state: OrderState): state is keyof typeof OVERDUE => state in OVERDUE;

/** What became of an order whose slot is over. Pure. */
export const overdueOf = ({ state }: Pick<OrderSummary, 'state'>): readonly Step[] =>
  isOpen(state) ? OVERDUE[state] : [];

/** What comes next. That nobody came is noted once the time has begun. Pure. */
export const nextOf = (order: Pick<OrderSummary, 'state' | 'slot'>, now: Date): readonly Step[] =>
  NEXT[order.state].filter((step) => STEPS[step].to !== 'not-collected' || isDue(order, now));

/**
 * Whether an order is handed over on a page that asks something: for the code or a name of whatever is not sent, for proof of
 * majority, or for what the card is not charged. Pure.
 */
export const isAsked = (order: OrderSummary, isForAdults: boolean): boolean =>
  order.fulfilment !== 'post' || isForAdults || toCollectCents(order) > 0;
