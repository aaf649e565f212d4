import { pathTo } from '@halles/contracts';
import type { AgendaResource, Booking } from '@halles/domain/agendas';
import type { Bilingual, Locale } from '@halles/kernel';
import {
  type FieldView,
  type FormDefinition,
  type FormState,
  FormWriter,
  SEEN,
  textOf,
} from '@halles/platform/forms';
import {
  hiddenField,
  type RowView,
  section,
  type SectionFormView,
  type SectionView,
  type SettingsSectionsBody,
} from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { type AgendaItem, type AgendaItemChange, NEW_ID } from './agenda-items';

/** How one kind of what an agenda lists is worded. */
export interface AgendaItemWords<Item extends AgendaItem> {
  readonly texts: 'agenda.services' | 'agenda.resources';
  readonly form: FormDefinition<unknown>;
  readonly paths: (listing: number, id?: string) => Bilingual;
  /** What is said of one beside its name, in its parts. Pure. */
  readonly words: (
    item: Item,
    scope: PageScope,
    resources: readonly AgendaResource[],
  ) => readonly (string | null)[];
  /** What its form shows, with what it chooses from by its name and not by its id. Pure. */
  readonly named?: (form: FormState, resources: readonly AgendaResource[]) => FormState;
  /** The fields of its form; absent: those of the form as it is. Pure. */
  readonly fields?: (
    scope: PageScope,
    form: FormState,
    resources: readonly AgendaResource[],
  ) => readonly FieldView[];
  /** Names of the fields that most leave as they are. */
  readonly folded?: ReadonlySet<string>;
  /** What else the page of one shows. Pure. */
  readonly sections?: (item: Item, scope: PageScope, state: ItemSections) => readonly SectionView[];
}

/** What the page of one shows besides its form. */
export interface ItemSections {
  readonly listing: number;
  readonly action: string;
  readonly link: ItemLink;
  /** What was booked of it while it is away. */
  readonly bookings: readonly Booking[];
}

/** The path by which somebody is invited to a service, with the number of its link. */
export type ItemLink = (locale: Locale, id: string, serial: number) => string;

interface ListState<Item> {
  readonly listing: number;
  readonly items: readonly Item[];
  readonly resources: readonly AgendaResource[];
  /** Of what the form adds. */
  readonly form: FormState;
  readonly newId: string;
  readonly done: AgendaItemChange | null;
}

interface ItemState<Item> extends Pick<ListState<Item>, 'listing' | 'resources' | 'form'> {
  readonly item: Item;
  readonly link: ItemLink;
  readonly bookings: readonly Booking[];
}

/** Another button of one, which needs no field: it moves it before its neighbour, or takes it out of the agenda. Pure. */
export const buttonForm = (
  action: string,
  button: 'up' | 'archive' | 'invite',
  submit: string,
  look: SectionFormView['look'],
): SectionFormView => ({ action, fields: [hiddenField('do', button)], submit, look });

/** The fields of the form of one, the essential ones first. Pure. */
function fieldsOf<Item extends AgendaItem>(
  kind: AgendaItemWords<Item>,
  scope: PageScope,
  state: FormState,
  resources: readonly AgendaResource[],
): Pick<SectionFormView, 'fields' | 'more'> {
  const { texts, locale } = scope;
  const all =
    kind.fields?.(scope, state, resources) ?? new FormWriter(kind.form, state, texts, locale).fields();
  const isFolded = ({ id }: FieldView): boolean => kind.folded?.has(id) === true;
  const folded = all.filter(isFolded);
  if (folded.length === 0) return { fields: all };
  return {
    fields: all.filter((field) => !isFolded(field)),
    more: {
      label: texts.line('agenda.more'),
      isOpen: folded.some(({ error }) => error !== undefined),
      fields: folded,
    },
  };
}

/** All of one kind, with a form that adds to them. Pure. */
export const presentAgendaItems =
  <Item extends AgendaItem>(
    kind: AgendaItemWords<Item>,
    { listing, items, resources, form: sent, newId, done }: ListState<Item>,
  ) =>
  (scope: PageScope): SettingsSectionsBody => {
    const { texts, locale } = scope;
    const line = (key: string): string => texts.line(`${kind.texts}.${key}`);
    const state = kind.named?.(sent, resources) ?? sent;
    const form = new FormWriter(kind.form, state, texts, locale);
    const { fields, more } = fieldsOf(kind, scope, state, resources);
    const rowOf = (item: Item, index: number): RowView => {
      const href = kind.paths(listing, item.id)[locale];
      const up = texts.line('agenda.up', { entry: item.name });
      return {
        title: item.name,
        href,
        detail: kind
          .words(item, scope, resources)
          .filter((part) => part !== null)
          .join(' · '),
        forms: index === 0 ? [] : [buttonForm(href, 'up', up, 'button--quiet')],
      };
    };
    return {
      ...form.summary(),
      ...(done === null ? {} : { notice: line(`done.${done}`) }),
      sections: [
        section('items', {
          paragraphs: [line(items.length === 0 ? 'none' : 'lead')],
          rows: items.map(rowOf),
        }),
        section('new', {
          fold: { label: line('add'), isOpen: Object.keys(state.errors).length > 0 },
          forms: [
            {
              action: kind.paths(listing)[locale],
              fields: [hiddenField(NEW_ID, newId), ...fields],
              ...(more && { more }),
              submit: line('add'),
              look: '',
            },
          ],
        }),
      ],
      back: { href: pathTo('merchant.agenda', locale, { listing }), label: texts.line('agenda.toAgenda') },
    };
  };

/** One of them, to be changed or taken out of the agenda. Pure. */
export const presentAgendaItem =
  <Item extends AgendaItem>(
    kind: AgendaItemWords<Item>,
    { listing, item, resources, form: sent, link, bookings }: ItemState<Item>,
  ) =>
  (scope: PageScope): SettingsSectionsBody => {
    const { texts, locale } = scope;
    const line = (key: string): string => texts.line(`${kind.texts}.${key}`);
    const state = kind.named?.(sent, resources) ?? sent;
    const form = new FormWriter(kind.form, state, texts, locale);
    const action = kind.paths(listing, item.id)[locale];
    const { fields, more } = fieldsOf(kind, scope, state, resources);
    return {
      ...form.summary(),
      sections: [
        section('item', {
          forms: [
            {
              action,
              fields: [hiddenField(SEEN, textOf(state.values, SEEN)), ...fields],
              ...(more && { more }),
              submit: texts.line('agenda.save'),
              look: '',
            },
          ],
        }),
        ...(kind.sections?.(item, scope, { listing, action, link, bookings }) ?? []),
        section('archive', {
          paragraphs: [line('archive.text')],
          forms: [buttonForm(action, 'archive', line('archive.submit'), 'button--danger')],
        }),
      ],
      back: { href: kind.paths(listing)[locale], label: line('heading') },
    };
  };
