import { pathTo } from '@halles/contracts';
import { dateWords, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import {
  cancellableUntil,
  isCancellationOver,
  isOnCard,
  isTooLateToCancel,
  isWeighingBegun,
  mayCancel,
  type Order,
} from '@halles/domain/orders';
import { phoneWords } from '@halles/kernel';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import { phoneHref } from '../../wording/contact-words';
import { kindKey } from '../../wording/order-kind-words';
import type { OrderBody } from '../order.view';

/** Of orders that their shop has not received. */
const NOT_RECEIVED: Readonly<Partial<Record<Order['state'], string>>> = {
  'to-confirm': 'orders.confirmation.cancelHint',
  'to-pay': 'payments.cancelHint',
};

/** States of an accepted order that is not handed over: its shop may cancel it still. */
const KEPT: ReadonlySet<Order['state']> = new Set(['accepted', 'preparing', 'ready']);

/** Calls the shop, where it has a telephone. Pure. */
export const callOf = (
  { phone }: Pick<Listing, 'phone'>,
  texts: PageScope['texts'],
): { readonly call?: LinkView } =>
  phone === null
    ? {}
    : {
        call: {
          href: phoneHref(phone),
          label: texts.line('orders.page.call', { phone: phoneWords(phone) }),
        },
      };

/** "samedi 5 décembre à 18 h", after « jusqu’au ». Pure. */
function untilWords(until: Date, { settings, locale }: PageScope): string {
  const { day, minute } = wallTime(settings.timeZone, until.getTime());
  const date = `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;
  return `${date} ${locale === 'fr' ? 'à' : 'at'} ${timeWords(minute, locale)}`;
}

/** Until when its customer may cancel by themselves, by what was agreed upon. Pure. */
function hintOf(order: Order, now: Date, scope: PageScope): string {
  const { texts, settings } = scope;
  const notReceived = NOT_RECEIVED[order.state];
  if (notReceived !== undefined) return texts.line(notReceived);
  if (order.state === 'received' && isCancellationOver(order, settings.timeZone, now))
    return texts.line('orders.page.cancelUntil.accepted');
  const until = cancellableUntil(order, settings.timeZone);
  if (until === null) return texts.line(kindKey(order.kind, 'page.cancelHint'));
  const key = order.state === 'received' ? 'received' : 'moment';
  return texts.line(`orders.page.cancelUntil.${key}`, { until: untilWords(until, scope) });
}

/** That its customer cancels no more by themselves, and whom they call; nothing of what is over. Pure. */
const calledOff = (
  { state }: Order,
  listing: Listing,
  mayWithdraw: boolean,
  { texts }: PageScope,
): Pick<OrderBody, 'cancelOver'> =>
  KEPT.has(state)
    ? {
        cancelOver: {
          text: texts.line(`orders.page.cancelOver.${listing.phone === null ? 'ask' : 'call'}`, {
            listing: listing.name,
          }),
          ...(mayWithdraw ? { right: texts.line('orders.page.cancelOver.right') } : {}),
          ...callOf(listing, texts),
        },
      }
    : {};

interface Cancelling {
  readonly token: string;
  /** Whether it is asked if that is sure. */
  readonly isAsked: boolean;
  /** Whether the law lets its customer withdraw from it, which is another right. */
  readonly mayWithdraw: boolean;
  readonly now: Date;
}

/** Cancelling, as long as its customer may; after that, whom they call. Pure. */
export function cancelOf(
  order: Order,
  listing: Listing,
  { token, isAsked, mayWithdraw, now }: Cancelling,
  scope: PageScope,
): Pick<OrderBody, 'cancel' | 'cancelOver'> {
  const { texts, locale, settings } = scope;
  const { event, payment } = order;
  const isTooLate = isTooLateToCancel(order, settings.timeZone, now);
  if (isTooLate || !mayCancel(order) || (order.kind === 'order' && isWeighingBegun(order)))
    return calledOff(order, listing, mayWithdraw, scope);
  const page = pathTo('order', locale, { token });
  const money = isOnCard(payment) ? (payment?.state === 'captured' ? 'refunded' : 'released') : 'unpaid';
  const line = (key: string): string => texts.line(kindKey(order.kind, `page.cancelSure.${key}`));
  return {
    cancel: {
      action: page,
      seen: String(event),
      label: texts.line('orders.page.cancel', { listing: listing.name }),
      hint: hintOf(order, now, scope),
      ...(isAsked
        ? {
            question: {
              text: `${line('question')} ${line(money)}`,
              yes: line('yes'),
              keep: { href: page, label: line('keep') },
            },
          }
        : {}),
    },
  };
}
