import { pathsTo, pathTo } from '@halles/contracts';
import { isoOfDay, timeWords, wallTime } from '@halles/domain/hours';
import { type DaySlot, type ListedOrder, type OrderDay } from '@halles/domain/orders';
import { slotTimeWords } from '@halles/domain/pickup-slots';
import { priceWords } from '@halles/kernel';
import { FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import type { RequestedDay } from '../../params';
import { preparedDayForm } from '../preparation/preparation-day';
import { preparedDayWords } from '../preparation/preparation.presenter';
import { timeOf } from '../order-words';
import { nextOf, overdueOf } from './merchant-order-steps';
import { listedOrder } from './listed-orders.presenter';
import type { OrdersState } from './orders-state';
import { shownOrder } from './order-day.form';
import type { DaySlotView, OrderDayBody } from './order-day.view';
import { listOutcome } from './order-outcome.presenter';

/**
 * How many orders a slot has, and what it holds. An order that was put off takes room in each slot that it overlaps, and is counted
 * in the one where it is shown alone: the orders of the slots are those of the day. Pure.
 */
function usageWords(
  { usage, orders }: DaySlot,
  capacity: OrderDay['capacity'],
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string {
  const count = orders.length;
  const isAlike = usage === null || usage.orders === count;
  const isOfMost = usage !== null && capacity.orders !== undefined;
  const parts = [
    isAlike && isOfMost
      ? texts.line('orders.day.ordersOf', { count, most: capacity.orders })
      : texts.line('orders.day.orders', { count }),
    ...(isAlike || !isOfMost
      ? []
      : [texts.line('orders.day.placesOf', { count: usage.orders, most: capacity.orders })]),
    ...(usage === null || capacity.items === undefined
      ? []
      : [texts.line('orders.day.itemsOf', { count: usage.items, most: capacity.items })]),
    ...(usage === null || capacity.cents === undefined
      ? []
      : [
          texts.line('orders.day.valueOf', {
            value: priceWords(usage.cents, locale),
            most: priceWords(capacity.cents, locale),
          }),
        ]),
  ];
  return parts.join(' · ');
}

/** Whether nothing more fits into a slot. Pure. */
const isFull = ({ usage }: DaySlot, { orders, items, cents }: OrderDay['capacity']): boolean =>
  usage !== null &&
  [
    [usage.orders, orders],
    [usage.items, items],
    [usage.cents, cents],
  ].some(([taken = 0, most]) => most !== undefined && taken >= most);

/** The buttons of an order, as it is by now. Pure. */
const stepsOf = (order: ListedOrder, now: Date) =>
  order.slot.until <= now ? overdueOf(order) : nextOf(order, now);

function slotView(
  slot: DaySlot,
  { capacity }: OrderDay,
  { list, now }: { readonly list: string; readonly now: Date },
  scope: PageScope,
): DaySlotView {
  const { texts, locale, settings } = scope;
  const [first] = slot.orders;
  const time = slotTimeWords(slot, settings.timeZone, locale);
  const { beginsAt } = slot;
  return {
    time: first && slot.usage === null ? timeOf(first, scope) : time,
    usage: usageWords(slot, capacity, scope),
    isFull: isFull(slot, capacity),
    isClosed: slot.isClosed,
    ...(beginsAt === null
      ? {}
      : {
          begin: texts.line('orders.day.begin', {
            time: timeWords(wallTime(settings.timeZone, beginsAt.getTime()).minute, locale),
          }),
        }),
    orders: slot.orders.map((order) => listedOrder(order, stepsOf(order, now), scope, list)),
  };
}

/** What a shop is asked that is closed on a day for which it has orders; they are neither moved nor ended for it. Pure. */
function closedView(
  listing: MerchantListing,
  { isClosed, due }: OrderDay,
  list: string,
  { texts, locale }: PageScope,
): Pick<OrderDayBody, 'closed'> {
  if (!isClosed || due.count === 0) return {};
  const { count, next } = due;
  return {
    closed: {
      text: texts.line('orders.day.closedThen.text', { count }),
      action: `${pathTo('merchant.orderDay', locale, { listing: listing.id })}?jour=${list}`,
      orders: next.map(shownOrder),
      ...(count > next.length
        ? { more: texts.line('orders.day.closedThen.more', { most: next.length, left: count - next.length }) }
        : {}),
      button: texts.line('orders.day.closedThen.button', { count: next.length }),
    },
  };
}

/** How many orders a touch ended because the shop is closed, and what became of the others. Pure. */
const endedOutcome = (
  { done, ended }: OrdersState,
  { texts }: Pick<PageScope, 'texts'>,
): Pick<OrderDayBody, 'done'> =>
  done === 'closedDay' && ended
    ? { done: texts.line('orders.day.closedThen.done', { ended: ended.ended, changed: ended.changed }) }
    : {};

/** The slots of a day, and what is to be done there. Pure. */
function shownDay(
  listing: MerchantListing,
  shown: OrderDay,
  { day, today, now }: { readonly day: number; readonly today: number; readonly now: Date },
  scope: PageScope,
): Pick<OrderDayBody, 'lead' | 'closed' | 'incomplete' | 'none' | 'slots' | 'sheet'> {
  const { texts, locale } = scope;
  const list = isoOfDay(day);
  const count = shown.slots.reduce((sum, { orders }) => sum + orders.length, 0);
  return {
    lead: texts.line('orders.day.lead', { day: preparedDayWords(day, locale), count }),
    ...closedView(listing, shown, list, scope),
    ...(shown.isCut ? { incomplete: texts.line('orders.day.incomplete', { count }) } : {}),
    ...(shown.slots.length === 0 ? { none: texts.line('orders.day.none') } : {}),
    // What is over today and was free is nothing to look at.
    slots: shown.slots
      .filter(({ orders, until }) => day !== today || orders.length > 0 || until > now.getTime())
      .map((slot) => slotView(slot, shown, { list, now }, scope)),
    sheet: {
      href: `${pathTo('merchant.dayOrders', locale, { listing: listing.id })}?jour=${list}`,
      label: texts.line('orders.sheets.day'),
    },
  };
}

/** The ways to the day before and after, and to any other. Pure. */
function otherDays(
  listing: MerchantListing,
  { today, day: asked, form }: RequestedDay,
  { texts, locale }: PageScope,
): Pick<OrderDayBody, 'previous' | 'today' | 'next' | 'other'> {
  const own = pathTo('merchant.orderDay', locale, { listing: listing.id });
  const day = asked ?? today;
  const link = (other: number, label: string) => ({
    href: other === today ? own : `${own}?jour=${isoOfDay(other)}`,
    label,
  });
  const words = (key: string, other: number) =>
    link(other, texts.line(`orders.day.${key}`, { day: preparedDayWords(other, locale) }));
  return {
    previous: words('previous', day - 1),
    ...(asked === today ? {} : { today: link(today, texts.line('orders.day.today')) }),
    next: words('next', day + 1),
    other: { action: own, fields: [new FormWriter(preparedDayForm, form, texts, locale).field('jour')] },
  };
}

/** A day of a shop, slot by slot. @param shown null where it was asked for no day. Pure. */
export const orderDayPage = (
  listing: MerchantListing,
  shown: OrderDay | null,
  { asked, now }: { readonly asked: RequestedDay; readonly now: Date },
  state: OrdersState,
): MerchantPage<OrderDayBody> => ({
  view: 'orders/order-day',
  title: ({ texts }) => texts.line('orders.day.heading'),
  paths: pathsTo('merchant.orderDay', { listing: listing.id }),
  listing,
  section: 'orders',
  present: (scope): OrderDayBody => {
    const { texts, locale } = scope;
    const { today, day } = asked;
    return {
      ...listOutcome(state, now, scope, isoOfDay(day ?? today)),
      ...endedOutcome(state, scope),
      ...otherDays(listing, asked, scope),
      ...(shown === null || day === null
        ? { ...new FormWriter(preparedDayForm, asked.form, texts, locale).summary(), slots: [] }
        : { errors: [], ...shownDay(listing, shown, { day, today, now }, scope) }),
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});
