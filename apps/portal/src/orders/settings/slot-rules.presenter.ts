import { pathTo, type PickupRules } from '@halles/contracts';
import type { StandingOrders } from '@halles/domain/orders';
import { dateWords, type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import {
  type FormDefinition,
  type FormState,
  FormWriter,
  newForm,
  SEEN,
  seenField,
  textOf,
} from '@halles/platform/forms';
import {
  hiddenField,
  type RowView,
  section,
  type SectionView,
  type SettingsSectionsBody,
} from '../../accounts';
import type { PageScope } from '../../rendering/page-scope';
import {
  closedDaysForm,
  cutOffForm,
  preparationForm,
  SLOT_FIELDS,
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
  /** What was ordered for the closed days before, in their order. */
  readonly standing: readonly StandingOrders[];
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  readonly done: SlotRulesChange | null;
}

/** Stretches of closed days, today’s rest too; single slots are closed and opened in the inbox. Pure. */
export const closedDays = ({ pauses }: PickupRules, timeZone: string): Interval[] =>
  // A day of 23 hours is a day; what is closed today begins when that was said, and ends with the day.
  pauses.filter(
    ({ from, until }) => until - from >= DAY - DAY / 24 || wallTime(timeZone, until).minute === 0,
  );

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

/** That orders stand for closed days, with the way to the first of them: nothing ends by itself. Pure. */
function standingView(
  standing: StandingOrders | undefined,
  { listingId: listing, timeZone }: SlotRulesState,
  { texts, locale }: PageScope,
): Partial<RowView> {
  if (!standing?.first) return {};
  const { day } = wallTime(timeZone, standing.first.getTime());
  return {
    detail: texts.line('ordering.slots.standing.text', { count: standing.count }),
    link: {
      href: `${pathTo('merchant.orderDay', locale, { listing })}?jour=${isoOfDay(day)}`,
      label: texts.line('ordering.slots.standing.link', { day: dateWords(day, locale) }),
    },
  };
}

/** That a change was saved; where orders stand for days that are closed, it says so. Pure. */
function noticeOf({ done, standing }: SlotRulesState, { texts }: PageScope): { readonly notice?: string } {
  if (done === null) return {};
  const count = standing.reduce((sum, one) => sum + one.count, 0);
  const words = texts.line(`ordering.slots.done.${done}`);
  return {
    notice:
      done === 'close' && count > 0
        ? `${words} ${texts.line('ordering.slots.standing.notice', { count })}`
        : words,
  };
}

/** A stretch of closed days, with the button that opens it again. Pure. */
const pauseRow = (
  pause: Interval,
  standing: StandingOrders | undefined,
  state: SlotRulesState,
  scope: PageScope,
): RowView => ({
  title: daysWords(pause, state, scope),
  detail: '',
  ...standingView(standing, state, scope),
  forms: [
    {
      action: pathTo('merchant.slotRules', scope.locale, { listing: state.listingId }),
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
  const { listingId: listing, rules } = state;
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
    // What was sent is shown again with what it was filled in with.
    const seen =
      textOf(values, 'do') === name ? hiddenField(SEEN, textOf(values, SEEN)) : seenField(values, fields);
    const form = new FormWriter(definition, sent, texts, locale);
    // The fields have the names of what they say: the sections need others.
    return section(`slots-${name}`, {
      heading: line(`${name}.heading`),
      paragraphs: [line(`${name}.text`)],
      forms: [
        {
          action,
          fields: [
            hiddenField('do', name),
            ...(name === 'close' ? [] : [seen]),
            ...fields.map((field) => form.field(field)),
          ],
          submit: line(`${name}.submit`),
          look: '',
        },
      ],
    });
  };
  return {
    ...new FormWriter(sentForm(state.form), sent, texts, locale).summary(),
    ...noticeOf(state, scope),
    sections: [
      part('room', slotRoomForm, SLOT_FIELDS.room),
      part('preparation', preparationForm, SLOT_FIELDS.preparation),
      part('cutOff', cutOffForm, SLOT_FIELDS.cutOff),
      {
        ...part('close', closedDaysForm, ['firstDay', 'lastDay']),
        rows: closedDays(rules, state.timeZone).map((pause, index) =>
          pauseRow(pause, state.standing[index], state, scope),
        ),
      },
    ],
    back,
  };
}
