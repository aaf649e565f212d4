import { fileRoutes, listingPath, pathsTo, pathTo, type PaymentMethod } from '@halles/contracts';
import {
  confirmableUntil,
  type CreditNote,
  feeShares,
  fulfilmentWords,
  holdsGoods,
  isCollected,
  isUnderWay,
  isUnpriced,
  keptUntil,
  mayNameCollector,
  isPaidInAdvance,
  type Order,
  orderNumber,
  shopReasonOf,
  receptionPlace,
  restores,
  sellerWords,
  taxWords,
  onlinePaymentState,
  termsWords,
  timeLabel,
  type UnsentReason,
  methodsPaid,
  wantedLines,
  wantsProofOfAge,
  withdrawnPositions,
  isClosedOnDayOf,
  isKeptWhileClosed,
  isWorkedOn,
} from '@halles/domain/orders';
import type { Listing } from '@halles/domain/listings';
import { phoneWords, priceWords } from '@halles/kernel';
import {
  type FormProblem,
  type FormState,
  formValuesOf,
  FormWriter,
  newForm,
  problemWords,
} from '@halles/platform/forms';
import { qrPath } from '@halles/platform/theming';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { addressLine, phoneHref } from '../../wording/contact-words';
import { remainingView } from '../baskets/baskets.presenter';
import type { BasketShop } from '../baskets/baskets.service';
import { listView } from '../lists/list.presenter';
import { callOf, cancelOf } from './cancel.presenter';
import { collectorForm } from './collector.form';
import { documentsOf, visitOf } from './order-links.presenter';
import { payLead, payOf } from './order-pay.presenter';
import { handedOverWords } from '../hand-over/hand-over-words';
import { advanceBack, endedLead, paymentFacts } from '../order-payment-words';
import { kindKey } from '../../wording/order-kind-words';
import {
  feeView,
  lineViews,
  withdrawnNotes,
  momentWords,
  mostOfOrder,
  paidOf,
  slotOf,
  stepWords,
  TONE,
  wordsKey,
} from '../order-words';
import type { OrderBody } from '../order.view';
import { presentWithdrawn, withdrawalLink } from './withdrawal.presenter';

/** Lines whose contract stands: what was withdrawn from gives no right any more. Pure. */
const boundLines = (order: Order): Order['lines'] => {
  const gone = withdrawnPositions(order);
  return order.lines.filter((_, index) => !gone.has(index + 1));
};

/** Its customer is told that it is not confirmed: the shop was reminded, and the town is to call it. Pure. */
const isOverdue = ({ assurance }: Order): boolean => assurance === 'notified' || assurance === 'unreached';

const stateOf = (order: Order, { texts }: PageScope): OrderBody['state'] => {
  const waiting = isOverdue(order) ? 'orders.page.unconfirmed.state' : wordsKey(order, 'orders.states');
  const key =
    order.proposedUntil === null ? waiting : `${isUnpriced(order) ? 'lists' : 'orders'}.amendment.state`;
  return { kind: TONE[order.state], text: texts.line(key) };
};

/** Where it is received: in the shop, at a point, or where the customer lives, until they were erased. Pure. */
function placeOf(order: Order, listing: Listing): string[] {
  if (order.fulfilment === 'pickup') return [addressLine(listing.address, true)];
  return [receptionPlace(order)].filter((place) => place !== null);
}

/** What the shop proposes waits for its customer. Pure. */
const proposalOf = (
  { proposedUntil }: Order,
  token: string,
  scope: PageScope,
): Pick<OrderBody, 'proposal'> =>
  proposedUntil === null
    ? {}
    : {
        proposal: {
          text: scope.texts.line('orders.amendment.until', { until: momentWords(proposedUntil, scope) }),
          href: pathTo('order.amendment', scope.locale, { token }),
          label: scope.texts.line('orders.amendment.answer'),
        },
      };

/** What became of an order, step by step. Pure. */
const historyOf = (order: Order, scope: PageScope): OrderBody['history'] =>
  order.events.map((event) => ({
    when: momentWords(event.at, scope),
    what: [stepWords(event, order, scope), ...handedOverWords(event, scope)].join(', '),
  }));

