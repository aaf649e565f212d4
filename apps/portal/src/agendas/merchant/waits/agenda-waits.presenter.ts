import { pathTo } from '@halles/contracts';
import { bookingTimeWords, type BookingWait, waitDaysWords } from '@halles/domain/agendas';
import { dayOfIso } from '@halles/domain/hours';
import { phoneWords } from '@halles/kernel';
import { type FormState, FormWriter, newForm } from '@halles/platform/forms';
import { hiddenField, type RowView, section, type SettingsSectionsBody } from '../../../accounts';
import type { LinkView } from '../../../rendering/link.view';
import type { PageScope } from '../../../rendering/page-scope';
import { dayWords } from '../day/booking-card.presenter';
import { type AgendaWaitsDone, waitStepForm } from './agenda-waits.form';

export interface AgendaWaitsState {
  readonly listing: number;
  readonly timeZone: string;
  /** Whether the shop keeps a list. */
  readonly isOn: boolean;
  /** ISO date of the day that is asked for; null: all days. */
  readonly day: string | null;
  /** In their order. */
  readonly waits: readonly BookingWait[];
  readonly done: AgendaWaitsDone | null;
  /** Whether who reads it runs the agenda: the order is the shop's. */
  readonly runs: boolean;
  /** What was refused, of a button. */
  readonly refused: FormState | null;
}

/** "Coupe · 2 personnes · le 1er décembre 2026 · 06 12 34 56 78 · priorité 2". Pure. */
function detailOf(wait: BookingWait, { timeZone }: AgendaWaitsState, { texts, locale }: PageScope): string {
  const { offer, priority } = wait;
  const words = (at: Date): string => bookingTimeWords(at, timeZone, locale);
  return [
    wait.serviceName,
    ...(wait.party > 1 ? [texts.line('agenda.party', { count: wait.party })] : []),
    waitDaysWords(wait, locale),
    ...(wait.phone === null ? [] : [phoneWords(wait.phone)]),
    ...(wait.email === null ? [] : [wait.email]),
    texts.line('agenda.waits.since', { time: words(wait.createdAt) }),
    ...(priority === 0 ? [] : [texts.line('agenda.waits.priority', { priority })]),
    ...(offer === null
      ? []
      : [texts.line('agenda.waits.kept', { start: words(offer.startsAt), time: words(offer.expiresAt) })]),
  ].join(' · ');
}

/** Somebody who waits, with what may be done. Pure. */
function rowOf(wait: BookingWait, place: number, state: AgendaWaitsState, scope: PageScope): RowView {
  const { texts, locale } = scope;
  const { offer, name } = wait;
  const own = pathTo('merchant.agendaWaits', locale, { listing: state.listing });
  const steps = [
    ...(state.runs && wait.priority < 9 ? (['raise'] as const) : []),
    ...(state.runs && wait.priority > 0 ? (['lower'] as const) : []),
    offer === null ? ('offer' as const) : ('book' as const),
    'remove' as const,
  ];
  return {
    title: texts.line('agenda.waits.place', { place, person: name }),
    detail: detailOf(wait, state, scope),
    forms: steps.map((step) => ({
      action: state.day === null ? own : `${own}?jour=${state.day}`,
      fields: [hiddenField('do', step), hiddenField('wait', wait.id), hiddenField('offer', offer?.id ?? '')],
      submit: texts.line(`agenda.waits.steps.${step}`),
      look: step === 'book' ? '' : 'button--quiet',
    })),
  };
}

/** Who waits for a time, in the order in which what is free again is offered. Pure. */
export function presentAgendaWaits(scope: PageScope, state: AgendaWaitsState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listing, day, waits, done, refused, isOn } = state;
  const line = (key: string): string => texts.line(`agenda.waits.${key}`);
  const own = pathTo('merchant.agendaWaits', locale, { listing });
  const links: LinkView[] = [
    ...(day === null ? [] : [{ href: own, label: line('allDays') }]),
    ...(state.runs
      ? [
          {
            href: pathTo('merchant.agendaRules', locale, { listing }),
            label: texts.line('agenda.rules.heading'),
          },
        ]
      : []),
  ];
  const shown = new FormWriter(waitStepForm, refused ?? newForm(), texts, locale);
  return {
    ...(refused === null ? { errors: [] } : shown.summary()),
    ...(done === null || refused !== null ? {} : { notice: line(`done.${done}`) }),
    sections: [
      section('waits', {
        heading:
          day === null
            ? line('everybody')
            : texts.line('agenda.waits.ofDay', { day: dayWords(dayOfIso(day), locale) }),
        paragraphs: [line(isOn ? 'rule' : 'off'), ...(waits.length === 0 ? [line('none')] : [])],
        rows: waits.map((wait, index) => rowOf(wait, index + 1, state, scope)),
        links,
      }),
    ],
    back: {
      href: `${pathTo('merchant.agenda', locale, { listing })}${day === null ? '' : `?jour=${day}`}`,
      label: texts.line('agenda.toAgenda'),
    },
  };
}
