import { randomUUID } from 'node:crypto';
import { pathTo } from '@halles/contracts';
import type { FootfallLink, FootfallNow } from '@halles/domain/footfall';
import {
  buttonForm,
  defineActions,
  type FormDefinition,
  type FormState,
  FormWriter,
  textOf,
} from '@halles/platform/forms';
import {
  hiddenField,
  type RowView,
  section,
  type SectionFormView,
  type SettingsSectionsBody,
} from '../accounts';
import type { PageScope } from '../rendering/page-scope';
import { correctionForm, footfallLinkForm } from './footfall.form';

/** Name of the hidden field with the id of what a form makes, or of the link that it withdraws. */
export const NEW_ID = 'id';

/** The buttons of the page of doors. */
export const doorActions = defineActions({
  button: 'do',
  actions: { correct: correctionForm, add: footfallLinkForm, revoke: buttonForm },
  otherwise: 'add',
});

/** What was just done. */
export const doorsDone = ['correct', 'add', 'revoke'] as const;
export type DoorsDone = (typeof doorsDone)[number];

export interface DoorsState {
  readonly listing: number;
  readonly rows: readonly { readonly link: FootfallLink; readonly token: string }[];
  readonly now: FootfallNow;
  readonly form: FormState;
  readonly done: DoorsDone | null;
}

/** A door with its address, and the button that withdraws it. Pure. */
function rowOf({ link, token }: DoorsState['rows'][number], action: string, scope: PageScope): RowView {
  const { texts, locale, origin } = scope;
  const href = pathTo(link.kind === 'door' ? 'footfall.door' : 'footfall.screen', locale, { token });
  return {
    title: link.name,
    href,
    detail: `${texts.line(`footfall.doors.kind.${link.kind}`)} · ${origin}${href}`,
    forms: [
      {
        action,
        fields: [hiddenField('do', 'revoke'), hiddenField(NEW_ID, link.id)],
        submit: texts.line('footfall.doors.revoke', { door: link.name }),
        look: 'button--quiet',
      },
    ],
  };
}

/** The addresses of doors and screens, and the number as it is in truth. */
export function presentDoors(scope: PageScope, state: DoorsState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listing, rows, now, form, done } = state;
  const action = pathTo('merchant.footfallDoors', locale, { listing });
  const isSent = (name: string): boolean => textOf(form.values, 'do') === name;
  const part = (
    name: 'correct' | 'add',
    definition: FormDefinition<unknown>,
    values: object,
  ): SectionFormView => {
    const sent = isSent(name) ? form : { ...form, values: { ...values }, errors: {} };
    const id = isSent(name) ? newOr(textOf(form.values, NEW_ID)) : randomUUID();
    return {
      action,
      fields: [
        hiddenField('do', name),
        hiddenField(NEW_ID, id),
        ...new FormWriter(definition, sent, texts, locale).fields(),
      ],
      submit: texts.line(`footfall.doors.${name}.submit`),
      look: name === 'add' ? '' : 'button--quiet',
    };
  };
  const summary = new FormWriter(isSent('correct') ? correctionForm : footfallLinkForm, form, texts, locale);
  return {
    ...summary.summary(),
    ...(done === null ? {} : { notice: texts.line(`footfall.doors.done.${done}`) }),
    sections: [
      section('doors', {
        paragraphs: [texts.line(rows.length === 0 ? 'footfall.doors.none' : 'footfall.doors.text')],
        rows: rows.map((row) => rowOf(row, action, scope)),
      }),
      section('add', {
        heading: texts.line('footfall.doors.add.heading'),
        forms: [part('add', footfallLinkForm, { kind: ['door'] })],
      }),
      section('correct', {
        heading: texts.line('footfall.doors.correct.heading'),
        paragraphs: [texts.line('footfall.doors.correct.text', { count: now.walkIns })],
        forms: [part('correct', correctionForm, { present: [String(now.walkIns)] })],
      }),
    ],
    back: {
      href: pathTo('merchant.footfall', locale, { listing }),
      label: texts.line('footfall.doors.back'),
    },
  };
}

const newOr = (id: string): string => (id === '' ? randomUUID() : id);
