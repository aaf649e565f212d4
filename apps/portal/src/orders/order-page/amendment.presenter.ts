import { pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import {
  AMENDMENT_HOURS,
  amendmentOutcome,
  chosenWords,
  countedWords,
  declinedOf,
  mayPropose,
  type Order,
  type OrderAmendment,
  orderNumber,
  taxWords,
  feeShares,
  onlinePaymentState,
  termsWords,
  methodsPaid,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import {
  type FieldView,
  type FormProblem,
  type FormState,
  problemWords,
  textOf,
  NUMBER_LENGTH,
} from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { amendmentView } from './amendment-words';
import { countField, insteadField, keptField, type OfferedProduct } from './amendment.form';
import type { AmendmentBody, AmendmentFormBody } from './amendment.view';
import { inputWords } from '../order-words';

function errorOf(state: FormState, field: string, scope: PageScope): string | undefined {
  const error = state.errors[field];
  return error && inputWords(scope, error, 'orders.amendment.errors');
}

/** A field of one number. Pure. */
function numberField(id: string, label: string, state: FormState, scope: PageScope): FieldView {
  const error = errorOf(state, id, scope);
  return {
    id,
    label,
    isLine: true,
    isShort: true,
    type: 'text',
    inputmode: 'numeric',
    maxlength: NUMBER_LENGTH,
    isUnmarked: true,
    value: textOf(state.values, id),
    ...(error === undefined ? {} : { error }),
  };
}

/** "4,20 € l'unité", of what is weighed "24,90 € le kilo". Pure. */
const unitPriceWords = (
  { unitCents, weight }: Order['lines'][number],
  { texts, locale }: PageScope,
): string =>
  texts.line(weight === null ? 'orders.amendment.each' : 'orders.unitPrices.kg', {
    price: priceWords(unitCents, locale),
  });

function lineFields(
  line: Order['lines'][number],
  position: number,
  state: FormState,
  scope: PageScope,
): AmendmentFormBody['lines'][number] {
  const { texts, locale } = scope;
  const id = insteadField(position);
  const error = errorOf(state, id, scope);
  return {
    label: texts.line('orders.amendment.line', {
      what: countedWords(line, chosenWords(line, locale), locale),
      price: unitPriceWords(line, scope),
    }),
    kept: numberField(keptField(position), texts.line('orders.amendment.kept'), state, scope),
    instead: { id, value: textOf(state.values, id), ...(error === undefined ? {} : { error }) },
    count: numberField(countField(position), texts.line('orders.amendment.count'), state, scope),
  };
}

/** How long a customer is given to answer. Pure. */
export const hoursField = (state: FormState, scope: PageScope): FieldView => {
  const error = errorOf(state, 'hours', scope);
  return {
    id: 'hours',
    label: scope.texts.line('orders.amendment.hours'),
    hint: scope.texts.line('orders.amendment.hoursHint'),
    isChoice: true,
    isRow: true,
    options: AMENDMENT_HOURS.map((hours) => ({
      id: `hours-${String(hours)}`,
      name: 'hours',
      value: String(hours),
      label: scope.texts.line('orders.amendment.inHours', { count: hours }),
      checked: textOf(state.values, 'hours') === String(hours),
    })),
    ...(error === undefined ? {} : { error }),
  };
};

/** What is said first where something is wrong. Pure. */
function summaryOf(state: FormState, scope: PageScope): Pick<AmendmentFormBody, 'problem' | 'errors'> {
  const errors = Object.keys(state.errors).map((field) => ({
    field: field === 'hours' ? `hours-${String(AMENDMENT_HOURS[0])}` : field,
    message: errorOf(state, field, scope) ?? '',
  }));
  const problem =
    problemWords(scope, state.problem) ??
    (errors.length > 0 ? scope.texts.line('orders.amendment.problem') : null);
  return { errors, ...(problem === null ? {} : { problem }) };
}

/** The form by which a shop proposes something else than what was ordered. Pure. */
export const amendmentFormPage = (
  listing: MerchantListing,
  order: Order,
  offered: readonly OfferedProduct[],
  state: FormState,
  now: Date,
): MerchantPage => ({
  view: 'orders/amendment-form',
  title: ({ texts }) => texts.line('orders.amendment.formHeading', { number: orderNumber(order.number) }),
  paths: pathsTo('merchant.orderAmendment', { listing: listing.id, order: order.id }),
  listing,
  section: 'orders',
  present: (scope): AmendmentFormBody => {
    const { texts, locale } = scope;
    const address = { listing: listing.id, order: order.id };
    return {
      lead: texts.line('orders.amendment.formLead'),
      ...(order.customer?.email == null ? { unreached: texts.line('orders.amendment.unreached') } : {}),
      ...summaryOf(state, scope),
      action: pathTo('merchant.orderAmendment', locale, address),
      seen: String(order.event),
      lines: order.lines.map((line, index) => lineFields(line, index + 1, state, scope)),
      offered: offered.map(({ label }) => label),
      hours: hoursField(state, scope),
      ...(mayPropose(order, now) ? {} : { none: texts.line('orders.amendment.none') }),
      back: {
        href: pathTo('merchant.order', locale, address),
        label: texts.line('orders.amendment.backToOrder'),
      },
    };
  },
});

/** The button by which a customer declines, and what they have then. Pure. */
function declineOf(
  order: Order,
  amendment: OrderAmendment,
  listing: Listing,
  { texts, locale }: PageScope,
): Pick<NonNullable<AmendmentBody['open']>, 'decline' | 'declineHint'> {
  const instead = declinedOf(amendment);
  if (instead === null)
    return {
      decline: texts.line('orders.amendment.decline'),
      declineHint: texts.line('orders.amendment.declineHint', { listing: listing.name }),
    };
  const cents = (amendment.declined ?? []).reduce((sum, { totalCents }) => sum + totalCents, order.feeCents);
  return {
    decline: texts.line(`orders.amendment.weight.decline.${instead}`),
    declineHint: texts.line(`orders.amendment.weight.declineHint.${instead}`, {
      price: priceWords(cents, locale),
    }),
  };
}

interface AmendmentPageState {
  readonly token: string;
  readonly hasTerms: boolean;
  readonly problem: FormProblem | null;
}

/** What the customer of an order is asked, with everything that they agree to. Pure. */
function openOf(
  order: Order,
  amendment: OrderAmendment,
  listing: Listing,
  token: string,
  scope: PageScope,
): NonNullable<AmendmentBody['open']> {
  const { texts, locale } = scope;
  return {
    ...amendmentView(amendment, order, scope),
    action: pathTo('order.amendment', locale, { token }),
    seen: String(amendment.event),
    // What is agreed upon owes money: the words are those of the law, as on the summary (code de la consommation, L221-14).
    agree: texts.line(
      order.kind === 'order' ? 'orders.summary.button.order' : 'orders.amendment.agreeReservation',
    ),
    ...declineOf(order, amendment, listing, scope),
  };
}

/** What a shop proposes, for the customer of the order. Pure. */
export const presentAmendment =
  (
    order: Order,
    amendment: OrderAmendment | null,
    listing: Listing,
    { token, hasTerms, problem }: AmendmentPageState,
    now: Date,
  ) =>
  (scope: PageScope): PageModel & { readonly body: AmendmentBody } => {
    const { texts, locale } = scope;
    const heading = texts.line('orders.amendment.heading', { listing: listing.name });
    const isOpen = amendment !== null && order.proposedUntil !== null && amendment.expiresAt > now;
    const outcome = amendment && (amendmentOutcome(order.events, amendment) ?? 'lapsed');
    const trouble = problemWords(scope, problem);
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
        lead: isOpen
          ? texts.line('orders.amendment.lead', { number: orderNumber(order.number) })
          : texts.line(
              `orders.amendment.${amendment?.declined ? 'weight.' : ''}outcome.${outcome ?? 'ended'}`,
            ),
        ...(trouble === null ? {} : { problem: trouble }),
        ...(isOpen ? { open: openOf(order, amendment, listing, token, scope) } : {}),
        taxes: isOpen
          ? taxWords([...amendment.lines, ...feeShares(order.feeCents, amendment.lines)], locale)
          : [],
        terms: isOpen
          ? termsWords(order.kind, amendment.lines, locale, order, methodsPaid(onlinePaymentState(order)))
          : [],
        ...(isOpen && hasTerms
          ? {
              saleTerms: {
                href: pathTo('order.acceptedTerms', locale, { token }),
                label: texts.line('orders.page.saleTerms'),
              },
            }
          : {}),
        back: { href: pathTo('order', locale, { token }), label: texts.line('orders.withdrawal.back') },
      },
    };
  };
