import {
  type CancellationRule,
  listingParams,
  MAX_LINES,
  pathsTo,
  pathTo,
  VAT_NAMES,
  WITHDRAWALS,
} from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import {
  AMENDMENT_HOURS,
  amendmentOutcome,
  isUnpriced,
  type Order,
  type OrderAmendment,
  orderNumber,
  sellerWords,
  taxWords,
  termsWords,
} from '@halles/domain/orders';
import { type Slot, slotWords } from '@halles/domain/pickup-slots';
import { priceWords } from '@halles/kernel';
import {
  type FieldView,
  type FormProblem,
  type FormState,
  problemWords,
  textOf,
} from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { addressLine } from '../../wording/contact-words';
import type { OfferedProduct } from '../order-page/amendment.form';
import { hoursField } from '../order-page/amendment.presenter';
import { SEEN } from '../order-page/cancel.form';
import { MESSAGE, rowField, rowsOf } from './list-answer.form';
import { ADULT_GOODS } from '../../catalogue';
import { listOf, slotField } from './list.presenter';
import type { ListAnswerBody, ListAnswerFormBody } from './list.view';
import { TERMS } from '../checkout/order.form';
import { inputWords, lineViews, momentWords } from '../order-words';

function errorOf(state: FormState, field: string, scope: PageScope): string | undefined {
  const error = state.errors[field];
  return error && inputWords(scope, error, 'lists.errors');
}

const withError = (state: FormState, field: string, scope: PageScope): Pick<FieldView, 'error'> => {
  const error = errorOf(state, field, scope);
  return error === undefined ? {} : { error };
};

/** One line of the answer. Pure. */
function rowView(row: number, state: FormState, scope: PageScope): ListAnswerFormBody['rows'][number] {
  const { texts } = scope;
  const lineField = (field: 'quantity' | 'price', mode: 'numeric' | 'decimal', maxlength: number) => {
    const id = rowField(field, row);
    return {
      ...{ id, label: texts.line(`lists.answer.${field}`), isLine: true, isShort: true, type: 'text' },
      ...{ inputmode: mode, maxlength, isOptional: true, isUnmarked: true, value: textOf(state.values, id) },
      ...withError(state, id, scope),
    };
  };
  const select = (field: 'vat' | 'withdrawal' | 'adults', values: readonly string[]): FieldView => {
    const id = rowField(field, row);
    const chosen = textOf(state.values, id);
    return {
      ...{ id, label: texts.line(`products.fields.${field}.label`), isSelect: true },
      options: values.map((value) => ({
        ...{ id: `${id}-${value}`, name: id, value, checked: value === chosen },
        label: texts.line(`products.options.${field}.${value}`),
      })),
      ...withError(state, id, scope),
    };
  };
  const label = rowField('label', row);
  const more: FieldView[] = [
    select('vat', VAT_NAMES),
    select('withdrawal', WITHDRAWALS),
    select('adults', ADULT_GOODS),
  ];
  return {
    legend: texts.line('lists.answer.row', { row }),
    label: {
      ...{ id: label, label: texts.line('lists.answer.label'), value: textOf(state.values, label) },
      ...withError(state, label, scope),
    },
    fields: [lineField('quantity', 'numeric', 4), lineField('price', 'decimal', 12)],
    more,
    isOpen: more.some(({ error }) => error !== undefined),
  };
}

/** What is wrong with a field, and in which line of the answer it stands. Pure. */
function placedError(state: FormState, field: string, scope: PageScope): string {
  const problem = errorOf(state, field, scope) ?? '';
  const [, row] = /-(\d+)$/.exec(field) ?? [];
  return row === undefined ? problem : scope.texts.line('lists.answer.wrong', { row, problem });
}

/** What is said first where something is wrong. Pure. */
function summaryOf(state: FormState, scope: PageScope): Pick<ListAnswerFormBody, 'problem' | 'errors'> {
  const errors = Object.keys(state.errors).map((field) => ({
    field: field === 'hours' ? `hours-${String(AMENDMENT_HOURS[0])}` : field,
    message: placedError(state, field, scope),
  }));
  const problem =
    problemWords(scope, state.problem) ??
    (errors.length > 0 ? scope.texts.line('orders.amendment.problem') : null);
  return { errors, ...(problem === null ? {} : { problem }) };
}

/** What a shop is shown that answers a list. */
export interface AnsweringShop {
  readonly order: Order;
  readonly offered: readonly OfferedProduct[];
  /** Those that can be had. */
  readonly slots: readonly Slot[];
}

const messageField = (state: FormState, scope: PageScope): FieldView => ({
  ...{ id: MESSAGE, label: scope.texts.line('lists.answer.message'), isText: true, isShort: true },
  ...{ maxlength: 1_000, isOptional: true, value: textOf(state.values, MESSAGE) },
  ...withError(state, MESSAGE, scope),
});

