import { pathTo, type PickupRules } from '@halles/contracts';
import { dateWords, type Interval, wallTime } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import { type FormDefinition, type FormState, FormWriter, newForm, textOf } from '@halles/platform/forms';
import { hiddenField, type RowView, section, type SectionView } from '../../accounts';
import type { PageScope } from '../../rendering/page-scope';
import type { SettingsSectionsBody } from '../order.view';
import {
  closedDaysForm,
  cutOffForm,
  PREPARATION_ROWS,
  preparationForm,
  type SlotRulesChange,
  slotRoomForm,
  slotRulesValues,
} from './slot-rules.form';

/** What the page shows. */
export interface SlotRulesState {
  readonly listingId: number;
  /** Null: the shop never said that it takes orders. */
  readonly rules: PickupRules | null;
  readonly timeZone: string;
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  readonly done: SlotRulesChange | null;
}

/** Stretches of closed days; single slots are closed and opened in the inbox. Pure. */
const closedDays = ({ pauses }: PickupRules): Interval[] =>
  // A day of 23 hours is a day.
  pauses.filter(({ from, until }) => until - from >= DAY - DAY / 24);

/** "du 24 décembre au 2 janvier", of whole days. Pure. */
function daysWords(
  { from, until }: Interval,
  { timeZone }: SlotRulesState,
  { texts, locale }: PageScope,
): string {
  const first = wallTime(timeZone, from).day;
  const last = wallTime(timeZone, until - 1).day;
  const words = { first: dateWords(first, locale, true), last: dateWords(last, locale, true) };
  return texts.line(first === last ? 'ordering.slots.oneDay' : 'ordering.slots.days', words);
}

/** A stretch of closed days, with the button that opens it again. Pure. */
const pauseRow = (pause: Interval, action: string, state: SlotRulesState, scope: PageScope): RowView => ({
  title: daysWords(pause, state, scope),
  detail: '',
  forms: [
    {
      action,
      fields: [
        hiddenField('do', 'reopen'),
        hiddenField('pause', `${String(pause.from)}-${String(pause.until)}`),
      ],
      submit: scope.texts.line('ordering.slots.reopen'),
      look: 'button--quiet',
    },
  ],
});

const FORMS: Readonly<Record<string, FormDefinition<unknown>>> = {
  ...{ room: slotRoomForm, preparation: preparationForm, cutOff: cutOffForm, close: closedDaysForm },
};

/** The form of the page that was sent. Pure. */
const sentForm = (form: FormState | null): FormDefinition<unknown> =>
  FORMS[textOf(form?.values ?? {}, 'do')] ?? slotRoomForm;

/** Details of the slots of a shop, each group a form of its own. Pure. */
export function presentSlotRules(scope: PageScope, state: SlotRulesState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listingId: listing, rules, done } = state;
  const line = (key: string): string => texts.line(`ordering.slots.${key}`);
  const action = pathTo('merchant.slotRules', locale, { listing });
  const back = {
    href: pathTo('merchant.ordering', locale, { listing }),
    label: texts.line('ordering.heading'),
  };
  if (rules === null)
    return { errors: [], sections: [section('closed', { paragraphs: [line('closed')] })], back };
  const values = { ...slotRulesValues(rules), ...state.form?.values };
  const sent = { ...(state.form ?? newForm()), values };
  const part = <T>(
    name: 'room' | 'preparation' | 'cutOff' | 'close',
    definition: FormDefinition<T>,
    fields: readonly string[],
  ): SectionView => {
    const form = new FormWriter(definition, sent, texts, locale);
    // The fields have the names of what they say: the sections need others.
    return section(`slots-${name}`, {
      heading: line(`${name}.heading`),
      paragraphs: [line(`${name}.text`)],
      forms: [
        {
          action,
          fields: [hiddenField('do', name), ...fields.map((field) => form.field(field))],
          submit: line(`${name}.submit`),
          look: '',
        },
      ],
    });
  };
  const rows = PREPARATION_ROWS.flatMap((row) => [`lines${row}`, `euros${row}`, `minutes${row}`]);
  return {
    ...new FormWriter(sentForm(state.form), sent, texts, locale).summary(),
    ...(done === null ? {} : { notice: line(`done.${done}`) }),
    sections: [
      part('room', slotRoomForm, ['step', 'last', 'items', 'value']),
      part('preparation', preparationForm, rows),
      part('cutOff', cutOffForm, ['cutOff', 'cutOffDays', 'cutOffWeekday', 'cutOffTime']),
      {
        ...part('close', closedDaysForm, ['firstDay', 'lastDay']),
        rows: closedDays(rules).map((pause) => pauseRow(pause, action, state, scope)),
      },
    ],
    back,
  };
}
