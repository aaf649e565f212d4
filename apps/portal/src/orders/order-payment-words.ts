import {
  advanceDueCents,
  advanceToGiveBackCents,
  cardRefundCents,
  counterRefundCents,
  heldAdvanceCents,
  isChargeFailed,
  isOnCard,
  isUnpriced,
  isWorkedOn,
  mayNoteAdvance,
  mayNoteCounter,
  mayUndoReturn,
  type Order,
  type OrderPayment,
  type OrderSummary,
  onCardCents,
  onlinePaymentState,
  paymentWords,
  toCollectCents,
} from '@halles/domain/orders';
import { dateWords, wallTime } from '@halles/domain/hours';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

type Scope = Pick<PageScope, 'texts' | 'locale' | 'settings'>;

/** How an order is paid: nothing of one that owes nothing, or is paid at the counter as ever. Pure. */
export function paymentFacts(
  order: Order,
  { texts, locale, settings }: Scope,
): { readonly term: string; readonly value: string }[] {
  const standing = onlinePaymentState(order);
  if (standing === null) return advanceFacts(order, { texts, locale, settings });
  const value = paymentWords(standing, { locale, timeZone: settings.timeZone });
  return [{ term: texts.line('payments.fact'), value }];
}

/** What was paid of an order before it is sent, and given back of it, as its shop noted it. Pure. */
function advanceFacts(
  { advance }: Order,
  { texts, locale, settings }: Scope,
): ReturnType<typeof paymentFacts> {
  if (!advance) return [];
  const words = ({ cents, at }: { readonly cents: number; readonly at: Date }) => {
    const { day } = wallTime(settings.timeZone, at.getTime());
    return { amount: priceWords(cents, locale), day: dateWords(day, locale, true) };
  };
  const { returned } = advance;
  return [
    { term: texts.line('payments.fact'), value: texts.line('payments.advance.fact', words(advance)) },
    ...(returned === undefined
      ? []
      : [
          {
            term: texts.line('payments.advance.refund'),
            value: texts.line('payments.advance.returnedFact', words(returned)),
          },
        ]),
  ];
}

/** That its shop gives back what was paid in advance and is not owed any more, for its customer; nothing where nothing is. Pure. */
export function advanceBack(
  order: CountedOrder,
  { texts, locale }: Pick<Scope, 'texts' | 'locale'>,
): ReturnType<typeof paymentFacts> {
  const cents = advanceToGiveBackCents(order);
  const words = { amount: priceWords(cents, locale) };
  return cents === 0
    ? []
    : [{ term: texts.line('payments.advance.refund'), value: texts.line('payments.advance.back', words) }];
}

/**
 * What an order that came to nothing says first where it was paid in advance: nothing is owed to its shop, but to its customer, until
 * the shop notes that it gave it back. Pure.
 */
export function endedLead(order: CountedOrder, { texts }: Pick<Scope, 'texts'>): string | null {
  const { state, advance } = order;
  if (!advance || (state !== 'refused' && state !== 'cancelled')) return null;
  const how = advanceToGiveBackCents(order) > 0 ? 'ended' : 'endedReturned';
  return texts.line(`payments.advance.${how}.${state}`);
}

/** What decides of what is left to pay of an order. */
type CountedOrder = Pick<
  OrderSummary,
  'state' | 'totalCents' | 'withdrawnCents' | 'unweighed' | 'payment' | 'advance' | 'kind' | 'fulfilment'
>;

/** Notes for the shop about the payment of an order: it is disputed, the card is not charged, or the provider refused an operation. Pure. */
export function paymentNotes(order: CountedOrder, { texts, locale }: Scope): readonly string[] {
  const { payment } = order;
  const cents = toCollectCents(order);
  const left = { amount: priceWords(cents, locale) };
  const failed = payment?.state === 'cancelled' ? 'holdGone' : 'chargeRefused';
  const back = advanceToGiveBackCents(order);
  return [
    ...(back > 0 ? [texts.line('payments.advance.toGiveBack', { amount: priceWords(back, locale) })] : []),
    ...(isChargeFailed(order) && cents > 0 ? [texts.line(`payments.${failed}`, left)] : []),
    ...(!isChargeFailed(order) && cents > 0 ? [texts.line('payments.toCollect', left)] : []),
    ...(payment?.isContested ? [texts.line('payments.contested')] : []),
    ...(payment?.problem ? [texts.line('payments.problem', { code: payment.problem })] : []),
  ];
}

/** How an order is paid, on its card in the inbox; nothing where it is at the counter. Pure. */
export function paymentBadge(
  order: CountedOrder,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly paidOnline?: string } {
  const { payment } = order;
  const cents = toCollectCents(order);
  const left = { amount: priceWords(cents, locale) };
  if (isChargeFailed(order))
    return { paidOnline: texts.line(`payments.card.${cents > 0 ? 'failed' : 'atCounter'}`, left) };
  if (!isOnCard(payment)) return advanceBadge(order, { texts, locale });
  const how = texts.line(`payments.card.${payment.state}`);
  return { paidOnline: cents > 0 ? texts.line('payments.card.inPart', { how, ...left }) : how };
}

