import { pathsTo, pathTo } from '@halles/contracts';
import {
  isPrepaid,
  isUnpriced,
  mayMove,
  type Order,
  orderNumber,
  type OrderSummary,
  toCollectCents,
  wantsProofOfAge,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { type FieldView, type FormState, FormWriter, newForm, problemWords } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import { dueWords } from '../order-payment-words';
import {
  contactFacts,
  feeView,
  lineViews,
  withdrawnNotes,
  receptionFacts,
  slotOf,
  stateWords,
  stepKey,
  TONE,
} from '../order-words';
import { findForm, handOverFields, LIST } from './hand-over.form';
import type { HandOverBody, HandOverFormView } from './hand-over.view';

/** Where one order is handed over. Pure. */
export const handOverPath = (
  { listingId, id }: Pick<OrderSummary, 'listingId' | 'id'>,
  { locale }: Pick<PageScope, 'locale'>,
): string => pathTo('merchant.orderHandOver', locale, { listing: listingId, order: id });

/** The same from a list, which it leads back to. Pure. */
export const handOverFrom = (
  order: Pick<OrderSummary, 'listingId' | 'id'>,
  list: string,
  scope: Pick<PageScope, 'locale'>,
): string => `${handOverPath(order, scope)}?${LIST}=${list}`;

/** Whether an order may be handed over as it is. Pure. */
const mayHandOver = (order: OrderSummary): boolean =>
  mayMove('merchant', order.state, 'collected') && order.unweighed === 0 && !isUnpriced(order);

/** The shop says of what the card is not charged whether it was paid at the counter. Pure. */
const restField = (field: FieldView, cents: number, { texts, locale }: PageScope): FieldView => ({
  ...field,
  label: texts.line('handOver.rest', { amount: priceWords(cents, locale) }),
});

/** That neither a code nor a name is to be had: the second choice, never what comes of an empty form. Pure. */
function withoutView(
  order: Order,
  sure: FieldView,
  { texts }: PageScope,
): NonNullable<HandOverFormView['without']> {
  return {
    hint: texts.line('handOver.without.hint'),
    ...(isPrepaid(order) ? { sure } : {}),
    button: texts.line(stepKey('without', order)),
  };
}

/** The form by which an order is handed over, as long as it may be: of what is sent, only that majority was proved. @param list that it leads back to. Pure. */
export function handOverView(
  order: Order,
  form: FormState,
  scope: PageScope,
  list: string | null = null,
): { readonly handOver?: HandOverFormView } {
  const isForAdults = wantsProofOfAge(order);
  const isSent = order.fulfilment === 'post';
  const left = toCollectCents(order);
  if (!mayHandOver(order) || (isSent && !isForAdults && left === 0)) return {};
  const { texts, locale } = scope;
  const writer = new FormWriter(handOverFields, form, texts, locale);
  const fields: FieldView[] = [
    ...(isSent ? [] : [writer.field('code'), writer.field('reading'), writer.field('recipient')]),
    ...(isForAdults ? [writer.field('proofOfAge')] : []),
    ...(left === 0 ? [] : [restField(writer.field('restPaid'), left, scope)]),
  ];
  return {
    handOver: {
      action: handOverPath(order, scope),
      seen: String(order.event),
      ...(list === null ? {} : { from: list }),
      fields,
      button: texts.line(stepKey('collect', order)),
      ...(isSent ? {} : { without: withoutView(order, writer.field('sure'), scope) }),
    },
  };
}

/** Why an order is not handed over now. Pure. */
const notNowKey = ({ state, unweighed }: OrderSummary): string => {
  if (state === 'received') return 'toAnswer';
  if (unweighed > 0) return 'toWeigh';
  return state === 'collected' ? 'over' : 'ended';
};

function orderView(
  order: Order,
  { form, list }: { readonly form: FormState; readonly list: string | null },
  scope: PageScope,
): NonNullable<HandOverBody['order']> {
  const { texts, locale } = scope;
  const { handOver } = handOverView(order, form, scope, list);
  return {
    link: orderLinkOf(order, scope),
    slot: slotOf(order, scope),
    state: { kind: TONE[order.state], text: stateWords(order, scope) },
    facts: [...receptionFacts(order, scope), ...contactFacts(order, scope)],
    lines: lineViews(order.lines, scope, withdrawnNotes(order)),
    ...feeView(order, scope),
    total: priceWords(order.totalCents, locale),
    due: dueWords(order, scope),
    ...(wantsProofOfAge(order) ? { proofOfAge: texts.line('orders.proofOfAge') } : {}),
    ...(order.note === null ? {} : { note: order.note }),
    ...(handOver === undefined
      ? { notNow: texts.line(`handOver.notNow.${notNowKey(order)}`) }
      : { form: handOver }),
  };
}

const orderLinkOf = ({ id, listingId, number }: OrderSummary, { texts, locale }: PageScope): LinkView => ({
  href: pathTo('merchant.order', locale, { listing: listingId, order: id }),
  label: texts.line('orders.inbox.order', { number: orderNumber(number) }),
});

/** What the page shows: the form that looks for a code, or the order that it is of. */
export interface HandOverState {
  readonly form: FormState;
  /** Orders that the code is of; empty: none was looked for. */
  readonly orders: readonly Order[];
  /** The list that the hand-over leads back to. */
  readonly list?: string | null;
}

/** @param orders one is shown, of several it leads to each. Pure. */
const bodyOf = (
  listing: MerchantListing,
  { form, orders, list = null }: HandOverState,
  scope: PageScope,
): HandOverBody => {
  const { texts, locale, urls } = scope;
  const own = pathTo('merchant.handOver', locale, { listing: listing.id });
  const [only, ...others] = orders;
  const isOne = only !== undefined && others.length === 0;
  const finding = new FormWriter(findForm, only === undefined ? form : newForm(), texts, locale);
  const problem = problemWords(scope, form.problem);
  return {
    ...(problem === null ? {} : { problem }),
    ...(isOne
      ? {
          order: orderView(only, { form, list }, scope),
          again: { href: own, label: texts.line('handOver.another') },
        }
      : {
          find: {
            action: own,
            fields: [finding.field('code'), finding.field('reading')],
            library: urls.barcodes,
            program: urls.barcodeProgram,
          },
        }),
    same: isOne
      ? []
      : orders.map((order) => ({
          href: handOverPath(order, scope),
          label: `${order.customer?.name ?? texts.line('orders.erased')} · ${orderNumber(order.number)}`,
        })),
    back: {
      href: pathTo('merchant.orders', locale, { listing: listing.id }),
      label: texts.line('orders.inbox.back'),
    },
  };
};

/** At the counter: a code is scanned or typed, and its order handed over. Pure. */
export const handOverPage = (
  listing: MerchantListing,
  state: HandOverState,
  order: OrderSummary | null,
): MerchantPage => ({
  view: 'orders/hand-over',
  title: ({ texts }) =>
    order === null
      ? texts.line('handOver.heading')
      : texts.line('handOver.headingOf', { number: orderNumber(order.number) }),
  paths:
    order === null
      ? pathsTo('merchant.handOver', { listing: listing.id })
      : pathsTo('merchant.orderHandOver', { listing: listing.id, order: order.id }),
  listing,
  section: 'orders',
  present: (scope): HandOverBody => bodyOf(listing, state, scope),
});
