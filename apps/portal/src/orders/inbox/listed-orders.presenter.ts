import { pathTo } from '@halles/contracts';
import {
  type ListedOrder,
  mayMove,
  orderNumber,
  type OrderSummary,
  wantsWeights,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { oneLine } from '@halles/platform/mail';
import type { PageScope } from '../../rendering/page-scope';
import { handOverFrom } from '../hand-over/hand-over.presenter';
import { unpricedView } from '../lists/list.presenter';
import { INBOX, type Step, STEPS } from './merchant-order.form';
import { isAsked, nextOf } from './merchant-order-steps';
import type {
  MerchantOrderDayView,
  MerchantOrdersBody,
  MerchantOrderView,
  OrderButtonView,
} from './merchant-orders.view';
import {
  collectorView,
  contentsWords,
  dayWords,
  momentWords,
  receptionView,
  slotOf,
  stateWords,
  stepKey,
  timeOf,
  TONE,
} from '../order-words';
import { laterView } from './order-delay.presenter';
import { paymentBadge } from '../order-payment-words';
import { withdrawnViews } from './listed-withdrawals';
import { weighLink } from './weighing.presenter';

/**
 * What is not weighed has no price that anybody could be told of, or pay; what its customer is asked about waits for them; what is
 * asked about as it is handed over has a page of its own.
 */
const buttonsOf = (
  order: OrderSummary,
  steps: readonly Step[],
  asked: boolean,
  scope: PageScope,
): OrderButtonView[] =>
  steps
    .filter((step) => mayMove('merchant', order.state, STEPS[step].to))
    .filter((step) => !order.isList || order.items > 0 || STEPS[step].to !== 'accepted')
    .filter((step) => order.proposedUntil === null || order.state === 'received' || step === 'cancel')
    .filter((step) => order.unweighed === 0 || !wantsWeights(STEPS[step].to))
    .map((step, index) => ({
      value: step,
      label: scope.texts.line(stepKey(step, order)),
      isQuiet: index > 0 || step === 'cancel',
    }))
    .filter(({ value }) => !asked || STEPS[value].to !== 'collected');

/** An order in short, with its buttons. @param steps those that it may have @param asked whether something is asked as it is handed over. Pure. */
export function orderView(
  order: OrderSummary,
  scope: PageScope,
  steps: readonly Step[],
  asked: boolean,
): MerchantOrderView {
  const { texts, locale } = scope;
  const address = { listing: order.listingId, order: order.id };
  // Of one that ended with what was withdrawn from it is told what it was.
  const isWhole = order.state === 'cancelled';
  const dueCents = isWhole ? order.totalCents : order.totalCents - order.withdrawnCents;
  return {
    id: order.id,
    href: pathTo('merchant.order', locale, address),
    number: orderNumber(order.number),
    time: timeOf(order, scope),
    ...receptionView(order, scope),
    ...collectorView(order, scope),
    customer: order.customer?.name ?? texts.line('orders.erased'),
    state: { kind: TONE[order.state], text: stateWords(order, scope) },
    kind: texts.line(`orders.kinds.${order.kind}`),
    total:
      order.unweighed > 0
        ? texts.line('orders.weighing.about.total', { price: priceWords(dueCents, locale) })
        : priceWords(dueCents, locale),
    items: texts.line('orders.items', {
      count: isWhole ? order.items : order.items - order.withdrawnItems,
    }),
    ...(order.assurance === null ? {} : { assurance: texts.line(`orders.assurance.${order.assurance}`) }),
    action: pathTo('merchant.order', locale, address),
    seen: String(order.event),
    ...(order.proposedUntil === null
      ? {}
      : {
          proposed: texts.line('orders.amendment.waits', { until: momentWords(order.proposedUntil, scope) }),
        }),
    isWaiting: order.state === 'received' && order.proposedUntil === null,
    ...weighLink(order, scope),
    ...paymentBadge(order, scope),
    buttons: buttonsOf(order, steps, asked, scope),
    ...unpricedView(order, scope),
  };
}

/** As much of a note as a card shows. */
const NOTE_LENGTH = 140;

/** What the customer asks for, in a line or two: all of it is on the page of the order. Pure. */
const cardNote = (
  { note }: Pick<OrderSummary, 'note'>,
  { texts }: Pick<PageScope, 'texts'>,
): Pick<MerchantOrderView, 'note'> =>
  note === null ? {} : { note: texts.line('orders.inbox.note', { note: oneLine(note, NOTE_LENGTH) }) };

/** An order in a list. @param steps the buttons that it has @param list that they lead back to. Pure. */
export const listedOrder = (
  order: ListedOrder,
  steps: readonly Step[],
  scope: PageScope,
  list = INBOX,
): MerchantOrderView => ({
  ...orderView(order, scope, steps, isAsked(order, order.isForAdults)),
  contents: contentsWords(order, scope),
  ...cardNote(order, scope),
  withdrawn: withdrawnViews(order, scope),
  ...(order.isByTown ? { entered: scope.texts.line('orders.staff.byTown') } : {}),
  ...(steps.length === 0 ? {} : { from: list, ...laterView(order, scope) }),
  ...(order.isForAdults ? { proofOfAge: scope.texts.line('orders.proofOfAge') } : {}),
  ...handOverLink(order, steps, list, scope),
});

/** Where an order is handed over of which something is asked then. Pure. */
const handOverLink = (
  order: ListedOrder,
  steps: readonly Step[],
  list: string,
  scope: PageScope,
): Pick<MerchantOrderView, 'handOver'> =>
  isAsked(order, order.isForAdults) && steps.includes('collect') && order.unweighed === 0
    ? {
        handOver: {
          href: handOverFrom(order, list, scope),
          label: scope.texts.line('handOver.handOver'),
          isQuiet: steps[0] !== 'collect',
        },
      }
    : {};

/** Listed orders by the day on which they are collected. @param steps the buttons of each @param where which list it is, and of several shops whose each is. Pure. */
export function daysOf(
  orders: readonly ListedOrder[],
  scope: PageScope,
  steps: (order: ListedOrder) => readonly Step[],
  where: { readonly list?: string; readonly shopOf?: (order: ListedOrder) => string } = {},
): MerchantOrderDayView[] {
  const days = new Map<string, MerchantOrderView[]>();
  for (const order of orders) {
    const day = dayWords(order.slot.from.getTime(), scope.settings.timeZone, scope);
    const views = days.get(day) ?? [];
    days.set(day, views);
    const view = listedOrder(order, steps(order), scope, where.list);
    views.push(where.shopOf ? { ...view, shop: where.shopOf(order) } : view);
  }
  return [...days].map(([label, views]) => ({ label, orders: views }));
}

/** What waits for an answer, each with its day, and what is worked on, by the day. Pure. */
export function openParts(
  orders: readonly ListedOrder[],
  now: Date,
  scope: PageScope,
  where: Parameters<typeof daysOf>[3] = {},
): Pick<MerchantOrdersBody, 'answers' | 'days'> {
  const waits = (order: ListedOrder): boolean => order.state === 'received' && order.proposedUntil === null;
  const steps = (order: ListedOrder): readonly Step[] => nextOf(order, now);
  const answers = orders
    .filter(waits)
    .flatMap((order) =>
      daysOf([order], scope, steps, where).flatMap((day) =>
        day.orders.map((view) => ({ ...view, time: slotOf(order, scope) })),
      ),
    );
  return {
    answers,
    days: daysOf(
      orders.filter((order) => !waits(order)),
      scope,
      steps,
      where,
    ),
  };
}
