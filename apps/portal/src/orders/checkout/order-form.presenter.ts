import { listingParams, listingPath, MAX_LINES, pathsTo, pathTo } from '@halles/contracts';
import {
  groupsOf as variantGroups,
  isOffered,
  isSoldOut,
  type Product,
  sectionsOf,
  soldName,
  timesWords,
} from '@halles/domain/catalogue';
import { cancellationWords, FEW_PIECES, isCollected, untilWords } from '@halles/domain/orders';
import type { ShownPhoto } from '@halles/domain/photos';
import { dateWords, dayOfIso, isoOfDay, wallTime } from '@halles/domain/hours';
import { type Slot, slotChoiceWords } from '@halles/domain/pickup-slots';
import { priceWords } from '@halles/kernel';
import { type FormState, FormWriter, textOf } from '@halles/platform/forms';
import { altOf, presentTile } from '../../photos';
import { linkTo } from '../../rendering/layout.presenter';
import type { LinkView } from '../../rendering/link.view';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import type { StorageRefusal } from '../baskets/basket-cookie';
import { changedWords, remainingView } from '../baskets/baskets.presenter';
import type { BasketsAround, OpenBasket } from '../baskets/baskets.service';
import { amountFieldOf, amountField, contactForm, FORM_KEY, shownAmount, SLOT } from './basket.form';
import { addressForm, MODE } from './order-fulfilment.form';
import { type CheckedOffer, presentFulfilments } from './order-fulfilment.presenter';
import { totalView } from './basket-total.presenter';
import { notStoredWords } from '../baskets/not-stored-words';
import type { BasketTotal, GoneProduct, ShopOffer } from './order-page.service';
import { kindKey } from '../../wording/order-kind-words';
import { dayWords, inputWords } from '../order-words';
import { carriedOf, pagerOf } from './product-pager.presenter';
import { factsOf, leftWords, unprovenWords } from './product-facts.presenter';
import { RoomForRows, rowsOf, weightView } from './product-rows.presenter';
import { describeOffer } from '../products/product-json-ld';
import type { OrderFormBody, ProductFieldView, ProductGroupView, SlotDayView } from '../order.view';

/** Why none of some variants can be ordered. Pure. */
function whyNot(variants: readonly Product[]): 'soldOut' | 'onRequest' | 'unavailable' {
  if (variants.every(isSoldOut)) return 'soldOut';
  return variants.some(({ isAvailable, onRequest }) => isAvailable && onRequest)
    ? 'onRequest'
    : 'unavailable';
}

/** A product as it is ordered, with what was filled in. Pure. */
export function presentProductField(
  variants: readonly [Product, ...Product[]],
  photo: ShownPhoto | undefined,
  state: FormState,
  scope: PageScope,
  room: RoomForRows,
): ProductFieldView {
  const { texts, locale } = scope;
  const [product] = variants;
  const { description, noticeDays, minimumAge } = product;
  const isSeveral = variants.length > 1;
  const field = amountField(product);
  const error = state.errors[field];
  const rows = rowsOf(variants, state, scope, room);
  const isOut = variants.every((one) => !isOffered(one) || isSoldOut(one));
  const notes = [
    ...(isSeveral ? [] : leftWords(product, scope)),
    ...timesWords(product, locale),
    ...(noticeDays > 0 ? [texts.line('orders.notice', { count: noticeDays })] : []),
    ...(minimumAge === null ? [] : [texts.line('orders.adults')]),
  ];
  return {
    field,
    name: isSeveral ? product.name : soldName(product),
    ...(description === '' ? {} : { description }),
    ...(photo === undefined ? {} : { picture: presentTile(photo, altOf(photo, locale) ?? '') }),
    ...factsOf(variants, scope),
    quantity: shownAmount(state.values, field),
    ...weightView(product, scope),
    rows: rows.length === 1 && product.options.length === 0 && !isSeveral ? [] : rows,
    notes,
    ...(error === undefined ? {} : { error: inputWords(scope, error) }),
    ...(isOut ? { unavailable: texts.line(`orders.${whyNot(variants)}`) } : {}),
  };
}

