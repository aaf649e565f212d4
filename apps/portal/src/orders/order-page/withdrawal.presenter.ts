import { pathsTo, pathTo } from '@halles/contracts';
import { dateWords, type Place, wallTime } from '@halles/domain/hours';
import { departmentOf, type Listing } from '@halles/domain/listings';
import {
  counterRefundCents,
  feeLabel,
  isOnCard,
  type Order,
  orderNumber,
  type OrderWithdrawal,
  receivedAt,
  refundDueOn,
  restOfLines,
  withdrawalEnd,
  withdrawablePositions,
  withdrawnLines,
  withdrawnPositions,
  withdrawnWords,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { type FormState, FormWriter } from '@halles/platform/forms';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { momentWords } from '../order-words';
import { isChosen, withdrawalForm } from './withdrawal.form';
import type { WithdrawalBody, WithdrawalLinkView, WithdrawnView } from './withdrawal.view';

/** The calendar by which the time to withdraw is counted: that of the shop's address. Pure. */
export const placeOfShop = ({ schedule, address }: Listing, timeZone: string): Place =>
  schedule?.place ?? { timeZone, department: departmentOf(address.communeCode) };

/** "2 × Un livre, 1 × Un cahier (ligné)". */
const whatOf = (order: Order, withdrawal: OrderWithdrawal, { locale }: PageScope): string =>
  withdrawnLines(order, withdrawal)
    .map((line) => withdrawnWords(line, locale))
    .join(', ');

/** What was withdrawn from costs, without the fee. Pure. */
const goodsWords = ({ amountCents, feeCents }: OrderWithdrawal, { locale }: PageScope): string =>
  priceWords(amountCents - feeCents, locale);

/** The fee that goes back with it, and what both come to. Pure. */
const feeOf = (
  { fulfilment }: Order,
  { amountCents, feeCents }: OrderWithdrawal,
  { texts, locale }: PageScope,
): Pick<WithdrawnView, 'fee'> =>
  feeCents === 0
    ? {}
    : {
        fee: texts.line('orders.withdrawal.fee', {
          label: feeLabel(fulfilment, locale),
          amount: priceWords(feeCents, locale),
          total: priceWords(amountCents, locale),
        }),
      };

/** How the money goes back, by the name of its words. Pure. */
function refundOf(order: Order): 'due' | 'onCard' | 'inPart' {
  if (!isOnCard(order.payment)) return 'due';
  return counterRefundCents(order) === 0 ? 'onCard' : 'inPart';
}

/** That the money went back: the card is refunded by itself, and what was paid at the counter is noted by its shop. Pure. */
const refundedWords = (order: Order, at: Date, scope: PageScope): string =>
  scope.texts.line(`orders.withdrawal.${refundOf(order) === 'onCard' ? 'refundedOnCard' : 'refunded'}`, {
    when: momentWords(at, scope),
  });

/** What its shop gives back of what was missing or spoilt, for the customer. Pure. */
function returnedWords(
  order: Order,
  withdrawal: OrderWithdrawal,
  { name }: Listing,
  scope: PageScope,
): WithdrawnView {
  const { texts, locale, settings } = scope;
  const { at, refundedAt } = withdrawal;
  return {
    what: texts.line('creditNotes.done', {
      when: momentWords(at, scope),
      listing: name,
      what: whatOf(order, withdrawal, scope),
      amount: goodsWords(withdrawal, scope),
    }),
    ...feeOf(order, withdrawal, scope),
    next: refundedAt
      ? refundedWords(order, refundedAt, scope)
      : texts.line('creditNotes.next', {
          day: dateWords(refundDueOn(withdrawal, settings.timeZone), locale, true),
        }),
  };
}

/** Whether the goods are still to be brought back: a card is refunded without waiting for them. Pure. */
const isAwaitedBack = (
  order: Order,
  withdrawal: OrderWithdrawal,
  now: Date,
  { settings }: Pick<PageScope, 'settings'>,
): boolean =>
  withdrawal.isRefundDue &&
  !withdrawal.isByShop &&
  (withdrawal.refundedAt === null || refundOf(order) !== 'due') &&
  wallTime(settings.timeZone, now.getTime()).day <= refundDueOn(withdrawal, settings.timeZone);

/** What is to be done about what was withdrawn from, and about its money, for the customer. Pure. */
function nextWords(order: Order, withdrawal: OrderWithdrawal, now: Date, scope: PageScope): string {
  const { texts, locale, settings } = scope;
  const { isRefundDue, refundedAt } = withdrawal;
  if (!isRefundDue)
    return [
      texts.line('orders.withdrawal.notDue'),
      ...(order.state === 'cancelled' ? [] : [texts.line('orders.withdrawal.restStands')]),
    ].join(' ');
  const day = { day: dateWords(refundDueOn(withdrawal, settings.timeZone), locale, true) };
  const money = refundedAt
    ? refundedWords(order, refundedAt, scope)
    : texts.line(`orders.withdrawal.moneyBack.${refundOf(order)}`, day);
  return isAwaitedBack(order, withdrawal, now, scope)
    ? `${texts.line(`orders.withdrawal.bringBackOf.${order.fulfilment}`, day)} ${money}`
    : money;
}

/** What was withdrawn from, for the customer. Pure. */
export const presentWithdrawn = (
  order: Order,
  listing: Listing,
  now: Date,
  scope: PageScope,
): WithdrawnView[] =>
  order.withdrawals.map((withdrawal) => {
    const { texts } = scope;
    const { at, isByShop } = withdrawal;
    if (isByShop) return returnedWords(order, withdrawal, listing, scope);
    return {
      what: texts.line('orders.withdrawal.done', {
        when: momentWords(at, scope),
        what: whatOf(order, withdrawal, scope),
        amount: goodsWords(withdrawal, scope),
      }),
      ...feeOf(order, withdrawal, scope),
      next: nextWords(order, withdrawal, now, scope),
    };
  });

/** What its shop has to do about the money. What it gives back itself waits for no goods. Pure. */
function refundKey(order: Order, { isByShop }: OrderWithdrawal): string {
  const way = refundOf(order);
  return isByShop && way === 'due' ? 'creditNotes.due' : `orders.withdrawal.handling.${way}`;
}

/** What its shop has to do about what was withdrawn from, and about its money. Pure. */
function handlingWords(order: Order, withdrawal: OrderWithdrawal, now: Date, scope: PageScope): string {
  const { texts, locale, settings } = scope;
  const { amountCents, isRefundDue, refundedAt } = withdrawal;
  if (!isRefundDue)
    return texts.line(`orders.withdrawal.handling.${order.state === 'cancelled' ? 'whole' : 'rest'}`);
  const day = dateWords(refundDueOn(withdrawal, settings.timeZone), locale, true);
  const money = refundedAt
    ? refundedWords(order, refundedAt, scope)
    : texts.line(refundKey(order, withdrawal), {
        amount: priceWords(amountCents, locale),
        atCounter: priceWords(counterRefundCents(order), locale),
        day,
      });
  return isAwaitedBack(order, withdrawal, now, scope)
    ? `${money} ${texts.line(`orders.withdrawal.awaitedOf.${order.fulfilment}`, { day })}`
    : money;
}

/** The same for the shop. Pure. */
export const presentWithdrawnForShop = (order: Order, now: Date, scope: PageScope): WithdrawnView[] =>
  order.withdrawals.map((withdrawal) => {
    const { texts } = scope;
    const { at, isByShop, customer } = withdrawal;
    return {
      what: texts.line(isByShop ? 'creditNotes.doneForShop' : 'orders.withdrawal.doneBy', {
        when: momentWords(at, scope),
        who: customer?.name ?? texts.line('orders.withdrawal.erased'),
        what: whatOf(order, withdrawal, scope),
        amount: goodsWords(withdrawal, scope),
      }),
      ...feeOf(order, withdrawal, scope),
      next: [
        handlingWords(order, withdrawal, now, scope),
        ...(withdrawal.isRestocked === true ? [texts.line('creditNotes.restocked')] : []),
      ].join(' '),
    };
  });

/** The link of an order's page, for as long as anything may be withdrawn from; none after that. Pure. */
export function withdrawalLink(
  order: Order,
  listing: Listing,
  token: string,
  now: Date,
  { texts, locale, settings }: PageScope,
): WithdrawalLinkView | undefined {
  const place = placeOfShop(listing, settings.timeZone);
  if (withdrawablePositions(order, place, now).length === 0) return undefined;
  const received = receivedAt(order);
  // The last day, and not the midnight that ends it.
  const last = received && wallTime(place.timeZone, withdrawalEnd(received, place).getTime() - 1).day;
  return {
    href: pathTo('order.withdrawal', locale, { token }),
    label: texts.line('orders.withdrawal.link'),
    until:
      last === null
        ? texts.line(`orders.withdrawal.beforeOf.${order.fulfilment}`)
        : texts.line('orders.withdrawal.until', { day: dateWords(last, locale, true) }),
  };
}

/** How the money of what is handed over would go back. Pure. */
function wayOf({ payment }: Order): 'due' | 'onCard' | 'inPart' {
  if (!isOnCard(payment)) return 'due';
  return (payment.counterCents ?? 0) > 0 ? 'inPart' : 'onCard';
}

/** The page on which a customer withdraws. Pure. */
export const presentWithdrawal =
  (order: Order, listing: Listing, token: string, now: Date, state: FormState) =>
  (scope: PageScope): PageModel & { readonly body: WithdrawalBody } => {
    const { texts, locale, settings } = scope;
    const form = new FormWriter(withdrawalForm, state, texts, locale);
    const heading = texts.line('orders.withdrawal.heading');
    const positions = withdrawablePositions(order, placeOfShop(listing, settings.timeZone), now);
    const error = form.errorOf('lines');
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('order.withdrawal', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('orders.withdrawal.lead', {
          number: orderNumber(order.number),
          listing: listing.name,
        }),
        ...form.summary(),
        action: pathTo('order.withdrawal', locale, { token }),
        lines: positions.map((position) => ({
          id: `lines-${position}`,
          value: String(position),
          label: lineLabel(order, position, scope),
          checked: isChosen(state.values, position),
        })),
        ...(error === undefined ? {} : { linesError: error }),
        fields: [form.field('name'), form.field('email')],
        ...(positions.length + withdrawnPositions(order).size < order.lines.length
          ? { others: texts.line('orders.withdrawal.notThese') }
          : {}),
        ...(order.state === 'collected'
          ? {
              refund: [
                texts.line(`orders.withdrawal.refundOf.${order.fulfilment}`),
                texts.line(`orders.withdrawal.refundWay.${wayOf(order)}`),
              ].join(' '),
            }
          : {}),
        ...(positions.length === 0 ? { none: texts.line('orders.withdrawal.none') } : {}),
        back: { href: pathTo('order', locale, { token }), label: texts.line('orders.withdrawal.back') },
      },
    };
  };

function lineLabel(order: Order, position: number, { texts, locale }: PageScope): string {
  const [line] = withdrawnLines(order, restOfLines(order, [position]));
  if (!line) return '';
  return texts.line('orders.withdrawal.line', {
    what: withdrawnWords(line, locale),
    total: priceWords(line.totalCents, locale),
  });
}