/** Whether what is paid before an order is sent came, and what of it is to be given back, or was. Pure. */
function advanceBadge(
  order: CountedOrder,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly paidOnline?: string } {
  const [back, due] = [advanceToGiveBackCents(order), advanceDueCents(order)];
  const words = (key: string, cents: number) => ({
    paidOnline: texts.line(`payments.advance.${key}`, { amount: priceWords(cents, locale) }),
  });
  if (back > 0) return words('toGiveBack', back);
  if (due > 0) return words('awaited', due);
  const [held, returned] = [heldAdvanceCents(order), order.advance?.returned?.cents ?? 0];
  if (held > 0) return words('came', held);
  return returned > 0 ? words('returned', returned) : {};
}

/** That are on a card, held or taken. Pure. */
const heldCents = ({ state, cents, capturedCents, refundedCents }: OrderPayment): number =>
  state === 'authorised' ? cents : capturedCents - refundedCents;

/** What of an order is paid by card: once it is handed over, also what was given back of it since. */
function onlineCents(order: OrderSummary): number {
  const { payment, state, totalCents, withdrawnCents } = order;
  if (state === 'collected') return onCardCents(payment, totalCents - withdrawnCents);
  return isOnCard(payment) && !isChargeFailed(order) ? heldCents(payment) : 0;
}

/** What of an order is paid, and what is left to pay, for who hands it over; nothing of what owes nothing. Pure. */
export function dueWords(order: OrderSummary, scope: Scope): readonly string[] {
  const { payment, state } = order;
  if (isUnpriced(order) || !(isWorkedOn(state) || state === 'collected')) return [];
  const online = onlineCents(order);
  const amount = priceWords(online, scope.locale);
  const how = online > 0 ? scope.texts.line(`payments.card.${payment?.state ?? ''}`) : '';
  const counter = payment?.counterCents ?? 0;
  const advance = heldAdvanceCents(order);
  return [
    ...(advance > 0
      ? [scope.texts.line('payments.advance.came', { amount: priceWords(advance, scope.locale) })]
      : []),
    ...(online > 0 ? [scope.texts.line('orders.due.online', { how, amount })] : []),
    ...(isChargeFailed(order) ? [scope.texts.line('payments.card.notCharged')] : []),
    ...(counter > 0
      ? [scope.texts.line('orders.due.settled', { amount: priceWords(counter, scope.locale) })]
      : []),
    ...leftWords(order, online + counter + advance, scope),
  ];
}

/** @param paid cents that are paid online, or were at the counter */
function leftWords(order: OrderSummary, paid: number, { texts, locale }: Scope): readonly string[] {
  const { state, kind, unweighed, totalCents, withdrawnCents, mostCents, payment } = order;
  const left =
    payment !== null && unweighed === 0 && state !== 'received'
      ? toCollectCents(order)
      : Math.max(totalCents - withdrawnCents - paid, 0);
  const words = (key: string, more: Record<string, string> = {}): readonly string[] => [
    texts.line(`orders.due.${key}`, { amount: priceWords(left, locale), ...more }),
  ];
  if (left === 0) return words('nothing');
  // What was to be paid online is not paid because it was handed over.
  if (state === 'collected' && payment === null) return words('settled');
  if (kind === 'reservation') return words('reserved');
  if (unweighed === 0) return words('left');
  return words('about', { most: priceWords(mostCents - withdrawnCents - paid, locale) });
}

/** The button by which a shop says that it took what is left at the counter, or takes that back. Pure. */
export function counterButton(
  order: CountedOrder,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly counter?: { readonly value: 'counterPaid' | 'counterUnpaid'; readonly label: string } } {
  const cents = toCollectCents(order);
  const noted = order.payment?.counterCents ?? 0;
  const button = (value: 'counterPaid' | 'counterUnpaid', amount: number) => ({
    counter: {
      value,
      label: texts.line(`payments.counter.${value}`, { amount: priceWords(amount, locale) }),
    },
  });
  if (cents > 0) return button('counterPaid', cents);
  return noted > 0 && mayNoteCounter(order.state) ? button('counterUnpaid', noted) : {};
}

type AdvanceAction = 'advancePaid' | 'advanceUnpaid' | 'advanceReturned' | 'advanceNotReturned';

/** The buttons by which a shop says that what is paid before an order is sent came, or that it gave it back, and takes that back. Pure. */
export function advanceButtons(
  order: CountedOrder,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): readonly { readonly value: AdvanceAction; readonly label: string }[] {
  const [due, back] = [advanceDueCents(order), advanceToGiveBackCents(order)];
  const [held, returned] = [heldAdvanceCents(order), order.advance?.returned?.cents ?? 0];
  const button = (value: AdvanceAction, cents: number) =>
    cents === 0
      ? []
      : [{ value, label: texts.line(`payments.advance.${value}`, { amount: priceWords(cents, locale) }) }];
  return [
    ...(back > 0
      ? button('advanceReturned', back)
      : button('advanceNotReturned', mayUndoReturn(order) ? returned : 0)),
    ...(mayNoteAdvance(order) ? (due > 0 ? button('advancePaid', due) : button('advanceUnpaid', held)) : []),
  ];
}

/** Whether the provider gives the money back by itself, and nothing is left to its shop: it notes nothing. Pure. */
export function isRefundedOnline(order: Order): boolean {
  const { payment } = order;
  return isOnCard(payment) && (counterRefundCents(order) === 0 || cardRefundCents(order, payment) > 0);
}
