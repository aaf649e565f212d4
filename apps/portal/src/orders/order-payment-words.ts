import { type Order, type OrderSummary, paymentStanding, paymentWords } from '@halles/domain/orders';
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

/** What its shop must know of the payment of an order: a bank contests it, or the provider refuses something. Pure. */
export function paymentNotes({ payment }: Pick<OrderSummary, 'payment'>, scope: Scope): readonly string[] {
  return [
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