/** Products by the sections of the shop, in its order; what is in none says so where others are. @param isUnproven whether who orders is not signed in. Pure. */
function groupsOf(
  { products, photos }: ShopOffer,
  state: FormState,
  isUnproven: boolean,
  scope: PageScope,
): ProductGroupView[] {
  const sections = sectionsOf(products);
  const isSingle = sections.length < 2;
  const room = new RoomForRows();
  return sections.map(({ name, products: members }, index) => {
    const heading = name ?? (isSingle ? null : scope.texts.line('orders.form.others'));
    return {
      ...(heading === null ? {} : { name: heading }),
      ...(isSingle ? {} : { id: `section-${String(index + 1)}` }),
      products: variantGroups(members).flatMap((variants) => {
        const [first, ...others] = variants;
        const photo = variants.map(({ id }) => photos.get(id)).find((one) => one !== undefined);
        if (!first) return [];
        const field = presentProductField([first, ...others], photo, state, scope, room);
        const isOne = isUnproven && others.length === 0;
        return [{ ...field, ...(isOne ? unprovenWords(first, scope) : {}) }];
      }),
    };
  });
}

/** Leads to each of several sections. Pure. */
const jumpsTo = (groups: readonly ProductGroupView[]): LinkView[] =>
  groups.flatMap(({ id, name }) =>
    id === undefined || name === undefined ? [] : [{ href: `#${id}`, label: name }],
  );

/** Slots by day, those that are full said to be so. Pure. */
function slotDays(
  slots: readonly Slot[],
  timeZone: string,
  state: FormState,
  scope: PageScope,
): SlotDayView[] {
  const chosen = textOf(state.values, SLOT);
  const days = new Map<string, SlotDayView['options'][number][]>();
  for (const slot of slots) {
    const label = dayWords(slot.from, timeZone, scope);
    const options = days.get(label) ?? [];
    days.set(label, options);
    const time = slotChoiceWords(slot, timeZone, scope.locale);
    options.push({
      value: String(slot.from),
      label: slot.refusal === null ? time : scope.texts.line(`orders.slots.${slot.refusal}`, { time }),
      selected: String(slot.from) === chosen && slot.refusal === null,
      disabled: slot.refusal !== null,
    });
  }
  return [...days].map(([label, options]) => ({ label, options }));
}

/** That no slot is free: until the shop is back, where it is away, or among all that it offers by now. Pure. */
function noSlotsOf(
  { shop, offer, slots, pausedUntil, now }: ShopOffer,
  { texts, locale }: PageScope,
): { readonly noSlots?: string } {
  const hasSlot = slots.some(({ refusal }) => refusal === null);
  if (hasSlot || pausedUntil !== null || offer.fulfilment === 'post') return {};
  const { place, vacations } = shop.schedule;
  const today = isoOfDay(wallTime(place.timeZone, now.getTime()).day);
  const away = vacations.find(
    ({ from, returns, modes }) => modes === undefined && from <= today && returns > today,
  );
  if (away)
    return {
      noSlots: texts.line('orders.form.away', { day: dateWords(dayOfIso(away.returns), locale, true) }),
    };
  return { noSlots: texts.line('orders.form.noSlots', { count: offer.shop.settings.pickup.horizon }) };
}

/** That the shop takes orders later, or has nothing to order. Pure. */
function pausedOf(
  { shop, pages, pausedUntil, now }: ShopOffer,
  { texts, locale }: PageScope,
): { readonly paused?: string } {
  if (pausedUntil !== null) {
    const time = untilWords(pausedUntil, now, shop.schedule.place.timeZone, locale);
    return { paused: texts.line(kindKey(shop.settings.kind, 'form.paused'), { time }) };
  }
  return pages.every(({ ids }) => ids.length === 0)
    ? { paused: texts.line(kindKey(shop.settings.kind, 'form.nothing')) }
    : {};
}

/** What was in the basket and is sold no more, so that it is not in it any more. Pure. */
function goneWords(gone: readonly GoneProduct[], { texts, locale }: PageScope): { readonly gone?: string } {
  if (gone.length === 0) return {};
  const names = gone.flatMap(({ name }) =>
    name === null ? [] : [locale === 'fr' ? `«\u00a0${name}\u00a0»` : `“${name}”`],
  );
  return {
    gone:
      names.length === 0
        ? texts.line('orders.form.goneUnnamed')
        : texts.line('orders.form.gone', { names: names.join(', ') }),
  };
}

