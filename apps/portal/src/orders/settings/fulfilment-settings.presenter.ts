import { pathTo } from '@halles/contracts';
import type { Degrees } from '@halles/domain/geo';
import {
  bandsWords,
  type CollectionPoint,
  type FulfilmentSettings,
  pointHoursLines,
  shapeText,
  zoneWords,
} from '@halles/domain/orders';
import { type Locale, priceInput, priceWords } from '@halles/kernel';
import {
  type FormDefinition,
  type FormState,
  FormWriter,
  type FormValues,
  formValuesOf,
  SEEN,
  seenField,
  textOf,
} from '@halles/platform/forms';
import { hiddenField, type RowView, section, type SectionFormView, type SectionView } from '../../accounts';
import { presentZoneMap } from '../../map';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import {
  bandForm,
  deliveryForm,
  type FulfilmentChange,
  pointForm,
  postForm,
  zoneForm,
} from './fulfilment-settings.form';

export interface FulfilmentSettingsState {
  readonly listingId: number;
  readonly settings: FulfilmentSettings;
  /** Sending is on, and not offered since nothing says how it is paid. */
  readonly lacksPayment: boolean;
  /** Customers reserve and owe nothing, so nothing is brought or sent; stopped: what is on is not offered for that. */
  readonly reserved: { readonly isReserved: boolean; readonly isStopped: boolean };
  /** Of the territory, by their codes. */
  readonly communes: ReadonlyMap<string, string>;
  /** Where the shop is, or its town; null where neither is known. */
  readonly shop: Degrees | null;
  readonly form: FormState;
  readonly done: FulfilmentChange | null;
}

/** `orders/order-contacts`, without its heading. */
export interface FulfilmentSettingsBody {
  readonly notice?: string;
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly sections: readonly SectionView[];
  readonly back: LinkView;
}

type Look = SectionFormView['look'];

/** Where nothing was said yet. */
const USUAL = { length: '60', notice: '120', orders: '', horizon: '7' };
const USUAL_POST_CENTS = 650;

/** A zone or a point that its merchant changes. */
export interface Edited {
  readonly id: string;
  readonly of: 'zone' | 'point';
}

const numberText = (number: number | undefined): string => (number === undefined ? '' : String(number));

/** The form of a zone or a point filled in as it stands; as it is where there is none. Pure. */
export function editedValues(
  { delivery, points }: FulfilmentSettings,
  communes: ReadonlyMap<string, string>,
  { id, of }: Edited,
  locale: Locale,
): FormState['values'] {
  const zone = of === 'zone' ? delivery?.rules.zones.find((one) => one.id === id) : undefined;
  if (zone) {
    const { area, feeCents, minimumCents, freeFromCents } = zone;
    return formValuesOf({
      ...{ do: of, id },
      communes: area.by === 'communes' ? area.codes.map((code) => communes.get(code) ?? code).join(', ') : '',
      radius: area.by === 'radius' ? String(area.kilometres).replace('.', ',') : '',
      polygon: area.by === 'polygon' ? shapeText(area.ring) : '',
      fee: priceInput(feeCents),
      minimum: minimumCents === 0 ? '' : priceInput(minimumCents),
      freeFrom: freeFromCents === null ? '' : priceInput(freeFromCents),
    });
  }
  const point = of === 'point' ? points.find((one) => one.id === id) : undefined;
  if (!point) return {};
  const { name, address, hours, slots } = point;
  return formValuesOf({
    ...{ do: of, id, pointName: name, pointAddress: address },
    hours: pointHoursLines(hours, locale).join('\n'),
    pointLength: String(slots.length),
    pointNotice: String(slots.notice),
    pointOrders: numberText(slots.capacity.orders),
  });
}

/** What the form of deliveries is filled in with. Pure. */
export function deliveryValues({ delivery }: FulfilmentSettings): FormValues {
  const slots = delivery?.rules.slots;
  return formValuesOf({
    ...USUAL,
    ...(slots
      ? {
          length: String(slots.length),
          notice: String(slots.notice),
          orders: numberText(slots.capacity.orders),
          horizon: String(slots.horizon),
        }
      : {}),
  });
}

/** What the form of sending is filled in with. Pure. */
export const postValues = ({ post }: FulfilmentSettings): FormValues =>
  formValuesOf({
    sendDays: String(post?.rules.days ?? 3),
    sendFee: priceInput(post?.rules.bands[0]?.feeCents ?? USUAL_POST_CENTS),
    sendPayment: post?.instructions ?? '',
  });

/** What the forms are filled in with: what was just sent, else what stands. Pure. */
const valuesOf = ({ settings, form }: FulfilmentSettingsState): FormValues => ({
  ...{ ...deliveryValues(settings), ...postValues(settings) },
  ...formValuesOf({ pointLength: '30', pointNotice: '120' }),
  ...form.values,
});

