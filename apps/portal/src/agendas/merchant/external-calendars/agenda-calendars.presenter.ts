import { pathTo } from '@halles/contracts';
import { dateWords, wallTime } from '@halles/domain/hours';
import { FormWriter, newForm } from '@halles/platform/forms';
import {
  hiddenField,
  type RowView,
  section,
  type SectionFormView,
  type SectionView,
  type SettingsSectionsBody,
} from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { busySourceForm, OF } from './agenda-calendars.form';
import type { AgendaCalendarsState } from './agenda-calendars.view';
import { busySection } from './busy-calendars.presenter';

const key = (name: string): string => `agendaCalendars.${name}`;

/** Whose calendar it is. Pure. */
const nameOf = (of: string | null, { resources }: AgendaCalendarsState, { texts }: PageScope): string =>
  of === null ? texts.line(key('feeds.all')) : (resources.find(({ id }) => id === of)?.name ?? '');

function feedRow(of: string | null, state: AgendaCalendarsState, scope: PageScope): RowView {
  const { texts, locale } = scope;
  const { listing, feeds, timeZone } = state;
  const feed = feeds.find(({ resourceId }) => resourceId === of);
  const name = nameOf(of, state, scope);
  const form = (action: string, label: string): SectionFormView => ({
    action: pathTo('merchant.agendaCalendars', locale, { listing }),
    fields: [hiddenField('do', action), hiddenField(OF, of ?? '')],
    submit: texts.line(key(`feeds.${label}`), { calendar: name }),
    look: 'button--quiet',
  });
  const day = feed && dateWords(wallTime(timeZone, feed.createdAt.getTime()).day, locale, true);
  return {
    title: name,
    detail: day === undefined ? texts.line(key('feeds.none')) : texts.line(key('feeds.since'), { day }),
    forms: feed ? [form('make', 'renew'), form('revoke', 'revoke')] : [form('make', 'make')],
  };
}

/** The address that was just made, this once, and what is done with it. Pure. */
function madeSection(state: AgendaCalendarsState, scope: PageScope): SectionView[] {
  const { texts, locale, origin } = scope;
  if (state.made === null) return [];
  const { token, of } = state.made;
  const href = `${origin}${pathTo('agenda.feed', locale, { token })}`;
  const name = nameOf(of, state, scope);
  return [
    section('made', {
      heading: texts.line(key('made.heading'), { calendar: name }),
      paragraphs: [texts.line(key('made.once'))],
      codes: [href],
      copy: {
        value: href,
        label: texts.line(key('made.copy')),
        copied: texts.line(key('made.copied')),
      },
      facts: ['iphone', 'google', 'outlook'].map((program) => ({
        term: texts.line(key(`made.${program}.name`)),
        value: texts.line(key(`made.${program}.how`)),
      })),
      // Programs of telephones and computers open such an address by themselves (webcal).
      links: [{ href: href.replace(/^https?:/, 'webcal:'), label: texts.line(key('made.open')) }],
    }),
  ];
}

/** What calendar programs read of an agenda, and what it reads of others. Pure. */
export function presentAgendaCalendars(scope: PageScope, state: AgendaCalendarsState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listing, isOpen, resources, done, problem } = state;
  const shown = new FormWriter(busySourceForm, problem ?? newForm(), texts, locale);
  const whose = [null, ...resources.map(({ id }) => id)];
  return {
    ...shown.summary(),
    ...(done === null ? {} : { notice: texts.line(key(`done.${done}`)) }),
    sections: [
      ...madeSection(state, scope),
      section('feeds', {
        heading: texts.line(key('feeds.heading')),
        paragraphs: isOpen
          ? [texts.line(key('feeds.text')), texts.line(key('feeds.secret'))]
          : [texts.line(key('feeds.closed'))],
        rows: isOpen ? whose.map((of) => feedRow(of, state, scope)) : [],
      }),
      busySection(state, scope),
    ],
    back: { href: pathTo('merchant.agenda', locale, { listing }), label: texts.line('agenda.toAgenda') },
  };
}
