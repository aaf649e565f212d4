import type { PaymentMethod } from '@halles/contracts';
import { DAY } from '@halles/kernel';
import type { Checkout, GatewayPayment } from '@halles/platform/payments';
import { waitsUntil } from '../confirmations/confirmation';
import type { OrderReception } from '../fulfilment/order-reception';
import type { Order, OrderSummary } from '../order';
import { isAwaited } from '../order-state';
import type { OrderPayment } from './order-payment';

/** Where the customers of a shop pay. */
export const ACCEPTED_WAYS = ['shop', 'online', 'both'] as const;
export type AcceptedMethods = (typeof ACCEPTED_WAYS)[number];

/** The account of a shop at the provider. */
export interface PaymentAccount {
  /** The provider's id of it. */
  readonly account: string;
  readonly takesPayments: boolean;
  readonly accepts: AcceptedMethods;
  readonly connectedAt: Date;
  /** It is used for what was begun, and for nothing new. */
  readonly disconnectedAt: Date | null;
  /** The provider knows it no more: its holder closed it, or took it away from us. */
  readonly lostAt?: Date | null;
}

/** How long goods and slot are held for an order that is to be paid: the provider's pages last thirty minutes at least. */
export const PAY_MINUTES = 35;
/** How long a page of payment lasts; more than thirty minutes by what a call may take. */
export const CHECKOUT_MINUTES = 32;
/** A card is held for seven days: what is collected later is paid at the counter. */
const HELD_DAYS = 6;
/** The provider takes no less (in euros). */
const LEAST_CENTS = 50;

/** Until when an order may be paid. Pure. */
export const payableUntil = (order: Pick<OrderSummary, 'createdAt' | 'slot'>): Date =>
  waitsUntil(order, PAY_MINUTES);

/** Whether a shop has an account that takes payments, and says that they may be online. Pure. */
export const isOnlineOffered = (account: PaymentAccount | null): account is PaymentAccount =>
  account?.takesPayments === true && account.disconnectedAt === null && account.accepts !== 'shop';

/**
 * How an order that waits to be paid can be paid yet: on the account that it was begun on; where that takes no payments any more
 * directly, where its shop allows it; null: in no way. Pure.
 * @param begun the account that it was begun on
 */
export function wayLeft(
  account: PaymentAccount | null,
  begun: string,
  order: Pick<OrderReception, 'fulfilment' | 'paymentInstructions'>,
): PaymentMethod | null {
  if (account?.takesPayments === true && account.account === begun) return 'online';
  return account?.accepts !== 'online' && tellsHowToPay(order) ? 'shop' : null;
}

/**
 * Whether who orders reads how its shop is paid otherwise than online: what is sent is paid before it leaves, as its instructions
 * say. Pure.
 */
export const tellsHowToPay = ({
  fulfilment,
  paymentInstructions = null,
}: Pick<OrderReception, 'fulfilment' | 'paymentInstructions'>): boolean =>
  fulfilment !== 'post' || paymentInstructions !== null;

/**
 * How an order may be paid: at the counter, where its customer reads how, and online where its shop has an account that takes
 * payments, says so, and the slot is near enough for a card to be held until then. Empty: it cannot be paid. Pure.
 */
export function waysOf(
  account: PaymentAccount | null,
  order: {
    readonly kind: OrderSummary['kind'];
    readonly slotUntil: number;
    readonly cents: number;
    readonly tellsHow: boolean;
  },
  now: Date,
): readonly PaymentMethod[] {
  const isPossible =
    isOnlineOffered(account) &&
    order.kind === 'order' &&
    order.cents >= LEAST_CENTS &&
    order.slotUntil <= now.getTime() + HELD_DAYS * DAY;
  const atShop = order.tellsHow ? (['shop'] as const) : [];
  if (!isPossible) return atShop;
  return account.accepts === 'online' ? ['online'] : [...atShop, 'online'];
}

/** What decides of the money of an order. */
export type PaidOrder = Pick<Order, 'state' | 'totalCents' | 'unweighed' | 'withdrawals'> & {
  readonly payment?: Pick<OrderPayment, 'counterCents'> | null;
};

/** What is to be done next about a payment. */
export type Due =
  | { readonly kind: 'nothing' }
  /** It is authorised: the shop hears of the order. */
  | { readonly kind: 'arrive' }
  /** Nobody is to pay any more. */
  | { readonly kind: 'close' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'capture'; readonly cents: number }
  | { readonly kind: 'refund'; readonly cents: number };

const NOTHING: Due = { kind: 'nothing' };

/** What an order owes beside what was paid at the counter; null as long as nobody decided, or where its shop decides by itself. Pure. */
export function owedCents({ state, totalCents, withdrawals, payment }: PaidOrder): number | null {
  if (state === 'refused' || state === 'cancelled') return 0;
  // The contract stands, and the goods were prepared: whether anything is given back is the shop's word.
  if (isAwaited(state) || state === 'received' || state === 'not-collected') return null;
  const left = totalCents - sumOf(withdrawals);
  // What was paid at the counter is the last that is owed: it goes back first.
  const handedOver = totalCents - withdrawnCentsBeforeHandOver(withdrawals);
  return Math.max(Math.min(left, handedOver - (payment?.counterCents ?? 0)), 0);
}

