import { randomUUID } from 'node:crypto';
import { buttonForm, defineActions, type FormValues, textOf } from '@halles/platform/forms';
import { newIdIn } from '../../../params';

/** A service, or somebody or something that serves for it. */
export interface AgendaItem {
  readonly id: string;
  readonly name: string;
}

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

/** The buttons of the page of one: what its form holds is read over what stands by then. */
export const agendaItemActions = defineActions({
  button: 'do',
  actions: { save: buttonForm, archive: buttonForm, up: buttonForm, invite: buttonForm },
  otherwise: 'save',
});
