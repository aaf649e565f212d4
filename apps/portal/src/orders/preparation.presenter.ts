import { pathsTo, pathTo } from '@halles/contracts';
import { dateWords, isoOfDay, weekdayWords } from '@halles/domain/hours';
import {
  choicesWords,
  chosenWords,
  countedWords,
  orderNumber,
  type PreparedLine,
  preparedProducts,
  quantityWords,
} from '@halles/domain/orders';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { receptionView, timeOf } from './order-words';
import type { PreparationBody } from './preparation.view';

/** "3 × Pain de campagne (Tranché)". */
function lineWordsOf(line: PreparedLine, { locale }: PageScope): string {
  return countedWords(line, chosenWords(line, locale), locale);
}

/** The lines of each order together, in their order. Pure. */
function bagsOf(
  listing: MerchantListing,
  lines: readonly PreparedLine[],
  scope: PageScope,
): PreparationBody['bags'] {
  const orders = new Map<string, PreparedLine[]>();
  for (const line of lines) orders.set(line.orderId, [...(orders.get(line.orderId) ?? []), line]);
  return [...orders.values()].flatMap((ofOrder) => {
    const [first] = ofOrder;
    if (!first) return [];
    return {
      time: timeOf(first, scope),
      ...receptionView(first, scope),
      customer: first.customer ?? scope.texts.line('orders.erased'),
      number: orderNumber(first.number),
      href: pathTo('merchant.order', scope.locale, { listing: listing.id, order: first.orderId }),
      ...(first.note === null ? {} : { note: first.note }),
      lines: ofOrder.map((line) => lineWordsOf(line, scope)),
    };
  });
}

/** What is prepared on a day. @param days the days that the page leads to. Pure. */
export const preparationPage = (
  listing: MerchantListing,
  lines: readonly PreparedLine[],
  day: number,
  days: readonly number[],
): MerchantPage => ({
  view: 'orders/preparation',
  title: ({ texts }) => texts.line('orders.preparation.heading'),
  paths: pathsTo('merchant.preparation', { listing: listing.id }),
  listing,
  section: 'orders',
  present: (scope): PreparationBody => {
    const { texts, locale } = scope;
    const wordsOf = (one: number): string => `${weekdayWords(one, locale)} ${dateWords(one, locale)}`;
    const own = pathTo('merchant.preparation', locale, { listing: listing.id });
    return {
      lead: texts.line('orders.preparation.lead', { day: wordsOf(day) }),
      days: days.map((one) => ({
        href: one === days[0] ? own : `${own}?jour=${isoOfDay(one)}`,
        label: wordsOf(one),
        isCurrent: one === day,
      })),
      ...(lines.length === 0 ? { none: texts.line('orders.preparation.none') } : {}),
      products: preparedProducts(lines).map(({ name, choices, ...counted }) => ({
        quantity: quantityWords(counted, locale),
        name,
        ...(choices.length === 0 ? {} : { choices: choicesWords(choices, locale, counted.weight !== null) }),
      })),
      bags: bagsOf(listing, lines, scope),
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});
