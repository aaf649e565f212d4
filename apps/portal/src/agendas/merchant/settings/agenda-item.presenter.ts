import { pathTo } from '@halles/contracts';
import type { AgendaResource } from '@halles/domain/agendas';
import type { Bilingual } from '@halles/kernel';
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
  readonly words: (item: Item, scope: PageScope) => readonly (string | null)[];
  /** What its form shows, with what it chooses from by its name and not by its id. Pure. */
  readonly named?: (form: FormState, resources: readonly AgendaResource[]) => FormState;
  /** The fields of its form; absent: those of the form as it is. Pure. */
  readonly fields?: (
    scope: PageScope,
    form: FormState,
    resources: readonly AgendaResource[],
  ) => readonly FieldView[];
}

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
}

/** Another button of one, which needs no field: it moves it before its neighbour, or takes it out of the agenda. Pure. */
const buttonForm = (
  action: string,
  button: 'up' | 'archive',
  submit: string,
  look: SectionFormView['look'],
): SectionFormView => ({ action, fields: [hiddenField('do', button)], submit, look });

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
    const rowOf = (item: Item, index: number): RowView => {
      const href = kind.paths(listing, item.id)[locale];
      const up = texts.line('agenda.up', { entry: item.name });
      return {
        title: item.name,
        href,
        detail: kind
          .words(item, scope)
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
              fields: [
                hiddenField(NEW_ID, newId),
                ...(kind.fields?.(scope, state, resources) ?? form.fields()),
              ],
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
    { listing, item, resources, form: sent }: ItemState<Item>,
  ) =>
  (scope: PageScope): SettingsSectionsBody => {
    const { texts, locale } = scope;
    const line = (key: string): string => texts.line(`${kind.texts}.${key}`);
    const state = kind.named?.(sent, resources) ?? sent;
    const form = new FormWriter(kind.form, state, texts, locale);
    const action = kind.paths(listing, item.id)[locale];
    return {
      ...form.summary(),
      sections: [
        section('item', {
          forms: [
            {
              action,
              fields: [
                hiddenField(SEEN, textOf(state.values, SEEN)),
                ...(kind.fields?.(scope, state, resources) ?? form.fields()),
              ],
              submit: texts.line('agenda.save'),
              look: '',
            },
          ],
        }),
        section('archive', {
          paragraphs: [line('archive.text')],
          forms: [buttonForm(action, 'archive', line('archive.submit'), 'button--danger')],
        }),
      ],
      back: { href: kind.paths(listing)[locale], label: line('heading') },
    };
  };
