import { pathsTo, pathTo } from '@halles/contracts';
import type { Overridable, StaffSlot } from '@halles/domain/orders';
import { slotChoiceWords } from '@halles/domain/pickup-slots';
import { type Locale, mayBeTexted } from '@halles/kernel';
import { type FieldView, type FormState, textOf } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import { SLOT } from '../checkout/basket.form';
import { presentOrderForm } from '../checkout/order-form.presenter';
import type { CheckedOffer } from '../checkout/order-fulfilment.presenter';
import type { GoneProduct } from '../checkout/order-page.service';
import { type OrderSummaryPage, presentOrderSummary } from '../checkout/order-summary.presenter';
import { dayWords, inputWords } from '../order-words';
import type { SlotDayView } from '../order.view';
import { ENTRY, LANGUAGE, LANGUAGES, languageIn, OVERRIDES, SURE } from './staff-order.form';
import type { StaffOrderFormBody, StaffOrderSummaryBody } from './staff-order.view';

/** Slots by day; those that a customer could not have say so, and may be chosen. Pure. */
function slotDays(
  slots: readonly StaffSlot[],
  timeZone: string,
  state: FormState,
  scope: PageScope,
): SlotDayView[] {
  const days = new Map<string, SlotDayView['options'][number][]>();
  for (const slot of slots) {
    const label = dayWords(slot.from, timeZone, scope);
    const options = days.get(label) ?? [];
    days.set(label, options);
    const time = slotChoiceWords(slot, timeZone, scope.locale);
    const key = slot.refusal ?? 'short';
    options.push({
      value: String(slot.from),
      label: slot.isBeyondRules ? scope.texts.line(`orders.staff.slots.${key}`, { time }) : time,
      selected: String(slot.from) === textOf(state.values, SLOT),
      disabled: false,
    });
  }
  return [...days].map(([label, options]) => ({ label, options }));
}

const pageOf = (listing: MerchantListing) => ({
  title: ({ texts }: PageScope) => texts.line('orders.staff.heading'),
  paths: pathsTo('merchant.newOrder', { listing: listing.id }),
  listing,
  section: 'orders',
});

/** In which language its customer is written to. Pure. */
const languageField = ({ values }: FormState, { texts, locale }: PageScope): FieldView => ({
  id: LANGUAGE,
  label: texts.line('orders.staff.language'),
  isSelect: true,
  options: LANGUAGES.map((value) => ({
    ...{ id: `${LANGUAGE}-${value}`, name: LANGUAGE, value },
    label: texts.line(`orders.staff.languages.${value}`),
    checked: value === languageIn(values, locale),
  })),
});

/** What is ordered and for whom, as who is on the phone says it. Pure. */
export const staffOrderFormPage = (
  listing: MerchantListing,
  offer: CheckedOffer & { readonly slots: readonly StaffSlot[] },
  state: FormState,
  formKey: string,
  gone: readonly GoneProduct[],
): MerchantPage => ({
  ...pageOf(listing),
  view: 'orders/staff-order-form',
  present: (scope): StaffOrderFormBody => {
    const { texts, locale } = scope;
    const { body } = presentOrderForm(offer, state, formKey, {
      gone,
      notStored: null,
      isSignedIn: false,
      opened: null,
      total: null,
      others: [],
    })(scope);
    const { timeZone } = offer.shop.schedule.place;
    return {
      ...body,
      isEnteredByShop: true,
      heading: texts.line('orders.staff.heading'),
      lead: texts.line('orders.staff.lead'),
      action: pathTo('merchant.newOrder', locale, { listing: listing.id }),
      slots: slotDays(offer.slots, timeZone, state, scope),
      next: texts.line('orders.staff.next'),
      fulfilment: {
        ...body.fulfilment,
        how: texts.line('orders.staff.how'),
        when: texts.line('orders.staff.when'),
      },
      // The customer alone may change who collects it, by the link of their order.
      contact: [
        ...body.contact.map(({ hint, ...field }) => ({
          ...field,
          ...(hint === undefined || field.id === 'collector'
            ? {}
            : { hint: field.id === 'wantsTexts' ? texts.line('orders.staff.textsHint') : hint }),
          label: texts.line(`orders.staff.fields.${field.id}`),
        })),
        languageField(state, scope),
      ],
      back: {
        href: pathTo('merchant.orders', locale, { listing: listing.id }),
        label: texts.line('orders.inbox.back'),
      },
    };
  },
});

/** What the customer hears of it: the notice that the shop reads out what it has no address for. Pure. */
const noticeKey = ({ email, phone, wantsTexts }: OrderSummaryPage['basket']): string => {
  if (email !== null) return 'mailed';
  return phone !== null && mayBeTexted(phone) && wantsTexts ? 'texted' : 'unreached';
};

/** What the summary of an entry has beside that of a customer. */
interface StaffSummary {
  /** What stands against the slot. */
  readonly asked: readonly Overridable[];
  readonly language: Locale;
  /** Key of the entry. */
  readonly entry: string;
  readonly offersTexts: boolean;
}

/** The last page before an order is entered: what the shop tells its customer on the phone. Pure. */
export const staffOrderSummaryPage = (
  listing: MerchantListing,
  summary: OrderSummaryPage,
  { asked, language, entry, offersTexts }: StaffSummary,
  state: FormState,
): MerchantPage => ({
  ...pageOf(listing),
  view: 'orders/staff-order-summary',
  present: (scope): StaffOrderSummaryBody => {
    const { texts, locale } = scope;
    const { basket } = summary;
    const wantsTexts = offersTexts && (basket.wantsTexts || basket.email === null);
    const notice = noticeKey({ ...basket, wantsTexts });
    // Who is on the phone pays at the counter.
    const atCounter = {
      ...summary,
      ways: ['shop'] as const,
      isWithoutPage: notice === 'unreached',
      basket: { ...summary.basket, payment: 'shop' as const },
    };
    const { back: _, ways: __, saleTerms: ___, ...body } = presentOrderSummary(atCounter, state)(scope).body;
    const error = state.errors[SURE];
    return {
      ...body,
      heading: texts.line('orders.staff.summary'),
      lead: texts.line('orders.staff.read'),
      facts: [
        ...body.facts,
        {
          term: texts.line('orders.staff.language'),
          value: texts.line(`orders.staff.languages.${language}`),
        },
      ],
      action: pathTo('merchant.newOrder', locale, { listing: listing.id }),
      notice: texts.line(`orders.staff.notice.${notice}`),
      ...(asked.length === 0
        ? {}
        : {
            question: {
              texts: asked.map((one) => texts.line(`orders.staff.overrides.${one}`)),
              label: texts.line('orders.staff.sure'),
              ...(error === undefined ? {} : { error: inputWords(scope, error) }),
            },
          }),
      hidden: [
        ...body.hidden,
        { name: ENTRY, value: entry },
        { name: LANGUAGE, value: language },
        ...asked.map((value) => ({ name: OVERRIDES, value })),
      ],
      button: texts.line('orders.staff.enter'),
      again: texts.line('orders.staff.again'),
    };
  },
});
