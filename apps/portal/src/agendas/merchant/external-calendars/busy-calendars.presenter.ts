import { pathTo } from '@halles/contracts';
import type { BusySource } from '@halles/domain/agendas';
import { dateWords, timeWords, wallTime } from '@halles/domain/hours';
import { FormWriter, newForm } from '@halles/platform/forms';
import {
  hiddenField,
  type RowView,
  section,
  type SectionFormView,
  type SectionView,
} from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { busySourceForm, OF } from './agenda-calendars.form';
import type { AgendaCalendarsState } from './agenda-calendars.view';

const key = (name: string): string => `agendaCalendars.busy.${name}`;

/** "jeudi 3 décembre à 14 h 05". Pure. */
function momentWords(at: Date, { timeZone }: AgendaCalendarsState, { texts, locale }: PageScope): string {
  const { day, minute } = wallTime(timeZone, at.getTime());
  return texts.line(key('moment'), { day: dateWords(day, locale), time: timeWords(minute, locale) });
}

/** What of its last readings is to be known. Pure. */
function readingWords(source: BusySource, state: AgendaCalendarsState, scope: PageScope): string {
  const { texts } = scope;
  const { readAt, problem, problemAt, unknownZones } = source;
  const parts = [
    readAt === null
      ? texts.line(key(problem === null ? 'waiting' : 'neverRead'))
      : texts.line(key('readAt'), { moment: momentWords(readAt, state, scope) }),
  ];
  if (problem !== null && problemAt !== null) {
    const moment = momentWords(problemAt, state, scope);
    parts.push(texts.line(key('problemAt'), { moment, problem: texts.line(key(`problems.${problem}`)) }));
    if (readAt !== null) parts.push(texts.line(key('kept')));
  }
  if (unknownZones > 0) parts.push(texts.line(key('zones'), { count: unknownZones }));
  return parts.join(' ');
}

function sourceRow(source: BusySource, name: string, state: AgendaCalendarsState, scope: PageScope): RowView {
  const { texts, locale } = scope;
  const form = (action: 'read' | 'remove'): SectionFormView => ({
    action: pathTo('merchant.agendaCalendars', locale, { listing: state.listing }),
    fields: [hiddenField('do', action), hiddenField(OF, source.resourceId ?? '')],
    submit: texts.line(key(action), { calendar: name }),
    look: 'button--quiet',
  });
  return {
    title: texts.line(key('row'), { calendar: name, host: source.host }),
    detail: readingWords(source, state, scope),
    forms: [form('read'), form('remove')],
  };
}

/** Calendars of others, in whose times nobody books, and the form that adds one. Pure. */
export function busySection(state: AgendaCalendarsState, scope: PageScope): SectionView {
  const { texts, locale } = scope;
  const { listing, sources, resources } = state;
  const all = texts.line('agendaCalendars.feeds.all');
  const nameOf = (id: string | null): string => resources.find((one) => one.id === id)?.name ?? all;
  const sent = state.problem ?? newForm();
  const writer = new FormWriter(busySourceForm, sent, texts, locale);
  const options = resources.map(({ id, name }) => ({ value: id, label: name }));
  const groups = options.length === 0 ? [] : [{ label: texts.line('agenda.resources.heading'), options }];
  return section('busy', {
    heading: texts.line(key('heading')),
    paragraphs: [texts.line(key('text')), texts.line(key('where'))],
    rows: sources.map((source) => sourceRow(source, nameOf(source.resourceId), state, scope)),
    forms: [
      {
        action: pathTo('merchant.agendaCalendars', locale, { listing }),
        fields: [
          hiddenField('do', 'add'),
          writer.field('address'),
          writer.select('whose', { empty: all, groups }),
        ],
        submit: texts.line(key('add')),
        look: '',
      },
    ],
  });
}
