import { listingParams, listingPath, pathsTo, pathTo, type PaymentMethod } from '@halles/contracts';
import {
  CONFIRM_MINUTES,
  feeShares,
  keptUntil,
  type FulfilmentOffer,
  fulfilmentWords,
  type HoldPeriod,
  type OrderingShop,
  type OrderLine,
  receptionPlace,
  receptionTime,
  sellerWords,
  sendingDay,
  taxWords,
  termsWords,
} from '@halles/domain/orders';
import { timeWords, wallTime } from '@halles/domain/hours';
import { MINUTE, phoneWords, priceWords } from '@halles/kernel';
import { type FormState, guardsOf, problemWords } from '@halles/platform/forms';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { addressLine } from '../../wording/contact-words';
import { notStoredWords } from '../baskets/not-stored-words';
import type { StorageRefusal } from '../baskets/basket-cookie';
import { FORM_KEY, SLOT } from './basket.form';
import { fulfilmentFields } from './order-fulfilment.form';
import {
  type ConfirmedBasket,
  KIND,
  LINE,
  PAYMENT,
  lineValue,
  SEEN,
  seenValue,
  TERMS,
  TOLERANCE,
} from './order.form';
import { feeView, lineViews, momentWords, mostView } from '../order-words';
import type { OrderSummaryBody } from '../order.view';

/** A basket ready to be ordered. */
export interface OrderSummaryPage {
  readonly shop: OrderingShop;
  readonly offer: FulfilmentOffer;
  readonly basket: ConfirmedBasket;
  /** What the order will have of it. */
  readonly lines: readonly OrderLine[];
  /** The longest of its products, in days. */
  readonly noticeDays: number;
  readonly now: Date;
  /** How it may be paid. */
  readonly ways: readonly PaymentMethod[];
  /** The place in the slot; null where none is to be held, and that none is where a visitor holds as many as they may. */
  readonly hold: HoldPeriod | 'too-many' | null;
  /** Why the browser does not store the basket; null where it does, or does not have to. */
  readonly notStored: StorageRefusal | null;
  /** Who is on the phone gets no page of the order. */
  readonly isWithoutPage?: boolean;
}

/** The facts above the lines: when and where it is collected, the shop and the customer. Pure. */
function factsOf(
  { shop, offer, basket, noticeDays, now }: OrderSummaryPage,
  scope: PageScope,
): OrderSummaryBody['facts'] {
  const { texts, locale } = scope;
  const { listing, schedule } = shop;
  const { fulfilment, point, post } = offer;
  const { timeZone } = schedule.place;
  const length = offer.shop.settings.pickup.length * MINUTE;
  const slot = post
    ? sendingDay(post, timeZone, noticeDays, now)
    : { from: new Date(basket.slotFrom), until: new Date(basket.slotFrom + length) };
  const address = 'address' in basket.fulfilment ? basket.fulfilment.address : null;
  const kept = keptUntil({ kind: basket.kind, fulfilment, slot });
  const facts: readonly (readonly [string, string | null])[] = [
    ['mode', fulfilmentWords(fulfilment, locale)],
    [`slotOf.${fulfilment}`, receptionTime({ fulfilment, slot }, timeZone, locale)],
    ['keptUntil', kept && momentWords(kept, scope)],
    [
      fulfilment === 'pickup' ? 'place' : 'to',
      receptionPlace({ point, address }) ?? addressLine(listing.address, true),
    ],
    ['shop', sellerWords(listing)],
    ['name', basket.name],
    ['email', basket.email],
    ['phone', basket.phone === null ? null : phoneWords(basket.phone)],
    ['collector', basket.collector],
    ['note', basket.note],
  ];
  return facts.flatMap(([key, value]) =>
    value === null ? [] : [{ term: texts.line(`orders.facts.${key}`), value }],
  );
}

/** The summary as its buttons send it again. Pure. */
const hiddenOf = ({ basket, ways }: OrderSummaryPage): OrderSummaryBody['hidden'] => [
  ...(ways.length === 1 ? [{ name: PAYMENT, value: basket.payment }] : []),
  ...basket.lines.map((line) => ({ name: LINE, value: lineValue(line) })),
  ...[...new Set(basket.seen.map(seenValue))].map((value) => ({ name: SEEN, value })),
  { name: KIND, value: basket.kind },
  ...(basket.termsDigest === null ? [] : [{ name: TERMS, value: basket.termsDigest }]),
  ...(basket.weightTolerance === null ? [] : [{ name: TOLERANCE, value: String(basket.weightTolerance) }]),
  ...fulfilmentFields(basket.fulfilment),
  { name: SLOT, value: String(basket.slotFrom) },
  ...(basket.holdId === null ? [] : [{ name: FORM_KEY, value: basket.holdId }]),
  { name: 'name', value: basket.name },
  { name: 'email', value: basket.email ?? '' },
  { name: 'phone', value: basket.phone ?? '' },
  ...(basket.wantsTexts ? [{ name: 'wantsTexts', value: 'yes' }] : []),
  { name: 'collector', value: basket.collector ?? '' },
  { name: 'note', value: basket.note ?? '' },
];

