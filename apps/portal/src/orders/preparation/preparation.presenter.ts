import { pathsTo, pathTo } from '@halles/contracts';
import { dateWords, isoOfDay, weekdayWords } from '@halles/domain/hours';
import {
  choicesWords,
  type ListedOrder,
  orderNumber,
  type PreparationList,
  preparedProducts,
  quantityWords,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import { dueWords } from '../order-payment-words';
import { bagLines, incompleteWords, slotsOf, togetherWords } from './order-sheets.presenter';
import { collectorView, receptionView } from '../order-words';
import type { RequestedDay } from '../../params';
import { preparedDayForm } from './preparation-day';
import type { PreparationBody } from './preparation.view';

/** "samedi 5 décembre". Pure. */
export const preparedDayWords = (day: number, locale: Locale): string =>
  `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;

/** What goes into each bag of a slot. Pure. */
const bagsOf = (
  listing: MerchantListing,
  orders: readonly ListedOrder[],
  scope: PageScope,
): PreparationBody['slots'][number]['bags'] =>
  orders.map((order) => ({
    ...receptionView(order, scope),
    ...collectorView(order, scope),
    customer: order.customer?.name ?? scope.texts.line('orders.erased'),
    number: orderNumber(order.number),
    href: pathTo('merchant.order', scope.locale, { listing: listing.id, order: order.id }),
    ...(order.note === null ? {} : { note: order.note }),
    ...(order.isForAdults ? { proofOfAge: scope.texts.line('orders.proofOfAge') } : {}),
    lines: bagLines(order, scope),
    due: dueWords(order, scope),
  }));

/** What is prepared on a day. @param list null where it was asked for no day @param days the days that the page leads to. Pure. */
export const preparationPage = (
  listing: MerchantListing,
  list: PreparationList | null,
  { day, form }: RequestedDay,
  days: readonly number[],
): MerchantPage => ({
  view: 'orders/preparation',
  title: ({ texts }) => texts.line('orders.preparation.heading'),
  paths: pathsTo('merchant.preparation', { listing: listing.id }),
  listing,
  section: 'orders',
  present: (scope): PreparationBody => {
    const { texts, locale } = scope;
    const orders = list?.orders ?? [];
    const writer = new FormWriter(preparedDayForm, form, texts, locale);
    const own = pathTo('merchant.preparation', locale, { listing: listing.id });
    const sheet = (route: 'merchant.preparationSheet' | 'merchant.dayOrders', key: string) => ({
      href: `${pathTo(route, locale, { listing: listing.id })}?jour=${isoOfDay(day ?? 0)}`,
      label: texts.line(`orders.sheets.${key}`),
    });
    return {
      ...writer.summary(),
      ...(day === null
        ? {}
        : { lead: texts.line('orders.preparation.lead', { day: preparedDayWords(day, locale) }) }),
      incomplete: list === null ? [] : incompleteWords(list, scope),
      other: { action: own, fields: [writer.field('jour')] },
      days: days.map((one) => ({
        href: one === days[0] ? own : `${own}?jour=${isoOfDay(one)}`,
        label: preparedDayWords(one, locale),
        isCurrent: one === day,
      })),
      ...(list !== null && orders.length === 0 ? { none: texts.line('orders.preparation.none') } : {}),
      products: preparedProducts(orders).map(({ name, choices, ...counted }) => ({
        quantity: quantityWords(counted, locale),
        name,
        ...(choices.length === 0 ? {} : { choices: choicesWords(choices, locale, counted.weight !== null) }),
      })),
      slots: slotsOf(orders, scope).map(({ time, orders: ofSlot }) => ({
        time,
        ...(ofSlot.length === 1 ? {} : { together: togetherWords(ofSlot, scope) }),
        bags: bagsOf(listing, ofSlot, scope),
      })),
      sheets: [
        ...(orders.length === 0 ? [] : [sheet('merchant.preparationSheet', 'preparation')]),
        ...(day === null ? [] : [sheet('merchant.dayOrders', 'day')]),
      ],
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});
