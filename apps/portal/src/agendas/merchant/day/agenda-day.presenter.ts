import { type AgendaSettings, pathsTo, pathTo } from '@halles/contracts';
import { type AgendaCalendar, type Booking, type BookingWait, holdsPlace } from '@halles/domain/agendas';
import { isoOfDay, timeWords, wallTime } from '@halles/domain/hours';
import { defineForm, type FormState, FormWriter } from '@halles/platform/forms';
import { z } from 'zod';
import type { MerchantListing, MerchantPage } from '../../../merchant-space';
import type { RequestedDay } from '../../../params';
import type { LinkView } from '../../../rendering/link.view';
import type { PageScope } from '../../../rendering/page-scope';
import { dayCalendar } from '../calendar/day-calendar.presenter';
import { type AgendaDone, bookingStepForm } from './agenda-day.form';
import type { AgendaDayBody } from './agenda-day.view';
import { bookingCard, type CardPlace, dayWords } from './booking-card.presenter';
import type { BookingStepName } from './booking-steps';

/** The form that asks for a day of an agenda. */
export const agendaDayForm = defineForm({
  texts: 'agenda.day',
  schema: z.object({ jour: z.string().min(1) }),
  fields: { jour: { type: 'date', isShort: true, maxlength: 10 } },
});

export interface AgendaDayState {
  /** All that the day has. */
  readonly calendar: AgendaCalendar;
  readonly settings: AgendaSettings;
  readonly hasServices: boolean;
  /** How many may be inside at once on that day; null: any number. */
  readonly gauge: number | null;
  readonly asked: RequestedDay;
  readonly timeZone: string;
  readonly now: Date;
  readonly absences: ReadonlyMap<string, number>;
  /** Whether who reads it runs the agenda: its settings are led to. */
  readonly runs: boolean;
  /** An agent of the town: calendars of others are read by accounts of the portal. */
  readonly isAgent: boolean;
  /** The steps that who reads it has buttons for. */
  readonly mayTake: (step: BookingStepName) => boolean;
  /** Of the day, whatever became of them. */
  readonly bookings: readonly Booking[];
  /** Of any day: those that wait for the shop. */
  readonly pending: readonly Booking[];
  /** Who waits for a time of any day, in their order. */
  readonly waits: readonly BookingWait[];
  readonly done: AgendaDone | null;
  /** Of which the last step may be taken back: it was just taken. */
  readonly undo: Booking | null;
  /** What was refused, of a button. */
  readonly refused: FormState | null;
}

/** The most people at once, and when that begins. Pure. */
export function busiest(
  bookings: readonly Pick<Booking, 'startsAt' | 'endsAt' | 'party'>[],
): { readonly people: number; readonly at: Date } | null {
  let most: { people: number; at: Date } | null = null;
  for (const { startsAt } of bookings) {
    const people = bookings
      .filter((other) => other.startsAt <= startsAt && other.endsAt > startsAt)
      .reduce((sum, { party }) => sum + party, 0);
    if (most === null || people > most.people || (people === most.people && startsAt < most.at))
      most = { people, at: startsAt };
  }
  return most;
}

/** "4 rendez-vous · 6 personnes à la fois au plus, à 10 h 30". Pure. */
function sumWords(
  { bookings, timeZone, gauge }: AgendaDayState,
  { texts, locale }: PageScope,
): string | null {
  const held = bookings.filter(({ state }) => holdsPlace(state));
  const most = busiest(held);
  if (most === null) return null;
  const words = {
    count: held.length,
    people: most.people,
    time: timeWords(wallTime(timeZone, most.at.getTime()).minute, locale),
    gauge: gauge ?? 0,
  };
  return texts.line(gauge === null ? 'agenda.day.sum' : 'agenda.day.sumOfGauge', words);
}

function warningOf(
  listing: number,
  { settings, hasServices, runs }: AgendaDayState,
  { texts, locale }: PageScope,
): NonNullable<AgendaDayBody['warning']> | null {
  const link = (
    route: 'merchant.agendaRules' | 'merchant.agendaServices',
    label: string,
  ): { readonly link?: LinkView } =>
    runs ? { link: { href: pathTo(route, locale, { listing }), label: texts.line(label) } } : {};
  if (!settings.isOpen)
    return {
      text: texts.line('agenda.day.closed'),
      ...link('merchant.agendaRules', 'agenda.rules.heading'),
    };
  if (!hasServices)
    return {
      text: texts.line('agenda.day.noServices'),
      ...link('merchant.agendaServices', 'agenda.services.heading'),
    };
  return null;
}

const isCancelled = ({ state }: Booking): boolean => state === 'excused' || state === 'revoked';

/** What was just done or refused, and how it is taken back. Pure. */
function outcomeOf(
  { refused, done, undo }: AgendaDayState,
  own: string,
  from: string,
  { texts, locale }: PageScope,
): Partial<AgendaDayBody> {
  return {
    ...(refused === null ? {} : new FormWriter(bookingStepForm, refused, texts, locale).summary()),
    ...(done === null ? {} : { done: texts.line(`agenda.done.${done}`) }),
    ...(undo === null
      ? {}
      : {
          undo: {
            ...{ action: own, id: undo.id, seen: String(undo.event), from },
            label: texts.line('agenda.steps.undo'),
          },
        }),
  };
}