/** How long the place in the slot is held, where one is. Pure. */
function holdView(
  { shop, hold }: OrderSummaryPage,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): Pick<OrderSummaryBody, 'hold' | 'notHeld'> {
  if (hold === 'too-many') return { notHeld: texts.line('orders.summary.hold.none') };
  if (hold === null) return {};
  const { minute } = wallTime(shop.schedule.place.timeZone, hold.until.getTime());
  return {
    hold: {
      seconds: hold.seconds,
      text: texts.line('orders.summary.hold.text', { time: timeWords(minute, locale) }),
      left: texts.line('orders.summary.hold.left'),
      over: texts.line('orders.summary.hold.over'),
    },
  };
}

/** Where its customer pays, where there is a choice. Pure. */
function paymentMethodsView(
  { basket, ways, offer, lines }: OrderSummaryPage,
  { texts }: Pick<PageScope, 'texts'>,
): Pick<OrderSummaryBody, 'ways'> {
  if (ways.length < 2) return {};
  const isWeighed = lines.some(({ weight }) => weight !== null);
  return {
    ways: {
      legend: texts.line('payments.ways.legend'),
      hint: texts.line(`payments.ways.${isWeighed ? 'weighedHint' : 'onlineHint'}`),
      options: ways.map((value) => ({
        value,
        label: texts.line(`payments.ways.${value === 'shop' ? `shopOf.${offer.fulfilment}` : value}`),
        checked: value === basket.payment,
      })),
    },
  };
}

/** What is agreed upon. Pure. */
const termsOf = (
  { offer, shop, basket, lines, ways, isWithoutPage = false }: OrderSummaryPage,
  { texts, locale }: PageScope,
): string[] => [
  ...termsWords(
    basket.kind,
    lines,
    locale,
    { ...offer, cancellation: shop.settings.cancellation, isWithoutPage },
    ways,
  ),
  ...(shop.settings.confirmsContact
    ? [texts.line('orders.confirmation.summary', { count: CONFIRM_MINUTES })]
    : []),
];

/** The last page before an order: everything that its customer must have read (code de la consommation, L221-14). Pure. */
export const presentOrderSummary =
  (page: OrderSummaryPage, state: FormState) =>
  (scope: PageScope): PageModel & { readonly body: OrderSummaryBody } => {
    const { texts, locale } = scope;
    const { listing } = page.shop;
    const { kind } = page.basket;
    const heading = texts.line(`orders.summary.heading.${kind}`);
    const paths = pathsTo('order.form', listingParams(listing));
    const { lines } = page;
    const { fulfilment } = page.offer;
    const feeCents = 'feeCents' in page.basket.fulfilment ? (page.basket.fulfilment.feeCents ?? 0) : 0;
    const problem = problemWords(scope, state.problem);
    return {
      head: { page: null, title: heading, description: heading, paths, noindex: true },
      body: {
        heading,
        lead: texts.line('orders.summary.lead'),
        trail: [{ href: listingPath(locale, listing), label: listing.name }],
        action: pathTo('order.place', locale, listingParams(listing)),
        back: { action: paths[locale], label: texts.line('orders.summary.back') },
        ...(problem === null ? {} : { problem }),
        errors: [],
        ...notStoredWords(page.notStored, scope),
        lines: lineViews(lines, scope),
        ...feeView({ fulfilment, feeCents }, scope),
        total: priceWords(
          lines.reduce((sum, { totalCents }) => sum + totalCents, feeCents),
          locale,
        ),
        ...mostView(lines, feeCents, scope),
        taxes: taxWords([...lines, ...feeShares(feeCents, lines)], locale),
        facts: factsOf(page, scope),
        ...holdView(page, scope),
        terms: termsOf(page, scope),
        ...(kind === 'order'
          ? {
              saleTerms: {
                href: pathTo('order.saleTerms', locale, listingParams(listing)),
                label: texts.line('orders.summary.saleTerms'),
              },
            }
          : {}),
        ...paymentMethodsView(page, scope),
        hidden: hiddenOf(page),
        guards: guardsOf(state),
        button: texts.line(`orders.summary.button.${kind}`),
      },
    };
  };
