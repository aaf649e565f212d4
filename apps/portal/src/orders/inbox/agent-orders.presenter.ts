import { pathTo } from '@halles/contracts';
import type { MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import { AGENT_STEPS } from './agent-orders.form';
import type {
  MerchantOrderBody,
  MerchantOrderDayView,
  MerchantOrdersBody,
  MerchantOrderView,
} from './merchant-orders.view';

const STEPS: ReadonlySet<string> = new Set(AGENT_STEPS);

/** An order with the buttons of an agent. Pure. */
function orderView(order: MerchantOrderView): MerchantOrderView {
  const { answer: _answer, weigh: _weigh, handOver: _handOver, later: _later, from: _from, ...shown } = order;
  return { ...shown, buttons: order.buttons.filter(({ value }) => STEPS.has(value)) };
}

/** Whether its shop has buttons for an order that an agent has not: who has the goods and the till goes on with it. Pure. */
const isLeftToShop = ({ answer, weigh, handOver, later, buttons }: MerchantOrderView): boolean =>
  [answer, weigh, handOver, later].some((one) => one !== undefined) ||
  buttons.some(({ value }) => !STEPS.has(value));

/** Which steps those are. Pure. */
const leftToShop = (orders: readonly MerchantOrderView[], { texts }: PageScope) =>
  orders.some(isLeftToShop) ? { leftToShop: texts.line('orders.forAgents.leftToShop') } : {};

const daysOf = (days: readonly MerchantOrderDayView[]): MerchantOrderDayView[] =>
  days.map(({ label, orders }) => ({ label, orders: orders.map(orderView) }));

/** Those of a body's parts that there are. Pure. */
function partsOf<Body extends object, Part extends keyof Body>(body: Body, names: readonly Part[]) {
  const entries = names.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]] as const]));
  return Object.fromEntries(entries) as Pick<Body, Part>;
}

/**
 * The orders of a shop as an agent of the town reads them: those that there are, without what runs the shop. What the page of the
 * shop shows besides is named here before an agent sees it. @param enters the shop, where orders can be entered. Pure.
 */
export const ordersPageForAgent = (
  page: MerchantPage<MerchantOrdersBody>,
  enters: number | null,
): MerchantPage<MerchantOrdersBody> => ({
  ...page,
  present: (scope) => {
    const body = page.present(scope);
    const listed = [...body.days, ...body.overdue].flatMap(({ orders }) => orders);
    return {
      ...partsOf(body, ['lead', 'more', 'none', 'ended']),
      ...leftToShop([...body.answers, ...listed], scope),
      ...(enters === null
        ? {}
        : {
            enter: {
              href: pathTo('merchant.newOrder', scope.locale, { listing: enters }),
              label: scope.texts.line('orders.inbox.enter'),
            },
          }),
      answers: body.answers.map(orderView),
      days: daysOf(body.days),
      overdue: daysOf(body.overdue),
      cancelled: body.cancelled,
      refunds: [],
      creditNotes: [],
    };
  },
});

const withoutDrop = ({ drop: _drop, ...amendment }: NonNullable<MerchantOrderBody['amendment']>) => amendment;

/** What an agent sees of an order as its shop does. */
const OF_ORDER = [
  ...([
    'list',
    'done',
    'problem',
    'question',
    'because',
    'proofOfAge',
    'slot',
    'due',
    'payment',
    'facts',
  ] as const),
  ...(['note', 'lines', 'fee', 'most', 'withdrawn', 'history', 'mails', 'delay', 'back'] as const),
];

/** The same of one order. @param mayUndo the last step was the town's. Pure. */
export const orderPageForAgent = (
  page: MerchantPage<MerchantOrderBody>,
  mayUndo: boolean,
): MerchantPage<MerchantOrderBody> => ({
  ...page,
  present: (scope) => {
    const body = page.present(scope);
    return {
      ...partsOf(body, OF_ORDER),
      order: orderView(body.order),
      ...leftToShop([body.order], scope),
      ...(body.amendment ? { amendment: withoutDrop(body.amendment) } : {}),
      ...(mayUndo ? partsOf(body, ['undo']) : {}),
      refunds: [],
      creditNotes: [],
    };
  },
});