/** The days beside the one that is shown, and the form that asks for any. Pure. */
function daysOf(
  { asked }: AgendaDayState,
  own: string,
  { texts, locale }: PageScope,
): Pick<AgendaDayBody, 'day' | 'previous' | 'today' | 'next' | 'other'> {
  const { today, form } = asked;
  const day = asked.day ?? today;
  const onDay = (other: number): LinkView => ({
    href: other === today ? own : `${own}?jour=${isoOfDay(other)}`,
    label: dayWords(other, locale),
  });
  return {
    day: dayWords(day, locale),
    previous: onDay(day - 1),
    ...(day === today ? {} : { today: { href: own, label: texts.line('agenda.day.today') } }),
    next: onDay(day + 1),
    other: { action: own, fields: [new FormWriter(agendaDayForm, form, texts, locale).field('jour')] },
  };
}

/** Who waits for a time of the day. Pure. */
function waitsOf(
  listing: number,
  day: string,
  { waits }: AgendaDayState,
  { texts, locale }: PageScope,
): Pick<AgendaDayBody, 'waiting'> {
  const ofDay = waits.filter(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay);
  if (ofDay.length === 0) return {};
  return {
    waiting: {
      href: `${pathTo('merchant.agendaWaits', locale, { listing })}?jour=${day}`,
      label: texts.line('agenda.waits.ofDayLink', { count: ofDay.length }),
    },
  };
}

/** Pages that an agent for a shop reaches: who waits, and who comes to a session. */
const OF_AGENTS: ReadonlySet<string> = new Set(['merchant.agendaWaits', 'merchant.agendaSessions']);
/** Pages that no agent reaches: calendars are read by an account of the portal. */
const OF_ACCOUNTS: ReadonlySet<string> = new Set(['merchant.agendaCalendars']);

/** Where the agenda goes on. Pure. */
function linksOf(
  listing: number,
  day: string,
  { runs, isAgent }: Pick<AgendaDayState, 'runs' | 'isAgent'>,
  { texts, locale }: PageScope,
): Pick<AgendaDayBody, 'enter' | 'links'> {
  const others = [
    ['merchant.agendaWaits', 'agenda.waits.heading'],
    ['merchant.agendaServices', 'agenda.services.heading'],
    ['merchant.agendaSessions', 'agenda.sessions.heading'],
    ['merchant.agendaResources', 'agenda.resources.heading'],
    ['merchant.agendaRules', 'agenda.rules.heading'],
    ['merchant.agendaCalendars', 'agendaCalendars.heading'],
    ['merchant.agendaFigures', 'agendaFigures.heading'],
  ] as const;
  return {
    enter: {
      href: `${pathTo('merchant.newBooking', locale, { listing })}?jour=${day}`,
      label: texts.line('agenda.new.heading'),
    },
    links: others
      .filter(([route]) => (runs ? !isAgent || !OF_ACCOUNTS.has(route) : OF_AGENTS.has(route)))
      .map(([route, label]) => ({ href: pathTo(route, locale, { listing }), label: texts.line(label) })),
  };
}

/** A day of an agenda. Pure. */
export const agendaDayPage = (listing: MerchantListing, state: AgendaDayState): MerchantPage => ({
  view: 'agendas/day',
  title: ({ texts }) => texts.line('agenda.heading'),
  paths: pathsTo('merchant.agenda', { listing: listing.id }),
  listing,
  section: 'agenda',
  present: (scope): AgendaDayBody => {
    const { texts, locale } = scope;
    const { asked, timeZone, now, bookings, pending } = state;
    const day = isoOfDay(asked.day ?? asked.today);
    const own = pathTo('merchant.agenda', locale, { listing: listing.id });
    const place: CardPlace = {
      ...{ listing: listing.id, timeZone, now, from: day },
      ...{ absences: state.absences, mayTake: state.mayTake },
    };
    const card = (booking: Booking) => bookingCard(booking, place, scope);
    const sum = sumWords(state, scope);
    const warning = warningOf(listing.id, state, scope);
    const kept = bookings.filter((booking) => !isCancelled(booking));
    return {
      ...new FormWriter(agendaDayForm, asked.form, texts, locale).summary(),
      ...outcomeOf(state, own, day, scope),
      ...daysOf(state, own, scope),
      ...(warning === null ? {} : { warning }),
      pending: pending.map((booking) => bookingCard(booking, place, scope, true)),
      ...(sum === null ? {} : { sum }),
      ...(kept.length > 0 ? {} : { none: texts.line('agenda.day.none') }),
      bookings: kept.map(card),
      ...waitsOf(listing.id, day, state, scope),
      ...dayCalendar(state, { listing: listing.id, day: asked.day ?? asked.today, card }, scope),
      cancelled: bookings.filter(isCancelled).map(card),
      ...linksOf(listing.id, day, state, scope),
    };
  },
});