/** Fields of the page that no form writes. */
const OWN: ReadonlySet<string> = new Set([SLOT, MODE, 'products']);

/** What is wrong with what was chosen, each with the product that it is about. */
function basketErrors({ products }: ShopOffer, state: FormState, scope: PageScope) {
  const names = new Map(products.map(({ id, name }) => [id, name]));
  const address = new FormWriter(addressForm, state, scope.texts, scope.locale);
  return Object.entries(state.errors)
    .filter(([name]) => amountFieldOf(name) !== null || OWN.has(name) || addressForm.fields.has(name))
    .map(([field, error]) => {
      const problem = address.errorOf(field) ?? inputWords(scope, error);
      const product = names.get(amountFieldOf(field)?.productId ?? '');
      const message =
        product === undefined ? problem : scope.texts.line('orders.form.wrong', { product, problem });
      return { field, message };
    });
}

/** What the page tells besides what the shop offers. */
interface AroundForm extends BasketsAround {
  readonly gone: readonly GoneProduct[];
  /** Why the browser does not store the basket; null where it does, or does not have to. */
  readonly notStored: StorageRefusal | null;
  /** Whether the order will be found in the account of who fills the form in. */
  readonly isSignedIn: boolean;
  /** What the basket comes to; null where who fills the form in is no customer. */
  readonly total: BasketTotal | null;
}

const NOTHING_AROUND: AroundForm = {
  ...{ gone: [], notStored: null, isSignedIn: false, opened: null, others: [], total: null },
};

/** Whether a field of who orders is asked for. Pure. */
const isAsked = (id: string, { offersTexts, offer }: ShopOffer): boolean =>
  (offersTexts || id !== 'wantsTexts') && (isCollected(offer.fulfilment) || id !== 'collector');

/** Where who is signed in finds the order. Pure. */
const accountLink = (
  isSignedIn: boolean,
  { texts, locale }: PageScope,
): Pick<OrderFormBody, 'account' | 'signIn'> =>
  isSignedIn
    ? { account: { href: pathTo('account.orders', locale), label: texts.line('account.orders.heading') } }
    : { signIn: texts.line('orders.form.signIn') };

/** That a shop is invented, and what that means for who pays online all the same. Pure. */
const inventedOf = (
  { shop, isInventedPaid = false }: Pick<CheckedOffer, 'shop' | 'isInventedPaid'>,
  { texts }: Pick<PageScope, 'texts'>,
): Pick<OrderFormBody, 'demonstration'> =>
  shop.listing.demonstration
    ? { demonstration: texts.line(`orders.form.demonstration${isInventedPaid ? 'Paid' : ''}`) }
    : {};

/** What is sold no more is told of by itself. Pure. */
const withoutGone = (open: OpenBasket): OpenBasket => ({
  ...open,
  changes: open.changes.filter(({ kind }) => kind !== 'gone'),
});

/** Until when what is ordered can be cancelled; of a reservation, which binds nobody, nothing. Pure. */
const cancellationOf = (
  { shop: { settings }, offer }: ShopOffer,
  { locale }: PageScope,
): Pick<OrderFormBody, 'cancellation'> =>
  settings.kind === 'order'
    ? { cancellation: cancellationWords(settings.cancellation, offer.fulfilment, locale) }
    : {};

/** How much may be ordered at once, of what the page does not tell beside each product. Pure. */
function limitsOf(
  { pages, offer }: ShopOffer,
  { isSignedIn, total }: AroundForm,
  { texts, locale }: PageScope,
): Pick<OrderFormBody, 'mostLines' | 'slotRoom' | 'unproven'> {
  // Who enters an order for somebody may go beyond what a slot takes.
  if (total === null) return {};
  const { items, cents } = offer.shop.settings.pickup.capacity;
  const room = [
    ...(items === undefined ? [] : [texts.line('orders.form.slotRoom.items', { count: items })]),
    ...(cents === undefined
      ? []
      : [texts.line('orders.form.slotRoom.value', { amount: priceWords(cents, locale) })]),
  ];
  const sold = pages.reduce((sum, { ids }) => sum + ids.length, 0);
  return {
    ...(room.length === 0 || offer.fulfilment === 'post' ? {} : { slotRoom: room.join(' ') }),
    ...(sold <= MAX_LINES ? {} : { mostLines: texts.line('orders.errors.tooMany', { most: MAX_LINES }) }),
    ...(isSignedIn ? {} : { unproven: texts.line('orders.form.unproven.order', { most: FEW_PIECES }) }),
  };
}

