import { randomUUID } from 'node:crypto';
import type { Locale } from '@halles/kernel';
import { type FormValues, textOf } from '@halles/platform/forms';
import type { TenantContext } from '@halles/platform/tenancy';
import { hiddenField, section, type SectionFormView, type SectionView } from '../../../accounts';
import { newIdIn } from '../../../params';
import type { PageScope } from '../../../rendering/page-scope';

/** Name of the hidden field with the id of what a form adds: sent twice, it is added once. */
export const NEW_ID = 'id';

/** What was just done with a service or a resource, for the page to say. */
export const agendaItemChanges = ['saved', 'archived', 'moved'] as const;
export type AgendaItemChange = (typeof agendaItemChanges)[number];

/** The ids in their new order, once one was moved before its neighbour; the first stays. Pure. */
export function movedUp(items: readonly { readonly id: string }[], id: string): string[] {
  const ids = items.map((item) => item.id);
  const place = ids.indexOf(id);
  if (place < 1) return ids;
  return [...ids.slice(0, place - 1), id, ids[place - 1] ?? '', ...ids.slice(place + 1)];
}

/**
 * The id that a form adds under: that which it brings, unless something of another name has it, as of a form that a browser went
 * back to. Pure.
 */
export function addedId(
  known: readonly { readonly id: string; readonly name: string }[],
  values: FormValues,
): string {
  const id = newIdIn(values, NEW_ID);
  const other = known.find((item) => item.id === id);
  return other && other.name !== textOf(values, 'name') ? randomUUID() : id;
}

/** Which service or resource is changed. */
export interface AgendaItemPlace {
  readonly ctx: TenantContext;
  readonly locale: Locale;
  readonly listing: number;
  readonly id: string;
}

/** The button that moves one before its neighbour. Pure. */
export const upForm = ({ texts }: PageScope, action: string, name: string): SectionFormView => ({
  action,
  fields: [hiddenField('do', 'up')],
  submit: texts.line('agenda.up', { entry: name }),
  look: 'button--quiet',
});

/** Takes one out of the agenda. Pure. @param key where its words are: `<key>.archive` */
export const archiveSection = ({ texts }: PageScope, action: string, key: string): SectionView =>
  section('archive', {
    paragraphs: [texts.line(`${key}.archive.text`)],
    forms: [
      {
        action,
        fields: [hiddenField('do', 'archive')],
        submit: texts.line(`${key}.archive.submit`),
        look: 'button--danger',
      },
    ],
  });