/** How its open page follows an order, and what it says once that is new. Pure. */
const followOf = (order: Order, token: string, scope: PageScope): OrderBody['follow'] => ({
  progress: pathTo('order.progress', scope.locale, { token }),
  event: String(order.event),
  isUnconfirmed: isOverdue(order),
  announcement: scope.texts.line('orders.page.news', {
    state: stateOf(order, scope).text,
    label: timeLabel(order.fulfilment, scope.locale),
    slot: slotOf(order, scope),
  }),
});

/** What is confirmed says where the code is shown: of what is sent, nowhere. Pure. */
const leadKey = (order: Order): string =>
  order.state === 'accepted' && !isCollected(order.fulfilment)
    ? `leadOf.${order.fulfilment}.accepted`
    : wordsKey(order, 'lead');

/** Who has an order brought or sent does not come for it. Pure. */
const overdueKey = ({ fulfilment }: Order): string =>
  isCollected(fulfilment) ? 'unconfirmed.lead' : `unconfirmed.leadOf.${fulfilment}`;

/** @param line of the page, with the name of the shop. Pure. */
function leadOf(
  order: Order,
  line: (key: string) => string,
  way: PaymentMethod | null,
  scope: PageScope,
): string {
  const { texts } = scope;
  if (order.state === 'to-confirm')
    return texts.line('orders.confirmation.lead', { until: momentWords(confirmableUntil(order), scope) });
  const pay = payLead(order, way, scope);
  if (pay !== null) return pay;
  if (order.events.at(-1)?.reason === 'not-confirmed') return texts.line('orders.confirmation.lapsedLead');
  if (order.state === 'not-collected' && order.events.at(-1)?.actor === 'system') return line('released');
  if (order.proposedUntil !== null && order.state !== 'received')
    return texts.line('orders.amendment.weight.orderLead');
  if (order.proposedUntil !== null)
    return texts.line(`${isUnpriced(order) ? 'lists' : 'orders'}.amendment.orderLead`);
  if (isUnpriced(order) && (order.state === 'received' || order.state === 'cancelled') && !isOverdue(order))
    return line(order.events.at(-1)?.reason === 'lapsed' ? 'list.lapsed' : `list.${order.state}`);
  const last = order.events.at(-1);
  const given = last ? shopReasonOf(last) : null;
  const isRestored =
    last !== undefined && last.takesBack !== true && restores(order.events.at(-2)?.state, last.state);
  const known = endedLead(order, scope) ?? line(isOverdue(order) ? overdueKey(order) : leadKey(order));
  const lead = isRestored ? `${texts.line(kindKey(order.kind, 'restored.lead'))} ${known}` : known;
  return given === null ? lead : `${lead} ${texts.line(`orders.because.customer.${given}`)}`;
}

/** What its customer wrote or photographed, where they did. Pure. */
function listSent(order: Order, token: string, scope: PageScope): Pick<OrderBody, 'list'> {
  const list = listView(order, pathTo('order.listPhoto', scope.locale, { token }), scope);
  return list === undefined ? {} : { list };
}

/** That its shop says it is closed that day after all, where somebody is to be there. Pure. */
function closedOf(order: Order, listing: Listing, { texts }: PageScope): Pick<OrderBody, 'closed'> {
  const isDue = isWorkedOn(order.state) && order.fulfilment !== 'post';
  const isKept = isKeptWhileClosed(order);
  // A collection point has hours of its own.
  const isClosed =
    order.pointId === null && listing.schedule !== null && isClosedOnDayOf(listing.schedule, order.slot.from);
  if (!isDue || !(isKept || isClosed)) return {};
  return {
    closed: {
      text: texts.line(`orders.page.${isKept ? 'kept' : 'closed'}`, { listing: listing.name }),
      ...callOf(listing, texts),
    },
  };
}

/** That the mail which tells of it did not arrive, as long as its page is to be kept for what comes. Pure. */
const unsentOf = (
  { state }: Order,
  reason: UnsentReason | null,
  { texts }: PageScope,
): Pick<OrderBody, 'unsent'> => {
  if (reason === null || !isUnderWay(state)) return {};
  const rest = state === 'to-confirm' ? 'toConfirm' : 'keep';
  return {
    unsent: `${texts.line(`orders.page.unsent.${reason}`)} ${texts.line(`orders.page.unsent.${rest}`)}`,
  };
};

