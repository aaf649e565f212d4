import { type AgendaSettings, pathTo } from '@halles/contracts';
import {
  type AgendaResource,
  bookingTimeWords,
  type PassedBooking,
  passedWords,
} from '@halles/domain/agendas';
import { dateWords, type Interval, isoOfDay, timeWords, wallTime } from '@halles/domain/hours';
import {
  type FieldView,
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
} from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { absenceRow } from './absence-rows.presenter';
import {
  type AgendaRulesChange,
  agendaRulesForm,
  agendaRulesValues,
  blockedTimeForm,
} from './agenda-rules.form';

/** A blocked time, with how many are booked in it. */
export interface BlockedRow extends Interval {
  readonly booked: number;
}

export interface AgendaRulesState {
  readonly listing: number;
  readonly settings: AgendaSettings;
  readonly blocked: readonly BlockedRow[];
  /** Who may be away, and when they are. */
  readonly resources: readonly AgendaResource[];
  /** What was booked against the rules, the latest first. */
  readonly passed: readonly PassedBooking[];
  /** Whether anybody would be mailed its day. */
  readonly isSummarised: boolean;
  readonly timeZone: string;
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  readonly done: AgendaRulesChange | null;
}

/** "du lundi 4 janvier, 14 h au mardi 5 janvier, 24 h". Pure. */
function spanWords({ from, until }: Interval, timeZone: string, { texts, locale }: PageScope): string {
  const first = wallTime(timeZone, from);
  // The end of a day is said as such, and not as the midnight of the next.
  const end = wallTime(timeZone, until - 60_000);
  const whole = first.minute === 0 && end.minute === 1_439;
  const words = {
    first: dateWords(first.day, locale, true),
    last: dateWords(end.day, locale, true),
    time: timeWords(first.minute, locale),
    until: timeWords(end.minute + 1, locale),
  };
  const days = first.day === end.day ? 'oneDay' : 'days';
  return texts.line(`agenda.rules.blocked.${days}${whole ? '' : 'Times'}`, words);
}

function blockedRow(row: BlockedRow, state: AgendaRulesState, scope: PageScope): RowView {
  const { texts, locale } = scope;
  const { listing, timeZone } = state;
  const day = isoOfDay(wallTime(timeZone, row.from).day);
  const agenda = pathTo('merchant.agenda', locale, { listing });
  return {
    title: spanWords(row, timeZone, scope),
    ...(row.booked === 0 ? {} : { href: `${agenda}?jour=${day}` }),
    detail: row.booked === 0 ? '' : texts.line('agenda.rules.blocked.booked', { count: row.booked }),
    forms: [
      {
        action: pathTo('merchant.agendaRules', locale, { listing }),
        fields: [hiddenField('do', 'free'), hiddenField('pause', `${String(row.from)}-${String(row.until)}`)],
        submit: texts.line('agenda.rules.blocked.free'),
        look: 'button--quiet',
      },
    ],
  };
}

/** The rules; where nobody would be mailed the day, nothing is asked of when. Pure. */
const ruleFields = (form: FormWriter, isSummarised: boolean): FieldView[] =>
  isSummarised
    ? form.fields()
    : [
        ...form.fields().filter(({ id }) => id !== 'summaryTime' && id !== 'summaryWhenEmpty'),
        hiddenField('summaryTime', ''),
      ];

/** The form that blocks time, of the whole place or of somebody. Pure. */
const blockFields = (
  form: FormWriter,
  resources: readonly AgendaResource[],
  { texts }: PageScope,
): FieldView[] => {
  const who = {
    empty: texts.line('agenda.rules.blocked.everybody'),
    groups: [
      {
        label: texts.line('agenda.rules.blocked.somebody'),
        options: resources.map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
  };
  return form
    .fields()
    .filter(({ id }) => resources.length > 0 || (id !== 'who' && id !== 'weekly' && id !== 'reason'))
    .map((field) => (field.id === 'who' ? form.select('who', who) : field));
};

/** A booking that passed over rules: of when, by whom, when they did, and which. Pure. */
function passedRow(
  { id, serviceName, startsAt, at, rules, actor, who }: PassedBooking,
  { listing, timeZone }: AgendaRulesState,
  { texts, locale }: PageScope,
): RowView {
  return {
    title: [bookingTimeWords(startsAt, timeZone, locale), serviceName].join(', '),
    href: pathTo('merchant.booking', locale, { listing, booking: id }),
    detail: texts.line('agenda.rules.journal.row', {
      time: bookingTimeWords(at, timeZone, locale),
      who: who ?? texts.line(`agenda.actors.${actor}`),
      rules: passedWords(rules, locale),
    }),
    forms: [],
  };
}

/** The rules of an agenda, and the time in which nobody can book. Pure. */
export function presentAgendaRules(scope: PageScope, state: AgendaRulesState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listing, settings, blocked, resources, done } = state;
  const line = (key: string): string => texts.line(`agenda.rules.${key}`);
  const action = pathTo('merchant.agendaRules', locale, { listing });
  const sent = {
    ...(state.form ?? newForm()),
    values: { ...agendaRulesValues(settings), ...state.form?.values },
  };
  const isSent = (name: string): boolean => textOf(state.form?.values ?? {}, 'do') === name;
  // What was sent is shown again with what it was filled in with.
  const seen = isSent('rules')
    ? hiddenField(SEEN, textOf(sent.values, SEEN))
    : seenField(agendaRulesValues(settings));
  const part = (name: 'rules' | 'block', definition: FormDefinition<unknown>): SectionView => {
    const form = new FormWriter(definition, sent, texts, locale);
    const rules = name === 'rules' ? [seen, ...ruleFields(form, state.isSummarised)] : null;
    const own = rules ?? blockFields(form, resources, scope);
    return section(`agenda-${name}`, {
      heading: line(`${name}.heading`),
      paragraphs: [line(`${name}.text`)],
      forms: [
        {
          action,
          fields: [hiddenField('do', name), ...own],
          submit: line(`${name}.submit`),
          look: '',
        },
      ],
    });
  };
  const shown = new FormWriter(isSent('block') ? blockedTimeForm : agendaRulesForm, sent, texts, locale);
  return {
    ...shown.summary(),
    ...(done === null ? {} : { notice: line(`done.${done}`) }),
    sections: [
      {
        ...part('rules', agendaRulesForm),
        links: [{ href: pathTo('merchant.gauge', locale, { listing }), label: line('toGauge') }],
      },
      {
        ...part('block', blockedTimeForm),
        rows: [
          ...blocked.map((row) => blockedRow(row, state, scope)),
          ...resources.flatMap((one) =>
            one.absences.map((absence) => absenceRow(listing, one, absence, scope, true)),
          ),
        ],
      },
      section('agenda-journal', {
        heading: line('journal.heading'),
        paragraphs: [line(state.passed.length === 0 ? 'journal.none' : 'journal.text')],
        rows: state.passed.map((one) => passedRow(one, state, scope)),
      }),
    ],
    back: { href: pathTo('merchant.agenda', locale, { listing }), label: texts.line('agenda.toAgenda') },
  };
}
