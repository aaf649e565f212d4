import { pathsTo, pathTo } from '@halles/contracts';
import {
  type ListedOrder,
  mayDelay,
  mayMove,
  mayTakeBack,
  type Order,
  orderNumber,
  type OrderState,
  type OrderSummary,
} from '@halles/domain/orders';
import { slotTimeWords } from '@halles/domain/pickup-slots';
import { phoneWords, priceWords } from '@halles/kernel';
import { type FormState, problemWords } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { phoneHref } from '../wording/contact-words';
import { DELAYS, type Step, STEPS } from './merchant-order.form';
import type {
  MerchantOrderBody,
  MerchantOrdersBody,
  MerchantOrderView,
  OrderButtonView,
} from './merchant-orders.view';
import { dayWords, lineViews, momentWords, slotOf } from './order-words';

/** How a page of orders is shown after something was done, or was not. */
export interface OrdersState {
  readonly form: FormState;
  /** The step that was just taken. */
  readonly done?: Step | 'undo' | 'delay' | 'code';
}

/** Which buttons an order has, the one that comes next at the head. */
const NEXT: Readonly<Record<OrderState, readonly Step[]>> = {
  received: ['accept', 'refuse', 'soldOut'],
  accepted: ['ready', 'prepare', 'cancel'],
  preparing: ['ready', 'cancel'],
  ready: ['collect', 'noShow'],
  collected: [],
  'not-collected': [],
  refused: [],
  cancelled: [],
};

const TONE: Readonly<Record<OrderState, MerchantOrderView['state']['kind']>> = {
  received: 'soon',
  accepted: 'open',
  preparing: 'open',
  ready: 'open',
  collected: 'closed',
  'not-collected': 'closed',
  refused: 'closed',
  cancelled: 'closed',
};

/** The state before the last step, if it may be gone back to. Pure. */
export function undoOf({ state, events }: Pick<Order, 'state' | 'events'>): OrderState | null {
  if (!mayTakeBack({ events })) return null;
  const before = events.at(-2)?.state;
  return before !== undefined && before !== state && mayMove('merchant', state, before) ? before : null;
}

const buttonsOf = (order: OrderSummary, scope: PageScope, undo: boolean): OrderButtonView[] => [
  ...NEXT[order.state]
    .filter((step) => mayMove('merchant', order.state, STEPS[step].to))
    .map((step, index) => ({
      value: step,
      label: scope.texts.line(`orders.do.${step}`),
      isQuiet: index > 0,
    })),
  ...(undo ? [{ value: 'undo', label: scope.texts.line('orders.do.undo'), isQuiet: true }] : []),
];

function orderView(order: OrderSummary, scope: PageScope, undo = false): MerchantOrderView {
  const { texts, locale, settings } = scope;
  const address = { listing: order.listingId, order: order.id };
  const slot = { from: order.slot.from.getTime(), until: order.slot.until.getTime() };
  return {
    id: order.id,
    href: pathTo('merchant.order', locale, address),
    number: orderNumber(order.number),
    time: slotTimeWords(slot, settings.timeZone, locale),
    customer: order.customer?.name ?? texts.line('orders.erased'),
    state: { kind: TONE[order.state], text: texts.line(`orders.states.${order.state}`) },
    kind: texts.line(`orders.kinds.${order.kind}`),
    total: priceWords(order.totalCents, locale),
    items: texts.line('orders.items', { count: order.items }),
    action: pathTo('merchant.order', locale, address),
    seen: String(order.event),
    buttons: buttonsOf(order, scope, undo),
  };
}

const outcomeOf = ({ form, done }: OrdersState, scope: PageScope) => {
  const problem = problemWords(scope, form.problem);
  return {
    ...(done === undefined ? {} : { done: scope.texts.line(`orders.done.${done}`) }),
    ...(problem === null ? {} : { problem }),
  };
};

/** The orders of a shop that are worked on, by the day on which they are collected. Pure. */
export const ordersPage = (
  listing: MerchantListing,
  orders: readonly ListedOrder[],
  state: OrdersState,
): MerchantPage => ({
  view: 'orders/orders',
  title: ({ texts }) => texts.line('orders.inbox.heading'),
  paths: pathsTo('merchant.orders', { listing: listing.id }),
  listing,
  section: 'orders',
  present: (scope): MerchantOrdersBody => {
    const { texts, locale, settings } = scope;
    const days = new Map<string, MerchantOrderView[]>();
    for (const order of orders) {
      const day = dayWords(order.slot.from.getTime(), settings.timeZone, scope);
      days.set(day, [...(days.get(day) ?? []), { ...orderView(order, scope), contents: order.contents }]);
    }
    return {
      lead: texts.line('orders.inbox.lead'),
      ...outcomeOf(state, scope),
      days: [...days].map(([label, views]) => ({ label, orders: views })),
      ...(orders.length === 0 ? { none: texts.line('orders.inbox.none') } : {}),
      settings: {
        href: pathTo('merchant.ordering', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.settings'),
      },
      products: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.products'),
      },
    };
  },
});

/** One order for who prepares it. Pure. */
export const merchantOrderPage = (
  listing: MerchantListing,
  order: Order,
  state: OrdersState,
): MerchantPage => ({
  view: 'orders/merchant-order',
  title: ({ texts }) => texts.line('orders.inbox.order', { number: orderNumber(order.number) }),
  paths: pathsTo('merchant.order', { listing: listing.id, order: order.id }),
  listing,
  section: 'orders',
  present: (scope): MerchantOrderBody => {
    const { texts, locale } = scope;
    const { customer } = order;
    const fact = (key: string, value: string, href?: string) => ({
      term: texts.line(`orders.facts.${key}`),
      value,
      ...(href === undefined ? {} : { href }),
    });
    return {
      ...outcomeOf(state, scope),
      order: orderView(order, scope, undoOf(order) !== null),
      slot: slotOf(order, scope),
      facts: [
        fact('name', customer?.name ?? texts.line('orders.erased')),
        ...(customer?.phone == null
          ? []
          : [fact('phone', phoneWords(customer.phone), phoneHref(customer.phone))]),
        ...(customer?.email == null ? [] : [fact('email', customer.email, `mailto:${customer.email}`)]),
      ],
      ...(order.note === null ? {} : { note: order.note }),
      lines: lineViews(order.lines, scope),
      history: order.events.map((event) => ({
        when: momentWords(event.at, scope),
        what:
          event.delayMinutes === null
            ? texts.line('orders.by', {
                what: texts.line(`orders.states.${event.state}`),
                who: texts.line(`orders.actors.${event.actor}`),
              })
            : texts.line('orders.delayed', { count: event.delayMinutes }),
      })),
      takesCode: order.state === 'ready',
      delays: mayDelay(order.state)
        ? DELAYS.map((minutes) => ({
            value: String(minutes),
            label: texts.line('orders.delayBy', { count: minutes }),
          }))
        : [],
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});
