import { leftCents, type Order, type OrderSummary } from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

type Scope = Pick<PageScope, 'texts' | 'locale'>;

/** How far the payment of an order is, by the name of its words. Pure. */
function standingOf({ state, payment }: Pick<OrderSummary, 'state' | 'payment'>): string {
  if (payment === null) return 'shop';
  const isOver = state === 'cancelled' || state === 'refused';
  if (payment.state === 'unpaid') return state === 'to-pay' ? 'to-pay' : 'unpaid';
  if (payment.state === 'cancelled') return isOver ? 'cancelled' : 'failed';
  return payment.state === 'captured' && payment.refundedCents > 0 ? 'refunded' : payment.state;
}

/** How an order is paid: nothing of one that owes nothing, or is paid at the counter as ever. Pure. */
export function paymentFacts(
  order: Pick<OrderSummary, 'state' | 'payment'>,
  { texts, locale }: Scope,
): { readonly term: string; readonly value: string }[] {
  const { payment } = order;
  if (payment === null) return [];
  const amount = priceWords(payment.state === 'captured' ? payment.capturedCents : payment.cents, locale);
  const refunded = priceWords(payment.refundedCents, locale);
  const value = texts.line(`payments.facts.${standingOf(order)}`, { amount, refunded });
  return [{ term: texts.line('payments.fact'), value }];
}

/** What is left to pay at the counter beside what was paid online; nothing where that is all, or nothing. Pure. */
export function leftFacts(order: Order, { texts, locale }: Scope): readonly string[] {
  const { payment, state } = order;
  const isPaid = payment?.state === 'captured' || payment?.state === 'authorised';
  const left = isPaid && state !== 'cancelled' && state !== 'refused' ? leftCents(order) : 0;
  return left === 0 ? [] : [texts.line('payments.left', { amount: priceWords(left, locale) })];
}

/** What its shop must know of the payment of an order: a bank contests it, or the provider refuses something. Pure. */
export function paymentNotes(order: Order, scope: Scope): readonly string[] {
  const { payment } = order;
  return [
    ...leftFacts(order, scope),
    ...(payment?.isContested ? [scope.texts.line('payments.contested')] : []),
    ...(payment?.problem ? [scope.texts.line('payments.problem', { code: payment.problem })] : []),
  ];
}

/** How an order is paid, on its card in the inbox; nothing where it is at the counter. Pure. */
export function paidMark(
  { payment }: Pick<OrderSummary, 'payment'>,
  { texts }: Scope,
): { readonly paidOnline?: string } {
  const state = payment?.state;
  return state === 'authorised' || state === 'captured'
    ? { paidOnline: texts.line(`payments.card.${state}`) }
    : {};
}

/** Whether the provider gives the money back by itself: its shop notes nothing. Pure. */
export const isRefundedOnline = ({ payment }: Pick<OrderSummary, 'payment'>): boolean =>
  payment?.state === 'captured' && payment.problem === null;
