import { pathsTo, pathTo } from '@halles/contracts';
import { dateWords, type Place, wallTime } from '@halles/domain/hours';
import { departmentOf, type Listing } from '@halles/domain/listings';
import {
  chosenWords,
  countedWords,
  counterRefundCents,
  isOnCard,
  linesAt,
  type Order,
  orderNumber,
  type OrderWithdrawal,
  receivedAt,
  refundDueOn,
  withdrawalEnd,
  withdrawablePositions,
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
  linesAt(order, withdrawal.positions)
    .map((line) => countedWords(line, chosenWords(line, locale), locale))
    .join(', ');

/** What its shop gives back of what was missing or spoilt, for the customer. Pure. */
function returnedWords(
  order: Order,
  withdrawal: OrderWithdrawal,
  { name }: Listing,
  scope: PageScope,
): WithdrawnView {
  const { texts, locale, settings } = scope;
  const { at, amountCents, refundedAt } = withdrawal;
  return {
    what: texts.line('creditNotes.done', {
      when: momentWords(at, scope),
      listing: name,
      what: whatOf(order, withdrawal, scope),
      amount: priceWords(amountCents, locale),
    }),
    next: refundedAt
      ? texts.line('orders.withdrawal.refunded', { when: momentWords(refundedAt, scope) })
      : texts.line('creditNotes.next', {
          day: dateWords(refundDueOn(withdrawal, settings.timeZone), locale, true),
        }),
  };
}

/** What was withdrawn from, for the customer. Pure. */
export const presentWithdrawn = (order: Order, listing: Listing, scope: PageScope): WithdrawnView[] =>
  order.withdrawals.map((withdrawal) => {
    const { texts, locale, settings } = scope;
    const { at, amountCents, isRefundDue, isByShop, refundedAt } = withdrawal;
    if (isByShop) return returnedWords(order, withdrawal, listing, scope);
    return {
      what: texts.line('orders.withdrawal.done', {
        when: momentWords(at, scope),
        what: whatOf(order, withdrawal, scope),
        amount: priceWords(amountCents, locale),
      }),
      next: !isRefundDue
        ? texts.line('orders.withdrawal.notDue')
        : refundedAt
          ? texts.line('orders.withdrawal.refunded', { when: momentWords(refundedAt, scope) })
          : texts.line(`orders.withdrawal.bringBackOf.${order.fulfilment}`, {
              day: dateWords(refundDueOn(withdrawal, settings.timeZone), locale, true),
            }),
    };
  });

/** How the money goes back, by the name of its words. Pure. */
function refundOf(order: Order): 'due' | 'onCard' | 'inPart' {
  if (!isOnCard(order.payment)) return 'due';
  return counterRefundCents(order) === 0 ? 'onCard' : 'inPart';
}

/** What its shop has to do about the money. What it gives back itself waits for no goods. Pure. */
function refundKey(order: Order, { isByShop }: OrderWithdrawal): string {
  const way = refundOf(order);
  return isByShop && way === 'due' ? 'creditNotes.due' : `orders.withdrawal.handling.${way}`;
}

/** The same for the shop. Pure. */
export const presentWithdrawnForShop = (order: Order, scope: PageScope): WithdrawnView[] =>
  order.withdrawals.map((withdrawal) => {
    const { texts, locale, settings } = scope;
    const { at, amountCents, isRefundDue, isByShop, refundedAt, customer } = withdrawal;
    const amount = priceWords(amountCents, locale);
    const handling = order.state === 'cancelled' ? 'whole' : 'rest';
    return {
      what: texts.line(isByShop ? 'creditNotes.doneForShop' : 'orders.withdrawal.doneBy', {
        when: momentWords(at, scope),
        who: customer?.name ?? texts.line('orders.withdrawal.erased'),
        what: whatOf(order, withdrawal, scope),
        amount,
      }),
      next: !isRefundDue
        ? texts.line(`orders.withdrawal.handling.${handling}`)
        : refundedAt
          ? texts.line('orders.withdrawal.refunded', { when: momentWords(refundedAt, scope) })
          : texts.line(refundKey(order, withdrawal), {
              amount,
              atCounter: priceWords(counterRefundCents(order), locale),
              day: dateWords(refundDueOn(withdrawal, settings.timeZone), locale, true),
            }),
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
        ...(positions.length + order.withdrawals.flatMap((one) => one.positions).length < order.lines.length
          ? { others: texts.line('orders.withdrawal.notThese') }
          : {}),
        ...(order.state === 'collected'
          ? { refund: texts.line(`orders.withdrawal.refundOf.${order.fulfilment}`) }
          : {}),
        ...(positions.length === 0 ? { none: texts.line('orders.withdrawal.none') } : {}),
        back: { href: pathTo('order', locale, { token }), label: texts.line('orders.withdrawal.back') },
      },
    };
  };

function lineLabel(order: Order, position: number, { texts, locale }: PageScope): string {
  const [line] = linesAt(order, [position]);
  if (!line) return '';
  return texts.line('orders.withdrawal.line', {
    what: countedWords(line, chosenWords(line, locale), locale),
    total: priceWords(line.totalCents, locale),
  });
}