/** What it says first: that one orders, or reserves. Pure. */
function headingsOf(
  { shop: { listing, settings } }: ShopOffer,
  { texts }: PageScope,
): Pick<OrderFormBody, 'heading' | 'lead' | 'next'> & { readonly title: string } {
  const line = (key: string): string =>
    texts.line(kindKey(settings.kind, `form.${key}`), { listing: listing.name });
  return { title: line('title'), heading: line('heading'), lead: line('lead'), next: line('next') };
}

/**
 * The page that orders from a shop, with what was filled in and what is wrong with it. Pure.
 * @param formKey which showing of the form it is
 * @param around what was filled in and is sold no more, and what is to be told of baskets
 */
export const presentOrderForm =
  (offer: CheckedOffer, state: FormState, formKey: string, around: AroundForm = NOTHING_AROUND) =>
  (scope: PageScope): PageModel & { readonly body: OrderFormBody } => {
    const { texts, locale } = scope;
    const { gone, notStored, isSignedIn, opened, others, total } = around;
    const { listing, schedule } = offer.shop;
    const sections = groupsOf(offer, state, total !== null && !isSignedIn, scope);
    const form = new FormWriter(contactForm, state, texts, locale);
    const summary = form.summary();
    const own = basketErrors(offer, state, scope);
    const errors = [...own, ...summary.errors];
    const problem = summary.problem ?? (own.length > 0 ? texts.line('forms.problems.invalid') : undefined);
    const slotError = state.errors[SLOT];
    const pager = pagerOf(offer, scope);
    const { title, ...words } = headingsOf(offer, scope);
    return {
      head: {
        page: null,
        title,
        description: title,
        paths: pathsTo('order.form', listingParams(listing)),
        noindex: true,
        jsonLd: describeOffer(offer, scope),
      },
      body: {
        ...words,
        ...inventedOf(offer, scope),
        ...pausedOf(offer, scope),
        ...goneWords(gone, scope),
        ...(opened === null ? {} : changedWords(withoutGone(opened), scope)),
        ...notStoredWords(notStored, scope),
        ...remainingView(others, scope),
        trail: [{ href: listingPath(locale, listing), label: listing.name }],
        ...(problem === undefined ? {} : { problem }),
        errors,
        action: pathTo('order.form', locale, listingParams(listing)),
        jumps: jumpsTo(sections),
        sections,
        ...(pager === undefined ? {} : { pager }),
        hasOtherButtons:
          pager !== undefined || offer.offers.length > 1 || offer.offer.delivery !== null || !isSignedIn,
        carried: [{ name: FORM_KEY, value: formKey }, ...carriedOf(state.values, sections, offer.pages)],
        fulfilment: presentFulfilments(offer, state, scope),
        ...noSlotsOf(offer, scope),
        ...limitsOf(offer, around, scope),
        slots: slotDays(offer.slots, schedule.place.timeZone, state, scope),
        ...(slotError === undefined ? {} : { slotError: inputWords(scope, slotError) }),
        ...(sections.some(({ products }) => products.some(({ rows }) => rows.length > 0))
          ? { another: texts.line('orders.form.another') }
          : {}),
        ...(total === null ? {} : { ...totalView(offer, total, scope), ...cancellationOf(offer, scope) }),
        contact: form.fields().filter(({ id }) => isAsked(id, offer)),
        isNotTexted: !offer.offersTexts,
        ...accountLink(isSignedIn, scope),
        privacy: { ...linkTo(scope, 'privacy'), label: texts.line('orders.privacy') },
      },
    };
  };