/** The form by which a shop answers a list. Pure. */
export const listAnswerFormPage = (
  listing: MerchantListing,
  { order, offered, slots }: AnsweringShop,
  state: FormState,
): MerchantPage => ({
  view: 'orders/list-answer-form',
  title: ({ texts }) => texts.line('lists.answer.heading', { number: orderNumber(order.number) }),
  paths: pathsTo('merchant.orderList', { listing: listing.id, order: order.id }),
  listing,
  section: 'orders',
  present: (scope): ListAnswerFormBody => {
    const { texts, locale, settings } = scope;
    const address = { listing: listing.id, order: order.id };
    const count = rowsOf(state.values);
    const wished = slotWords(
      { from: order.slot.from.getTime(), until: order.slot.until.getTime() },
      settings.timeZone,
      locale,
    );
    const isWaiting = order.state === 'received' && isUnpriced(order) && order.proposedUntil === null;
    return {
      lead: texts.line('lists.answer.lead'),
      ...(order.customer?.email == null ? { unreached: texts.line('orders.amendment.unreached') } : {}),
      list: listOf(order, scope).list ?? { lines: [] },
      ...(order.note === null ? {} : { note: order.note }),
      ...summaryOf(state, scope),
      action: pathTo('merchant.orderList', locale, address),
      seen: String(order.event),
      rows: Array.from({ length: count }, (_, index) => rowView(index + 1, state, scope)),
      offered: offered.map(({ label }) => label),
      count: String(count),
      ...(count < MAX_LINES ? { another: texts.line('lists.answer.another') } : {}),
      fields: [
        slotField(
          slots.filter(({ from }) => from !== order.slot.from.getTime()),
          settings.timeZone,
          {
            state,
            label: texts.line('lists.answer.slot'),
            empty: texts.line('lists.answer.wished', { slot: wished }),
          },
          scope,
        ),
        messageField(state, scope),
        { ...hoursField(state, scope), hint: texts.line('lists.answer.hoursHint') },
      ],
      ...(isWaiting ? {} : { none: texts.line('lists.answer.none') }),
      back: {
        href: pathTo('merchant.order', locale, address),
        label: texts.line('orders.amendment.backToOrder'),
      },
    };
  },
});

/** How a customer sees what a shop answered. */
export interface ListAnswerState {
  readonly token: string;
  /** Of the terms of sale of the moment; null where nothing is sold. */
  readonly termsDigest: string | null;
  /** Until when its customer may cancel once they agreed. */
  readonly cancellation: CancellationRule | null;
  /** Slots to choose from, since the one that was proposed is gone; null: it is not. */
  readonly slots: readonly Slot[] | null;
  readonly problem: FormProblem | null;
}

function openOf(
  order: Order,
  amendment: OrderAmendment,
  listing: Listing,
  { token, termsDigest, slots }: ListAnswerState,
  scope: PageScope,
): NonNullable<ListAnswerBody['open']> {
  const { texts, locale, settings } = scope;
  const { from, until } = amendment.slot ?? order.slot;
  const slot = slotWords({ from: from.getTime(), until: until.getTime() }, settings.timeZone, locale);
  const fact = (key: string, value: string) => ({ term: texts.line(`orders.facts.${key}`), value });
  const message = order.list?.message ?? null;
  return {
    action: pathTo('order.amendment', locale, { token }),
    hidden: [
      { name: SEEN, value: String(amendment.event) },
      ...(termsDigest === null ? [] : [{ name: TERMS, value: termsDigest }]),
    ],
    ...(message === null ? {} : { message }),
    lines: lineViews(amendment.lines, scope),
    total: priceWords(amendment.totalCents, locale),
    facts: [
      ...(slots === null ? [{ term: texts.line('lists.agree.when'), value: slot }] : []),
      fact('place', addressLine(listing.address, true)),
      fact('shop', sellerWords(listing)),
      fact('number', orderNumber(order.number)),
      ...(order.customer ? [fact('name', order.customer.name)] : []),
    ],
    until: momentWords(amendment.expiresAt, scope),
    ...(slots === null
      ? {}
      : {
          slot: slotField(
            slots,
            settings.timeZone,
            {
              state: { values: {}, errors: {}, problem: null },
              label: texts.line('lists.agree.slot'),
              empty: texts.line('lists.form.choose'),
            },
            scope,
          ),
        }),
    // What is agreed upon owes money: the words are those of the law, as on the summary (code de la consommation, L221-14).
    agree: texts.line(`orders.summary.button.${order.kind}`),
    decline: texts.line('lists.agree.decline'),
    declineHint: texts.line('lists.agree.declineHint', { listing: listing.name }),
  };
}

/** What a shop answered to a list, for who sent it. Pure. */
export const presentListAnswer =
  (order: Order, amendment: OrderAmendment | null, listing: Listing, state: ListAnswerState, now: Date) =>
  (scope: PageScope): PageModel & { readonly body: ListAnswerBody } => {
    const { texts, locale } = scope;
    const { token, termsDigest, cancellation } = state;
    const heading = texts.line('lists.agree.heading', { listing: listing.name });
    const isOpen = amendment !== null && order.proposedUntil !== null && amendment.expiresAt > now;
    const outcome = amendment && amendmentOutcome(order.events, amendment);
    const trouble = problemWords(scope, state.problem);
    // Its time may be over before the worker ends it.
    const known = outcome ?? (amendment === null ? 'ended' : 'lapsed');
    const ended = known === 'declined' ? 'ended' : known;
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('order.amendment', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line(isOpen ? `lists.agree.lead.${order.kind}` : `lists.agree.outcome.${ended}`),
        ...(trouble === null ? {} : { problem: trouble }),
        ...(isOpen ? { open: openOf(order, amendment, listing, state, scope) } : {}),
        taxes: isOpen ? taxWords(amendment.lines, locale) : [],
        terms: isOpen
          ? termsWords(order.kind, amendment.lines, locale, { fulfilment: 'pickup', cancellation })
          : [],
        ...(isOpen && termsDigest !== null
          ? {
              saleTerms: {
                href: pathTo('order.saleTerms', locale, listingParams(listing)),
                label: texts.line('orders.summary.saleTerms'),
              },
            }
          : {}),
        back: { href: pathTo('order', locale, { token }), label: texts.line('orders.withdrawal.back') },
      },
    };
  };