/** What is due about a payment, by what its order is and what the provider says: computed anew each time. Pure. */
export function dueOf(order: PaidOrder, checkout: Checkout | null, paid: GatewayPayment | null): Due {
  const owed = owedCents(order);
  switch (paid?.state ?? 'unpaid') {
    case 'unpaid':
      return order.state !== 'to-pay' && checkout?.state === 'open' ? { kind: 'close' } : NOTHING;
    case 'authorised':
      return dueOfAuthorised(order, owed, paid?.authorisedCents ?? 0);
    case 'captured': {
      if (order.state === 'to-pay') return { kind: 'arrive' };
      const cents = paid === null ? 0 : cardRefundCents(order, paid);
      return cents > 0 ? { kind: 'refund', cents } : NOTHING;
    }
    case 'cancelled':
      return NOTHING;
  }
}

/** The same of a payment whose customer pays at the shop instead: nothing is owed on it, and whatever comes late goes back. Pure. */
export const dueOfExpired = (checkout: Checkout | null, paid: GatewayPayment | null): Due =>
  dueOf({ state: 'cancelled', totalCents: 0, unweighed: 0, withdrawals: [] }, checkout, paid);

const sumOf = (withdrawals: PaidOrder['withdrawals']): number =>
  withdrawals.reduce((sum, { amountCents }) => sum + amountCents, 0);
/** What was withdrawn from before it was handed over. */
const withdrawnCentsBeforeHandOver = (withdrawals: PaidOrder['withdrawals']): number =>
  sumOf(withdrawals.filter(isBefore));
const isBefore = ({ isRefundDue }: PaidOrder['withdrawals'][number]): boolean => !isRefundDue;
const isNoted = ({ refundedAt }: PaidOrder['withdrawals'][number]): boolean => refundedAt !== null;

type Charge = Pick<GatewayPayment, 'capturedCents' | 'refundedCents'>;

/** What was charged beyond what an order owed the card, whatever is given back of it once it was handed over. */
function overchargedCents(order: PaidOrder, capturedCents: number): number {
  const owed = owedCents({ ...order, withdrawals: order.withdrawals.filter(isBefore) });
  return owed === null ? 0 : Math.max(capturedCents - owed, 0);
}

/** What goes back to the card now. Pure. */
export function cardRefundCents(order: PaidOrder, { capturedCents, refundedCents }: Charge): number {
  const owed = owedCents(order);
  if (owed === null) return 0;
  const excess = Math.max(capturedCents - refundedCents - owed, 0);
  const due = order.withdrawals.filter(({ isRefundDue }) => isRefundDue);
  const overcharged = Math.max(overchargedCents(order, capturedCents) - refundedCents, 0);
  // What its shop noted as given back is not given back twice.
  return Math.min(excess, overcharged + sumOf(due.filter((one) => !isNoted(one))));
}

/**
 * What of what went back to a card was for nothing that was handed over: it has credit notes of its own. What was charged too much
 * goes back before what is given back of goods that were handed over; what goes back beyond both is nobody's but its shop's. Pure.
 * @param order with its payment as the provider has it by now
 */
export function prepaidRefundCents(order: PaidOrder & { readonly payment: OrderPayment }): number {
  const { capturedCents, refundedCents, creditedCents = 0 } = order.payment;
  const overcharged = Math.min(overchargedCents(order, capturedCents), refundedCents);
  const known = Math.max(overcharged, creditedCents);
  return known + Math.max(refundedCents - known - soldOnCardCents(order), 0);
}

/**
 * What its shop has yet to give back by itself of what was withdrawn from after the hand-over: what was paid at the counter. It is
 * the last that is owed, hence the first that is given back. Pure.
 */
export function counterRefundCents(order: SoldOrder): number {
  const due = order.withdrawals.filter(({ isRefundDue }) => isRefundDue);
  const atCounter = atCounterCents(order);
  return Math.min(sumOf(due), atCounter) - Math.min(sumOf(due.filter(isNoted)), atCounter);
}

/**
 * What its shop has yet to give back by itself, the same: all that is due where the provider refuses something about its payment. Pure.
 */
export function owedRefundCents(order: SoldOrder): number {
  if (order.payment !== null && order.payment.problem === null) return counterRefundCents(order);
  return sumOf(order.withdrawals.filter((one) => one.isRefundDue && !isNoted(one)));
}

/** What of goods that were handed over and are given back was paid by card. Pure. */
export function soldOnCardCents(order: SoldOrder): number {
  const due = order.withdrawals.filter(({ isRefundDue }) => isRefundDue);
  const handedOver = order.totalCents - withdrawnCentsBeforeHandOver(order.withdrawals);
  // What the card did not pay is the last that is owed.
  return Math.max(sumOf(due) - handedOver + onCardCents(order.payment, handedOver), 0);
}

