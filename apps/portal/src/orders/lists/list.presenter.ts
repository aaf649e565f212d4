import { listingParams, listingPath, ORDER_KINDS, pathsTo, pathTo } from '@halles/contracts';
import { isUnpriced, type ListOffer, ListsClosed, type Order } from '@halles/domain/orders';
import { type Slot, slotChoiceWords } from '@halles/domain/pickup-slots';
import type { Bilingual } from '@halles/kernel';
import { type FieldView, type FormState, FormWriter, guardsOf, oneOf, textOf } from '@halles/platform/forms';
import { ACCEPT } from '../../photos';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { linkTo } from '../../rendering/layout.presenter';
import { contactForm, SLOT } from '../checkout/basket.form';
import { listTextForm } from './list.form';
import type { ListFormBody } from './list.view';
import type { ListView } from '../order.view';
import { KIND } from '../checkout/order.form';
import type { MerchantOrderView } from '../inbox/merchant-orders.view';
import { dayWords, inputWords, momentWords } from '../order-words';

/** The name of the photo's field. */
export const PHOTO = 'photo';

/** A form to write a list in. */
export interface ListFormState {
  readonly form: FormState;
  /** Why the photo that was sent is not taken. */
  readonly photoProblem?: Bilingual | null;
  /** One was sent, and has to be chosen again: no browser sends it twice by itself. */
  readonly isPhotoLost?: boolean;
}

/** A select of the slots that can be had, by day. Pure. */
export function slotField(
  slots: readonly Slot[],
  timeZone: string,
  { state, label, empty }: { readonly state: FormState; readonly label: string; readonly empty: string },
  scope: PageScope,
): FieldView {
  const chosen = textOf(state.values, SLOT);
  const error = state.errors[SLOT];
  const days = new Map<string, { value: string; label: string; selected: boolean }[]>();
  for (const slot of slots) {
    if (slot.refusal !== null) continue;
    const day = dayWords(slot.from, timeZone, scope);
    const options = days.get(day) ?? [];
    days.set(day, options);
    const value = String(slot.from);
    options.push({ value, label: slotChoiceWords(slot, timeZone, scope.locale), selected: value === chosen });
  }
  return {
    ...{ id: SLOT, label, isSelect: true, empty },
    groups: [...days].map(([day, options]) => ({ label: day, options })),
    ...(error === undefined ? {} : { error: inputWords(scope, error) }),
  };
}

function photoField({ photoProblem, isPhotoLost }: ListFormState, { texts, locale }: PageScope): FieldView {
  const again = isPhotoLost === true ? texts.line('lists.form.photoAgain') : undefined;
  const error = photoProblem?.[locale] ?? again;
  return {
    ...{ id: PHOTO, label: texts.line('lists.form.photo'), hint: texts.line('lists.form.photoHint') },
    ...{ isFile: true, accept: ACCEPT, isOptional: true, isUnmarked: true },
    ...(error === undefined ? {} : { error }),
  };
}

/** What is said first where something is wrong. Pure. */
function summaryOf(
  { form }: ListFormState,
  photo: FieldView,
  scope: PageScope,
): Pick<ListFormBody, 'problem' | 'errors'> {
  const { texts, locale } = scope;
  const text = new FormWriter(listTextForm, form, texts, locale).summary();
  const contact = new FormWriter(contactForm, form, texts, locale).summary();
  const slot = form.errors[SLOT];
  const errors = [
    ...text.errors,
    ...(photo.error === undefined ? [] : [{ field: PHOTO, message: photo.error }]),
    ...(slot === undefined ? [] : [{ field: SLOT, message: inputWords(scope, slot) }]),
    ...contact.errors,
  ];
  const problem =
    text.problem ?? contact.problem ?? (errors.length > 0 ? texts.line('forms.problems.invalid') : undefined);
  return { errors, ...(problem === undefined ? {} : { problem }) };
}

