import {
  cardRefundCents,
  counterRefundCents,
  isHoldGone,
  isOnCard,
  type Order,
  type OrderSummary,
  paymentStanding,
  paymentWords,
} from '@halles/domain/orders';
import type { PageScope } from '../rendering/page-scope';

type Scope = Pick<PageScope, 'texts' | 'locale' | 'settings'>;

/** How an order is paid: nothing of one that owes nothing, or is paid at the counter as ever. Pure. */
export function paymentFacts(
  order: Order,
  { texts, locale, settings }: Scope,
): { readonly term: string; readonly value: string }[] {
  const standing = paymentStanding(order);
  if (standing === null) return [];
  const value = paymentWords(standing, { locale, timeZone: settings.timeZone });
  return [{ term: texts.line('payments.fact'), value }];
}

/** What its shop must know of the payment of an order: a bank contests it or let go of it, or the provider refuses something. Pure. */
export function paymentNotes(
  order: Pick<OrderSummary, 'state' | 'fulfilment' | 'payment'>,
  scope: Scope,
): readonly string[] {
  const { payment } = order;
  return [
    ...(isHoldGone(order) ? [scope.texts.line('payments.holdGone')] : []),
    ...(payment?.isContested ? [scope.texts.line('payments.contested')] : []),
    ...(payment?.problem ? [scope.texts.line('payments.problem', { code: payment.problem })] : []),
  ];
}

/** How an order is paid, on its card in the inbox; nothing where it is at the counter. Pure. */
export function paidMark(
  order: Pick<OrderSummary, 'state' | 'fulfilment' | 'payment'>,
  { texts }: Scope,
): { readonly paidOnline?: string } {
  const { payment } = order;
  if (isHoldGone(order)) return { paidOnline: texts.line('payments.card.failed') };
  return isOnCard(payment) ? { paidOnline: texts.line(`payments.card.${payment.state}`) } : {};
}

/** Whether the provider gives the money back by itself, and nothing is left to its shop: it notes nothing. Pure. */
export function isRefundedOnline(order: Order): boolean {
  const { payment } = order;
  return isOnCard(payment) && (counterRefundCents(order) === 0 || cardRefundCents(order, payment) > 0);
}