/** The facts above the lines: when and where it is collected, the shop and the customer. Pure. */
function factsOf(order: Order, listing: Listing, scope: PageScope): OrderBody['facts'] {
  const { texts, locale } = scope;
  const fact = (key: string, value: string) => ({ term: texts.line(`orders.facts.${key}`), value });
  const kept = isUnderWay(order.state) ? keptUntil(order) : null;
  return [
    fact('mode', fulfilmentWords(order.fulfilment, locale)),
    fact(`slotOf.${order.fulfilment}`, slotOf(order, scope)),
    ...(kept === null ? [] : [fact('keptUntil', momentWords(kept, scope))]),
    ...placeOf(order, listing).map((place) => fact(order.fulfilment === 'pickup' ? 'place' : 'to', place)),
    fact('shop', sellerWords(listing)),
    ...(listing.phone === null
      ? []
      : [{ ...fact('shopPhone', phoneWords(listing.phone)), href: phoneHref(listing.phone) }]),
    fact('number', orderNumber(order.number)),
    ...(order.customer ? [fact('name', order.customer.name)] : []),
    ...(order.customer?.collector == null ? [] : [fact('collector', order.customer.collector)]),
    ...(order.note === null ? [] : [fact('note', order.note)]),
  ];
}

/** What the page of an order knows besides the order. */
export interface OrderPageState {
  readonly token: string;
  readonly problem: FormProblem | null;
  /** What was typed of who collects it, where that was refused. */
  readonly form?: FormState;
  /** Whether who collects it was just saved. */
  readonly isCollectorSaved?: boolean;
  /** Whether its customer is asked whether it is to be cancelled. */
  readonly asksToCancel?: boolean;
  /** Of one that waits to be paid: how it can be paid yet. */
  readonly way?: PaymentMethod | null;
  readonly hasTerms: boolean;
  readonly notes: readonly CreditNote[];
  /** Why its last mail did not arrive. */
  readonly unsent?: UnsentReason | null;
  /** Where its customer has baskets still. */
  readonly remaining: readonly BasketShop[];
  /** What browsers subscribe under. */
  readonly pushKey: string;
}

/** By what its page turns notifications on. Pure. */
const pushOf = (token: string, key: string): NonNullable<OrderBody['push']> => ({
  key,
  to: fileRoutes.apiOrderPush.replace(':token', token),
  worker: fileRoutes.orderWorker,
});

/** What fills the basket with the same, once nothing more becomes of it. Pure. */
const againOf = (
  { state, kind, lines }: Order,
  token: string,
  { texts, locale }: PageScope,
): Pick<OrderBody, 'again'> =>
  isUnderWay(state) || lines.length === 0
    ? {}
    : {
        again: {
          action: pathTo('order.again', locale, { token }),
          label: texts.line(kindKey(kind, 'page.again')),
        },
      };

/** What is shown when it is handed over, as long as it waits for that; nothing of what is sent. Pure. */
const codeOf = (
  { state, fulfilment, code }: Order,
  line: (key: string) => string,
): Pick<OrderBody, 'code'> =>
  fulfilment !== 'post' && (state === 'accepted' || state === 'preparing' || state === 'ready')
    ? { code: { label: line(`codeOf.${fulfilment}`), digits: code, qr: qrPath(code) } }
    : {};

/** Says who collects it, as long as somebody may. Pure. */
function collectorOf(
  order: Order,
  { token, form }: Pick<OrderPageState, 'token' | 'form'>,
  { texts, locale }: PageScope,
): Pick<OrderBody, 'collector'> {
  const { customer } = order;
  if (!customer || !mayNameCollector(order)) return {};
  const state = form ?? newForm(formValuesOf({ collector: customer.collector ?? '' }));
  const [field] = new FormWriter(collectorForm, state, texts, locale).fields();
  if (!field) return {};
  const isForAdults = wantsProofOfAge(order);
  return {
    collector: {
      action: pathTo('order.collector', locale, { token }),
      field,
      button: texts.line('orders.page.collectorSave'),
      ...(isForAdults ? { note: texts.line('orders.page.collectorAge') } : {}),
    },
  };
}