/** The page on which a list is written or photographed. Pure. */
export const presentListForm =
  ({ listing, kind: offered, slots, pausedUntil, offersTexts }: ListOffer, state: ListFormState) =>
  (scope: PageScope): PageModel & { readonly body: ListFormBody } => {
    const { texts, locale } = scope;
    const kind = offered ?? oneOf(state.form.values, KIND, ORDER_KINDS) ?? 'order';
    const title = texts.line('lists.form.heading', { listing: listing.name });
    const photo = photoField(state, scope);
    return {
      head: {
        page: null,
        title,
        description: title,
        paths: pathsTo('order.list', listingParams(listing)),
        noindex: true,
      },
      body: {
        heading: title,
        lead: texts.line('lists.form.lead'),
        free: texts.line(`lists.form.free.${kind}`),
        ...(listing.demonstration ? { demonstration: texts.line('lists.form.demonstration') } : {}),
        ...(pausedUntil === null
          ? {}
          : { notice: texts.line('lists.form.paused', { time: momentWords(pausedUntil, scope) }) }),
        // Besides what is wrong: or who mends that hears only then that there is no slot to choose.
        ...(offered === null && Object.keys(state.form.errors).length > 0
          ? { notice: ListsClosed.definition.detail({})[locale] }
          : {}),
        trail: [{ href: listingPath(locale, listing), label: listing.name }],
        ...summaryOf(state, photo, scope),
        action: pathTo('order.list', locale, listingParams(listing)),
        kind,
        text: new FormWriter(listTextForm, state.form, texts, locale).fields(),
        photo,
        slot: slotField(
          slots,
          listing.schedule?.place.timeZone ?? scope.settings.timeZone,
          {
            state: state.form,
            label: texts.line('lists.form.slot'),
            empty: texts.line('lists.form.choose'),
          },
          scope,
        ),
        contact: new FormWriter(contactForm, state.form, texts, locale)
          .fields()
          .filter(({ id }) => id !== 'collector' && (offersTexts || id !== 'wantsTexts')),
        guards: guardsOf(state.form),
        privacy: { ...linkTo(scope, 'privacy'), label: texts.line('orders.privacy') },
      },
    };
  };

/** What was sent, line by line; nothing once its customer was erased. @param photo where its photo is. Pure. */
export function listView(
  { list }: Pick<Order, 'list'>,
  photo: string,
  { texts }: PageScope,
): ListView | undefined {
  if (list === null) return undefined;
  return {
    lines: (list.text ?? '').split('\n').filter((line) => line.trim() !== ''),
    ...(list.photoBytes === null ? {} : { photo: { href: photo, label: texts.line('lists.photo') } }),
  };
}

/** The same for its shop, as a part of the page of the order. Pure. */
export function listOf(
  order: Pick<Order, 'id' | 'listingId' | 'list'>,
  scope: PageScope,
): { readonly list?: ListView } {
  const address = { listing: order.listingId, order: order.id };
  const list = listView(order, pathTo('merchant.orderListPhoto', scope.locale, address), scope);
  return list === undefined ? {} : { list };
}

/** What the inbox says of a list that has no prices yet, instead of what it says of others. Pure. */
export function unpricedView(
  order: Pick<Order, 'id' | 'listingId' | 'isList' | 'items' | 'state' | 'proposedUntil'>,
  { texts, locale }: PageScope,
): Partial<Pick<MerchantOrderView, 'kind' | 'total' | 'items' | 'answer'>> {
  if (!isUnpriced(order)) return {};
  return {
    kind: texts.line('lists.inbox.kind'),
    total: texts.line('lists.inbox.total'),
    items: texts.line('lists.inbox.items'),
    ...(order.state === 'received' && order.proposedUntil === null
      ? {
          answer: {
            href: pathTo('merchant.orderList', locale, { listing: order.listingId, order: order.id }),
            label: texts.line('lists.inbox.answer'),
          },
        }
      : {}),
  };
}