type SoldOrder = Pick<PaidOrder, 'totalCents' | 'withdrawals'> & { readonly payment: OrderPayment | null };

/** What of an order was paid at the counter when it was handed over. */
function atCounterCents({ totalCents, withdrawals, payment }: SoldOrder): number {
  const handedOver = totalCents - withdrawnCentsBeforeHandOver(withdrawals);
  return payment === null ? handedOver : Math.min(payment.counterCents ?? 0, handedOver);
}

/**
 * What of goods that are handed over is paid by card: not what went back to it before, nor what their shop took. Pure.
 * @param cents that they cost
 */
export function onCardCents(payment: OrderPayment | null, cents: number): number {
  if (!isOnCard(payment)) return 0;
  const { state, problem, capturedCents, creditedCents = 0, counterCents = 0 } = payment;
  const held = state === 'authorised' && problem === null ? payment.cents : 0;
  const charged = state === 'captured' ? capturedCents - creditedCents : held;
  return Math.max(Math.min(charged, cents - counterCents), 0);
}

/** Whether the money of an order is on a card, held or taken. Pure. */
export const isOnCard = (payment: OrderPayment | null): payment is OrderPayment =>
  payment?.state === 'authorised' || payment?.state === 'captured';

/** What decides of what is left to pay of an order at the counter. */
type CountedOrder = Pick<OrderSummary, 'state' | 'totalCents' | 'withdrawnCents' | 'unweighed'> & {
  readonly payment: Pick<
    OrderPayment,
    'state' | 'cents' | 'capturedCents' | 'refundedCents' | 'creditedBeforeCents' | 'counterCents' | 'problem'
  > | null;
};

/** What decides of what the card is charged. */
type ChargedOrder = Pick<CountedOrder, 'state' | 'unweighed' | 'payment'>;

/** Whether the card of an order that goes on is not charged: the bank let go of the money, or the provider refuses it. Pure. */
export const isChargeFailed = ({ state, unweighed, payment }: ChargedOrder): boolean =>
  payment !== null &&
  GOES_ON.has(state) &&
  (payment.state === 'cancelled' ||
    (payment.state === 'authorised' && payment.problem !== null && unweighed === 0));

/** Whether a shop may say of an order in a state that it was paid at the counter. Pure. */
export const mayNoteCounter = (state: OrderSummary['state']): boolean => GOES_ON.has(state);

/** States in which goods are, or were, handed over for their price. */
const GOES_ON: ReadonlySet<OrderSummary['state']> = new Set(['accepted', 'preparing', 'ready', 'collected']);

/**
 * What is left to be paid at the counter of an order that was to be paid online: what the card is not charged, and its shop has
 * not noted as paid. Nothing of one that is paid at the counter as ever. Pure.
 */
export function toCollectCents(order: CountedOrder): number {
  const { state, totalCents, withdrawnCents, unweighed, payment } = order;
  if (payment === null || !GOES_ON.has(state) || unweighed > 0) return 0;
  return Math.max(totalCents - withdrawnCents - chargedCents(order) - (payment.counterCents ?? 0), 0);
}

/** Whether an order is paid online, or its price is held on a card. Pure. */
export const isPrepaid = (order: ChargedOrder): boolean => chargedCents(order) > 0;

/** What the card is charged, or will be. What its shop gave back by itself once it was handed over is not asked for again. */
function chargedCents(order: ChargedOrder): number {
  const { state, payment } = order;
  if (payment?.state === 'authorised') return isChargeFailed(order) ? 0 : payment.cents;
  if (payment?.state !== 'captured') return 0;
  const back = state === 'collected' ? (payment.creditedBeforeCents ?? 0) : payment.refundedCents;
  return payment.capturedCents - back;
}

function dueOfAuthorised(order: PaidOrder, owed: number | null, authorisedCents: number): Due {
  if (order.state === 'to-pay') return { kind: 'arrive' };
  if (owed === 0 || order.state === 'not-collected') return { kind: 'cancel' };
  // What is not weighed has no price yet, and money is captured once.
  if (owed === null || order.unweighed > 0) return NOTHING;
  return { kind: 'capture', cents: Math.min(owed, authorisedCents) };
}

/** What of an order is still to be paid at the counter: all of one that was not paid online. Pure. */
export function leftCents(order: PaidOrder & { readonly payment: OrderPayment | null }): number {
  const owed = owedCents(order) ?? order.totalCents;
  const { payment } = order;
  if (payment === null) return owed;
  const withdrawnCents = withdrawnCentsBeforeHandOver(order.withdrawals);
  const counted = { ...order, withdrawnCents, payment };
  if (GOES_ON.has(order.state) && order.unweighed === 0)
    return Math.min(toCollectCents(counted), Math.max(owed - chargedCents(counted), 0));
  if (payment.state === 'cancelled') return owed;
  // As long as it may be paid online, that is not left.
  if (payment.state === 'unpaid') return order.state === 'to-pay' ? Math.max(owed - payment.cents, 0) : owed;
  return Math.max(owed - (payment.state === 'authorised' ? payment.cents : payment.capturedCents), 0);
}
