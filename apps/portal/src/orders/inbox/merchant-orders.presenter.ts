import { pathsTo, pathTo } from '@halles/contracts';
import {
  type CreditNote,
  type ListedOrder,
  type OpenOrders,
  maySendAgain,
  type MissingForSale,
  type OrderMail,
  type OwedRefund,
  mayDelay,
  type Order,
  type OrderAmendment,
  orderNumber,
  type StepAuthor,
  wantsProofOfAge,
  queuedMails,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { newForm } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import { handOverView } from '../hand-over/hand-over.presenter';
import { amendmentParts } from '../order-page/amendment-words';
import { presentControls, type ShownControls } from './ordering-controls.presenter';
import {
  blockLink,
  cancelledLinks,
  figureLinks,
  inboxLinks,
  contractOf,
  noteOf,
  refundLinks,
} from './inbox-links.presenter';
import { missingView } from '../settings/missing-for-sale.presenter';
import { presentQuestion } from './order-silence.presenter';
import { listOf } from '../lists/list.presenter';
import { isAsked, nextOf, overdueOf } from './merchant-order-steps';
import type { OrdersState } from './orders-state';
import type {
  EndedOrdersBody,
  MerchantOrderBody,
  MerchantOrdersBody,
  MerchantOrderView,
} from './merchant-orders.view';
import { kindKey } from '../../wording/order-kind-words';
import {
  contactFacts,
  feeView,
  historyLine,
  lineViews,
  withdrawnNotes,
  mostOfOrder,
  receptionFacts,
  slotOf,
} from '../order-words';
import { openParts, daysOf, orderView } from './listed-orders.presenter';
import { reasonView } from './order-reason.presenter';
import { closedPart, buttonsBeside } from './closed-question.presenter';
import { delayView, questionView } from './order-delay.presenter';
import { listOutcome, orderOutcome, undoView } from './order-outcome.presenter';
import {
  advanceButtons,
  counterButton,
  dueWords,
  isRefundedOnline,
  paymentFacts,
  paymentNotes,
} from '../order-payment-words';
import { mailView } from './order-mail-words';
import { presentWeighing } from './weighing.presenter';
import { creditNoteFiles } from '../order-page/credit-note.presenter';
import { returnLink } from './order-return.presenter';
import { presentWithdrawnForShop } from '../order-page/withdrawal.presenter';

/** What the inbox of a shop shows. */
export interface Inbox extends OpenOrders {
  readonly unpaid: readonly OwedRefund[];
  /** Null where it takes no orders. */
  readonly controls: ShownControls | null;
  /** Null where it is not asked whether it takes a pause. */
  readonly asked: { readonly missed: number } | null;
  /** What it has to say before it takes orders again. */
  readonly missing: readonly MissingForSale[];
  /** Sending is on, and not offered since nothing says how it is paid. */
  readonly lacksSendingPayment: boolean;
  /** Who looks at it. */
  readonly accountId: string;
  /** Whether its reader answers for the orders of another shop too. */
  readonly hasOthers: boolean;
  /** Whether its reader may see what becomes of the orders, in figures. */
  readonly hasFigures: boolean;
  /** Whether its reader may see the journal of sales. */
  readonly hasSales: boolean;
  readonly now: Date;
}

/** The orders of a shop that are worked on. @param limit how many of each list were asked for. Pure. */
export const ordersPage = (
  listing: MerchantListing,
  {
    toDo,
    cancelled,
    overdue,
    unpaid,
    controls,
    asked,
    missing,
    lacksSendingPayment,
    accountId,
    hasOthers,
    now,
    ...reader
  }: Inbox,
  limit: number,
  state: OrdersState,
): MerchantPage<MerchantOrdersBody> => ({
  view: 'orders/orders',
  title: ({ texts }) => texts.line('orders.inbox.heading'),
  paths: pathsTo('merchant.orders', { listing: listing.id }),
  listing,
  section: 'orders',
  present: (scope): MerchantOrdersBody => {
    const { texts, locale } = scope;
    return {
      lead: texts.line('orders.inbox.lead'),
      account: accountId,
      ...(hasOthers
        ? { allShops: { href: pathTo('merchant.inbox', locale), label: texts.line('orders.shops.open') } }
        : {}),
      stream: pathTo('merchant.orderStream', locale, { listing: listing.id }),
      ...(controls === null ? {} : { controls: presentControls(listing.id, controls, now, scope) }),
      ...missingView('ordering.missing.stopped', { missing, lacksSendingPayment }, listing.id, scope),
      ...(asked === null ? {} : { asked: presentQuestion(listing.id, asked, scope) }),
      ...listOutcome(state, now, scope),
      ...openParts(toDo, now, scope),
      ...(toDo.length === limit ? { more: texts.line('orders.inbox.more', { count: limit }) } : {}),
      ...(toDo.length === 0 ? { none: texts.line('orders.inbox.none') } : {}),
      refunds: refundLinks(listing.id, unpaid, scope),
      cancelled: cancelledLinks(cancelled, scope),
      overdue: daysOf(overdue, scope, overdueOf),
      ...inboxLinks(listing.id, controls !== null, scope),
      ...figureLinks(listing.id, reader, scope),
    };
  },
});

/** The orders of a shop that are over, the newest first. @param isWhole nothing is older. Pure. */
export const endedOrdersPage = (
  listing: MerchantListing,
  orders: readonly ListedOrder[],
  isWhole: boolean,
): MerchantPage => ({
  view: 'orders/ended-orders',
  title: ({ texts }) => texts.line('orders.inbox.ended'),
  paths: pathsTo('merchant.endedOrders', { listing: listing.id }),
  listing,
  section: 'orders',
  present: (scope): EndedOrdersBody => {
    const { texts, locale } = scope;
    const last = orders.at(-1);
    return {
      days: daysOf(orders, scope, () => []),
      ...(orders.length === 0 ? { none: texts.line('orders.inbox.endedNone') } : {}),
      ...(isWhole || !last
        ? {}
        : {
            older: {
              href: `${pathTo('merchant.endedOrders', locale, { listing: listing.id })}?apres=${orderNumber(last.number)}`,
              label: texts.line('orders.inbox.older'),
            },
          }),
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});

/** The buttons that say whether the money of withdrawals was given back: of all that the page shows. Pure. */
function refundButtons({ withdrawals }: Order, { texts }: PageScope): MerchantOrderBody['refunds'] {
  const due = withdrawals.filter(({ isRefundDue }) => isRefundDue);
  const unpaid = due.filter(({ refundedAt }) => refundedAt === null);
  const button = (value: 'refunded' | 'notRefunded', of: typeof due) =>
    of.length === 0
      ? []
      : [
          {
            value,
            label: texts.line(`orders.withdrawal.handling.${value}`),
            withdrawals: of.map(({ id }) => id),
          },
        ];
  return unpaid.length > 0 ? button('refunded', unpaid) : button('notRefunded', due);
}

/** What is known of an order besides itself. */
interface KnownOfOrder {
  readonly mails: readonly OrderMail[];
  readonly authors: readonly StepAuthor[];
  readonly notes: readonly CreditNote[];
  /** What its customer is asked at the moment. */
  readonly amendment: OrderAmendment | null;
  readonly now: Date;
}

/** An order on its own page: with all that it costs, and without buttons where something is asked first. Pure. */
function ownView(
  order: Order,
  {
    now,
    list,
    closed,
  }: { now: Date; list: string | null | undefined; closed: ReturnType<typeof closedPart> },
  scope: PageScope,
): MerchantOrderView {
  const shown = orderView(order, scope, nextOf(order, now), isAsked(order, wantsProofOfAge(order)));
  return {
    ...shown,
    buttons: buttonsBeside(shown.buttons, closed),
    total: priceWords(order.totalCents, scope.locale),
    ...(list ? { from: list } : {}),
  };
}

/** One order for who prepares it. Pure. */
export const merchantOrderPage = (
  listing: MerchantListing,
  order: Order,
  { mails, authors, notes, amendment, now }: KnownOfOrder,
  state: OrdersState,
): MerchantPage<MerchantOrderBody> => ({
  view: 'orders/merchant-order',
  title: ({ texts }) => texts.line(kindKey(order.kind, 'inbox.order'), { number: orderNumber(order.number) }),
  paths: pathsTo('merchant.order', { listing: listing.id, order: order.id }),
  listing,
  section: 'orders',
  present: (scope): MerchantOrderBody => {
    const { texts, locale } = scope;
    const closed = closedPart(order, state.closed, scope);
    return {
      ...orderOutcome(state, order, authors, scope),
      order: ownView(order, { now, list: state.list, closed }, scope),
      ...amendmentParts(order, { amendment, now }, scope),
      ...listOf(order, scope),
      ...reasonView(order, scope),
      ...undoView(order, now, scope),
      ...(wantsProofOfAge(order) ? { proofOfAge: texts.line('orders.proofOfAge') } : {}),
      ...closed,
      ...(state.question ? { question: questionView(order, state.question, scope) } : {}),
      slot: slotOf(order, scope),
      facts: [...receptionFacts(order, scope), ...contactFacts(order, scope), ...paymentFacts(order, scope)],
      // How far it is paid online is among the facts.
      due: order.payment === null ? dueWords(order, scope) : [],
      slip: {
        href: pathTo('merchant.orderSlip', locale, { listing: listing.id, order: order.id }),
        label: texts.line('orders.sheets.slip'),
      },
      ...contractOf(order, scope),
      ...noteOf(order, scope),
      creditNotes: creditNoteFiles(notes, order, scope),
      ...returnLink(order, scope),
      payment: paymentNotes(order, scope),
      ...counterButton(order, scope),
      advances: advanceButtons(order, scope),
      ...(order.note === null ? {} : { note: order.note }),
      lines: lineViews(order.lines, scope, withdrawnNotes(order)),
      ...feeView(order, scope),
      ...mostOfOrder(order, scope),
      ...presentWeighing(order, state.form, now, scope),
      withdrawn: presentWithdrawnForShop(order, now, scope),
      refunds: isRefundedOnline(order) ? [] : refundButtons(order, scope),
      history: order.events.map((event) => historyLine(event, order, authors, scope)),
      mails: [...mails, ...queuedMails(order, mails, now)].map((mail) => mailView(mail, scope)),
      ...(maySendAgain(order, mails) ? { sendAgain: texts.line('orders.do.sendAgain') } : {}),
      ...handOverView(order, newForm(), scope),
      ...blockLink(order, scope),
      ...(mayDelay(order.state) && amendment === null ? { delay: delayView(order, scope) } : {}),
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});
