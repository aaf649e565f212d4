import {
  cardRefundCents,
  counterRefundCents,
  isHoldGone,
  isOnCard,
  isUnpriced,
  isWorkedOn,
  type Order,
  type OrderPayment,
  type OrderSummary,
  onlinePaymentState,
  paymentWords,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

type Scope = Pick<PageScope, 'texts' | 'locale' | 'settings'>;

/** How an order is paid: nothing of one that owes nothing, or is paid at the counter as ever. Pure. */
export function paymentFacts(
  order: Order,
  { texts, locale, settings }: Scope,
): { readonly term: string; readonly value: string }[] {
  const standing = onlinePaymentState(order);
  if (standing === null) return [];
  const value = paymentWords(standing, { locale, timeZone: settings.timeZone });
  return [{ term: texts.line('payments.fact'), value }];
}

/** Notes for the shop about the payment of an order: it is disputed, the hold on the card has expired, or the provider refused an operation. Pure. */
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
export function paymentBadge(
  order: Pick<OrderSummary, 'state' | 'fulfilment' | 'payment'>,
  { texts }: Scope,
): { readonly paidOnline?: string } {
  const { payment } = order;
  if (isHoldGone(order)) return { paidOnline: texts.line('payments.card.failed') };
  return isOnCard(payment) ? { paidOnline: texts.line(`payments.card.${payment.state}`) } : {};
}

/** That are on a card, held or taken. Pure. */
const heldCents = ({ state, cents, capturedCents, refundedCents }: OrderPayment): number =>
  state === 'authorised' ? cents : capturedCents - refundedCents;

/** What of an order is paid, and what is left to pay, for who hands it over; nothing of what owes nothing. Pure. */
export function dueWords(order: OrderSummary, scope: Scope): readonly string[] {
  const { payment, state } = order;
  if (isUnpriced(order) || !(isWorkedOn(state) || state === 'collected')) return [];
  const online = isOnCard(payment) ? heldCents(payment) : 0;
  const amount = priceWords(online, scope.locale);
  const mark = Object.values(paymentBadge(order, scope)).map((how) =>
    online > 0 ? scope.texts.line('orders.due.online', { how, amount }) : how,
  );
  return [...mark, leftWords(order, online, scope)];
}

/** @param online cents that are paid online */
function leftWords(order: OrderSummary, online: number, { texts, locale }: Scope): string {
  const { state, kind, unweighed, totalCents, withdrawnCents, mostCents } = order;
  const left = Math.max(totalCents - withdrawnCents - online, 0);
  const words = (key: string, more: Record<string, string> = {}): string =>
    texts.line(`orders.due.${key}`, { amount: priceWords(left, locale), ...more });
  if (left === 0) return words('nothing');
  if (state === 'collected') return words('settled');
  if (kind === 'reservation') return words('reserved');
  if (unweighed === 0) return words('left');
  return words('about', { most: priceWords(mostCents - withdrawnCents - online, locale) });
}

/** Whether the provider gives the money back by itself, and nothing is left to its shop: it notes nothing. Pure. */
export function isRefundedOnline(order: Order): boolean {
  const { payment } = order;
  return isOnCard(payment) && (counterRefundCents(order) === 0 || cardRefundCents(order, payment) > 0);
}