/** Writes the forms and the buttons of the page. */
class Writer {
  readonly action: string;
  private readonly state: FormState;

  constructor(
    private readonly scope: PageScope,
    readonly page: FulfilmentSettingsState,
  ) {
    this.action = pathTo('merchant.fulfilments', scope.locale, { listing: page.listingId });
    this.state = { ...page.form, values: valuesOf(page) };
  }

  line(key: string, words: Readonly<Record<string, string | number>> = {}): string {
    return this.scope.texts.line(`ordering.modes.${key}`, words);
  }

  writer(form: FormDefinition<unknown>): FormWriter {
    return new FormWriter(form, this.state, this.scope.texts, this.scope.locale);
  }

  form(act: string, form: FormDefinition<unknown>, look: Look = ''): SectionFormView {
    const fields = [hiddenField('do', act), ...this.writer(form).fields()];
    return { action: this.action, fields, submit: this.line(`acts.${act}`), look };
  }

  /** A form of what there is already, with what it was filled in with (`seenField`). */
  seenForm(act: string, form: FormDefinition<unknown>, look: Look = ''): SectionFormView {
    const { values, errors, problem } = this.page.form;
    const wasSent = Object.keys(errors).length > 0 || problem !== null;
    const seen =
      wasSent && textOf(values, 'do') === act
        ? hiddenField(SEEN, textOf(values, SEEN))
        : seenField(this.state.values, [...form.fields.keys()]);
    const view = this.form(act, form, look);
    return { ...view, fields: [seen, ...view.fields] };
  }

  /** A form that adds a zone or a point, or changes the one that its values are of. */
  editor(of: Edited['of'], form: FormDefinition<unknown>): SectionFormView {
    const { values } = this.page.form;
    const id = textOf(values, 'do') === of ? textOf(values, 'id') : '';
    if (id === '') return this.form(of, form);
    const view = this.seenForm(of, form);
    return {
      ...view,
      fields: [hiddenField('id', id), ...view.fields],
      submit: this.line(`acts.change.${of}`),
    };
  }

  /** A part of the page, folded unless a form of it was just sent or is filled in. */
  part(id: 'delivery' | 'points' | 'post', parts: Omit<Parameters<typeof section>[1], 'fold'>): SectionView {
    const isOpen = PARTS[textOf(this.page.form.values, 'do')] === id;
    return section(id, { fold: { label: this.line(`folds.${id}`), isOpen }, ...parts });
  }

  /** @param part of the page that is shown then */
  button(act: string, id: string, look: Look = 'button--quiet', part = ''): SectionFormView {
    const fields = [hiddenField('do', act), hiddenField('id', id)];
    return { action: this.action + part, fields, submit: this.line(`acts.${act}`), look };
  }
}

const FORMS = {
  ...{ delivery: deliveryForm, zone: zoneForm },
  ...{ point: pointForm, post: postForm, band: bandForm },
};

/** In which part of the page a form stands. */
const PARTS: Readonly<Partial<Record<string, 'delivery' | 'points' | 'post'>>> = {
  ...{ delivery: 'delivery', zone: 'delivery' },
  point: 'points',
  ...{ post: 'post', band: 'post' },
};

function summaryOf(writer: Writer): ReturnType<FormWriter['summary']> {
  const act = textOf(writer.page.form.values, 'do');
  const form = (FORMS as Readonly<Record<string, FormDefinition<unknown>>>)[act] ?? deliveryForm;
  return writer.writer(form).summary();
}