/** That it was saved who collects it, and who does now. Pure. */
function doneOf(
  { customer }: Order,
  listing: Listing,
  isCollectorSaved: boolean,
  { texts }: PageScope,
): Pick<OrderBody, 'done'> {
  if (!isCollectorSaved || !customer) return {};
  const collector = customer.collector ?? null;
  return {
    done:
      collector === null
        ? texts.line('orders.page.collectorDone.none', { listing: listing.name })
        : texts.line('orders.page.collectorDone.other', { person: collector, listing: listing.name }),
  };
}

/** What was ordered, and what it costs. Pure. */
function amountsOf(
  order: Order,
  scope: PageScope,
): Pick<OrderBody, 'lines' | 'total' | 'taxes'> & Partial<OrderBody> {
  const isOwed = holdsGoods(order.state);
  return {
    lines: lineViews(order.lines, scope, withdrawnNotes(order)),
    ...feeView(order, scope),
    total: priceWords(order.totalCents, scope.locale),
    ...(isOwed ? mostOfOrder(order, scope) : {}),
    ...paidOf(order, scope),
    // Nothing is owed for what was cancelled, withdrawn from or refused, and no tax.
    taxes: isOwed
      ? taxWords([...wantedLines(order), ...feeShares(order.feeCents, wantedLines(order))], scope.locale)
      : [],
  };
}

/** On which terms it was ordered, and how it is paid; once it is handed over, what a reservation promised is over. Pure. */
function termsOf(order: Order, { locale }: PageScope): OrderBody['terms'] {
  const { kind, state } = order;
  const isHandedOver = state === 'collected';
  if (!holdsGoods(state) || isUnpriced(order) || (kind === 'reservation' && isHandedOver)) return [];
  return termsWords(
    kind,
    boundLines(order),
    locale,
    { ...order, isHandedOver, isPaidInAdvance: isPaidInAdvance(order) },
    methodsPaid(onlinePaymentState(order)),
  );
}

/** An order for its customer: where it stands, when and where it is collected, and how to cancel it or to withdraw from it. Pure. */
export const presentOrder =
  (order: Order, listing: Listing, { token, problem, way = 'online', ...page }: OrderPageState, now: Date) =>
  (scope: PageScope): PageModel & { readonly body: OrderBody } => {
    const { texts, locale } = scope;
    const { state, kind } = order;
    const line = (key: string): string => texts.line(kindKey(kind, `page.${key}`), { listing: listing.name });
    const heading = line(`heading.${kind}`);
    const withdrawal = withdrawalLink(order, listing, token, now, scope);
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('order', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: leadOf(order, line, way, scope),
        ...remainingView(page.remaining, scope),
        ...proposalOf(order, token, scope),
        ...closedOf(order, listing, scope),
        ...doneOf(order, listing, page.isCollectorSaved === true, scope),
        ...(problem === null ? {} : { problem: problemWords(scope, problem) ?? '' }),
        ...unsentOf(order, page.unsent ?? null, scope),
        state: stateOf(order, scope),
        follow: followOf(order, token, scope),
        isFollowed: isUnderWay(state),
        ...payOf(order, { token, way }, scope),
        ...(isUnderWay(state) && order.customer ? { push: pushOf(token, page.pushKey) } : {}),
        ...codeOf(order, line),
        facts: [
          ...factsOf(order, listing, scope),
          ...paymentFacts(order, scope),
          ...advanceBack(order, scope),
        ],
        visit: visitOf(order, listing, token, scope),
        ...amountsOf(order, scope),
        withdrawn: presentWithdrawn(order, listing, now, scope),
        ...(withdrawal === undefined ? {} : { withdrawal }),
        ...listSent(order, token, scope),
        terms: termsOf(order, scope),
        ...documentsOf(order, { token, ...page }, scope),
        ...collectorOf(order, { token, ...page }, scope),
        history: historyOf(order, scope),
        shop: { href: listingPath(locale, listing), label: line('shop') },
        ...againOf(order, token, scope),
        ...cancelOf(
          order,
          listing,
          { token, isAsked: page.asksToCancel === true, mayWithdraw: withdrawal !== undefined, now },
          scope,
        ),
      },
    };
  };
