import { pathTo } from '@halles/contracts';
import {
  type AgendaService,
  type Booking,
  bookingTimeWords,
  referenceWords,
  type SessionList,
  type SessionSeats,
} from '@halles/domain/agendas';
import { phoneWords } from '@halles/kernel';
import { type FormState, FormWriter, newForm } from '@halles/platform/forms';
import {
  hiddenField,
  type RowView,
  section,
  type SectionFormView,
  type SectionView,
  type SettingsSectionsBody,
} from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import {
  newSessionForm,
  type SessionChange,
  sessionCancelForm,
  sessionMoveForm,
  sessionSeatsForm,
} from './session.form';

export interface SessionsState {
  readonly listing: number;
  readonly sessions: readonly SessionSeats[];
  readonly services: readonly AgendaService[];
  readonly timeZone: string;
  readonly form: FormState;
  readonly done: SessionChange | null;
  /** Whether who reads it says which sessions there are. */
  readonly runs: boolean;
}

/** "5 places réservées sur 8", in its parts. Pure. */
const seatsWords = ({ state, seats, taken }: SessionSeats, { texts }: PageScope): string[] => [
  texts.line('agenda.sessions.seatsTaken', { taken, seats }),
  ...(state === 'open' ? [] : [texts.line(`agenda.sessions.states.${state}`)]),
];

/** The sessions of an agenda, and a form that adds to them. Pure. */
export const presentSessionPage =
  ({ listing, sessions, services, timeZone, form, done, runs }: SessionsState) =>
  (scope: PageScope): SettingsSectionsBody => {
    const { texts, locale } = scope;
    const line = (key: string): string => texts.line(`agenda.sessions.${key}`);
    const own = pathTo('merchant.agendaSessions', locale, { listing });
    const groups = services.filter(({ isGroup }) => isGroup);
    const nameOf = (id: string): string => services.find((one) => one.id === id)?.name ?? '';
    const writer = new FormWriter(newSessionForm, form, texts, locale);
    const rowOf = (session: SessionSeats): RowView => ({
      title: bookingTimeWords(session.startsAt, timeZone, locale),
      href: pathTo('merchant.agendaSession', locale, { listing, session: session.id }),
      detail: [nameOf(session.serviceId), ...seatsWords(session, scope)].join(' · '),
      forms: [],
    });
    const serviceField = writer.select('service', {
      empty: line('chooseService'),
      groups: [
        {
          label: texts.line('agenda.services.heading'),
          options: groups.map(({ id, name }) => ({ value: id, label: name })),
        },
      ],
    });
    const fields = ['day', 'time', 'seats', 'place', 'repeat', 'until', 'except'];
    const add: SectionFormView = {
      action: own,
      fields: [serviceField, ...fields.map((name) => writer.field(name))],
      submit: line('add'),
      look: '',
    };
    const addition = { heading: line('add'), forms: [add] };
    const withoutService = section('new', {
      paragraphs: [line('noService')],
      links: [
        {
          href: pathTo('merchant.agendaServices', locale, { listing }),
          label: texts.line('agenda.services.heading'),
        },
      ],
    });
    return {
      ...writer.summary(),
      ...(done === null ? {} : { notice: line(`done.${done}`) }),
      sections: [
        section('sessions', {
          paragraphs: [line(sessions.length === 0 ? 'none' : 'lead')],
          rows: sessions.map(rowOf),
        }),
        ...(runs ? [groups.length === 0 ? withoutService : section('new', addition)] : []),
      ],
      back: { href: pathTo('merchant.agenda', locale, { listing }), label: texts.line('agenda.toAgenda') },
    };
  };

export interface SessionState extends SessionList {
  readonly listing: number;
  readonly service: string;
  readonly timeZone: string;
  readonly now: Date;
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  readonly done: SessionChange | null;
  /** Whether who reads it says what becomes of it. */
  readonly runs: boolean;
}

/** Who comes: name, how many, how to reach them. Pure. */
const personRow = (booking: Booking, listing: number, { texts, locale }: PageScope): RowView => {
  const { customer, guest, party, note, reference, state } = booking;
  const parts = [
    texts.line('agenda.party', { count: party }),
    customer?.phone == null ? null : phoneWords(customer.phone),
    customer?.email ?? null,
    texts.line(`agenda.states.${state}`),
    note,
  ];
  return {
    title: guest ?? customer?.name ?? texts.line('agenda.erased', { reference: referenceWords(reference) }),
    href: pathTo('merchant.booking', locale, { listing, booking: booking.id }),
    detail: parts.filter((part) => part !== null).join(' · '),
    forms: [],
  };
};

/** What may be done with a session that is to come. Pure. */
function actionSections({ session, listing, form }: SessionState, scope: PageScope): SectionView[] {
  const { texts, locale } = scope;
  const line = (key: string): string => texts.line(`agenda.sessions.${key}`);
  const action = pathTo('merchant.agendaSession', locale, { listing, session: session.id });
  const state = form ?? newForm({ seats: [String(session.seats)] });
  const seats = new FormWriter(sessionSeatsForm, state, texts, locale);
  const move = new FormWriter(sessionMoveForm, state, texts, locale);
  const cancel = new FormWriter(sessionCancelForm, state, texts, locale);
  const toggled = session.state === 'open' ? 'close' : 'open';
  const formOf = (name: string, fields: SectionFormView['fields'], look: SectionFormView['look']) => ({
    ...{ action, look, submit: line(`actions.${name}`) },
    fields: [hiddenField('do', name), ...fields],
  });
  return [
    section('booking', {
      heading: line('bookingHeading'),
      forms: [formOf('seats', seats.fields(), ''), formOf(toggled, [], 'button--quiet')],
    }),
    section('move', {
      heading: line('moveHeading'),
      paragraphs: [line('moveText')],
      forms: [formOf('move', move.fields(), 'button--quiet')],
    }),
    section('cancel', {
      heading: line('cancelHeading'),
      paragraphs: [line('cancelText')],
      forms: [formOf('cancel', cancel.fields(), 'button--danger')],
    }),
  ];
}

/** One session: who comes, and what may be done with it. Pure. */
export const presentSession =
  (shown: SessionState) =>
  (scope: PageScope): SettingsSectionsBody => {
    const { texts, locale } = scope;
    const { session, bookings, listing, service, timeZone, now, form, done, runs } = shown;
    const line = (key: string): string => texts.line(`agenda.sessions.${key}`);
    const isToCome = session.state !== 'cancelled' && session.startsAt > now;
    const writer = new FormWriter(sessionMoveForm, form ?? newForm({}), texts, locale);
    return {
      ...writer.summary(),
      ...(done === null ? {} : { notice: line(`done.${done}`) }),
      sections: [
        section('people', {
          heading: [service, bookingTimeWords(session.startsAt, timeZone, locale)].join(', '),
          paragraphs: [
            seatsWords(session, scope).join(' · '),
            ...(session.place === null ? [] : [session.place]),
            ...(bookings.length === 0 ? [line('nobody')] : [line('print')]),
          ],
          rows: bookings.map((booking) => personRow(booking, listing, scope)),
        }),
        ...(isToCome && runs ? actionSections(shown, scope) : []),
      ],
      back: { href: pathTo('merchant.agendaSessions', locale, { listing }), label: line('heading') },
    };
  };