/** Each way with what it is offered at, before all that it is set with. */
function modesSection(writer: Writer, locale: Locale): SectionView {
  const { settings, communes, lacksPayment, reserved } = writer.page;
  const { isPickupOn, delivery, points, post } = settings;
  const row = (
    mode: 'pickup' | 'delivery' | 'points' | 'post',
    isOn: boolean,
    words: string[] = [],
  ): RowView => ({
    title: writer.line(`names.${mode}`),
    detail: [writer.line(isOn ? 'on' : 'off'), ...(isOn ? words : [])].join(' · '),
    forms: [],
  });
  const notReserved = (mode: 'delivery' | 'post'): RowView => ({
    ...{ title: writer.line(`names.${mode}`), detail: writer.line('reservedOff'), forms: [] },
  });
  const switched = (of: RowView, mode: 'pickup' | 'delivery' | 'post', isOn: boolean): RowView => ({
    ...of,
    forms: [writer.button(isOn ? 'switchOff' : 'switchOn', mode)],
  });
  const zones = (delivery?.rules.zones ?? []).map((zone) => zoneWords(zone, communes, locale));
  const delivers = row('delivery', delivery?.isOn === true && zones.length > 0, zones);
  const sends = row(
    'post',
    post?.isOn === true && !lacksPayment,
    post ? [bandsWords(post.rules, locale)] : [],
  );
  const shown = points.filter(({ isOn }) => isOn).map(({ name }) => name);
  return section('modes', {
    paragraphs: [
      writer.line('lead'),
      ...(lacksPayment ? [writer.line('noSendingPayment')] : []),
      ...(reserved.isStopped ? [writer.line('reservedStopped')] : []),
      ...(reserved.isReserved ? [writer.line('reserved')] : []),
    ],
    rows: [
      switched(row('pickup', isPickupOn), 'pickup', isPickupOn),
      ...(reserved.isReserved
        ? [notReserved('delivery'), row('points', shown.length > 0, shown), notReserved('post')]
        : [
            delivery ? switched(delivers, 'delivery', delivery.isOn) : delivers,
            row('points', shown.length > 0, shown),
            post ? switched(sends, 'post', post.isOn) : sends,
          ]),
    ],
  });
}

function deliverySection(writer: Writer, hours: LinkView, scope: PageScope): SectionView {
  const { settings, communes } = writer.page;
  const zones = settings.delivery?.rules.zones ?? [];
  return writer.part('delivery', {
    paragraphs: [
      writer.line('deliveryLead'),
      ...(settings.delivery?.isOn === true && zones.length === 0 ? [writer.line('noZone')] : []),
    ],
    rows: zones.map((zone) => ({
      title: zoneWords(zone, communes, scope.locale),
      detail: '',
      forms: [
        writer.button('editZone', zone.id, 'button--quiet', '#delivery'),
        writer.button('removeZone', zone.id, 'button--danger'),
      ],
    })),
    zoneMap: presentZoneMap(scope, [], writer.page.shop, 'polygon'),
    forms: [writer.editor('zone', zoneForm), writer.seenForm('delivery', deliveryForm, 'button--quiet')],
    links: [hours],
  });
}

function pointsSection(writer: Writer, locale: Locale): SectionView {
  const rowOf = ({ id, name, address, hours, isOn }: CollectionPoint): RowView => ({
    title: name,
    detail: [address, ...pointHoursLines(hours, locale), writer.line(isOn ? 'on' : 'off')].join(' · '),
    forms: [
      writer.button('editPoint', id, 'button--quiet', '#points'),
      writer.button(isOn ? 'pointOff' : 'pointOn', id),
      writer.button('removePoint', id, 'button--danger'),
    ],
  });
  return writer.part('points', {
    paragraphs: [writer.line('pointsLead')],
    rows: writer.page.settings.points.map(rowOf),
    forms: [writer.editor('point', pointForm)],
  });
}

/** What sending costs: the fee from nothing on is changed with the rest of it, each other one is a row. */
function postSection(writer: Writer, locale: Locale): SectionView {
  const { post } = writer.page.settings;
  const rowOf = ({ fromCents, feeCents }: NonNullable<typeof post>['rules']['bands'][number]): RowView => ({
    title: writer.line('band', { price: priceWords(fromCents, locale), fee: priceWords(feeCents, locale) }),
    detail: '',
    forms: fromCents === 0 ? [] : [writer.button('removeBand', String(fromCents), 'button--danger', '#post')],
  });
  return writer.part('post', {
    paragraphs: [
      writer.line('postLead'),
      ...(writer.page.lacksPayment ? [writer.line('noSendingPayment')] : []),
    ],
    rows: post?.rules.bands.map(rowOf) ?? [],
    forms: [
      writer.seenForm('post', postForm),
      ...(post ? [writer.form('band', bandForm, 'button--quiet')] : []),
    ],
  });
}

/** How a shop's orders may reach its customers, for its merchant. Pure. */
export function presentFulfilmentSettings(
  scope: PageScope,
  state: FulfilmentSettingsState,
): FulfilmentSettingsBody {
  const { texts, locale } = scope;
  const address = { listing: state.listingId };
  const writer = new Writer(scope, state);
  const hours = { href: pathTo('profile.hours', locale, address), label: writer.line('hours') };
  return {
    ...summaryOf(writer),
    ...(state.done === null ? {} : { notice: writer.line(`done.${state.done}`) }),
    sections: [
      modesSection(writer, locale),
      ...(state.reserved.isReserved ? [] : [deliverySection(writer, hours, scope)]),
      pointsSection(writer, locale),
      ...(state.reserved.isReserved ? [] : [postSection(writer, locale)]),
    ],
    back: { href: pathTo('merchant.ordering', locale, address), label: texts.line('ordering.heading') },
  };
}
