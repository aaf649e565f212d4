import { dateWords, dayOfIso, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import {
  defineMail,
  joinMailTexts,
  type MailReader,
  type MailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';
import type { Booking } from '../../bookings/booking';
import { bookingTimeWords } from '../../messages/booking-words';

/** A booking as the day of an agenda has it, by mail. */
export interface SummarisedBooking {
  readonly startsAt: Date;
  /** Null: no longer known. */
  readonly customer: string | null;
  /** Null: nothing is said of what it is about. */
  readonly service: string | null;
  /** Who and what it takes. */
  readonly resources: readonly string[];
  readonly party: number;
  readonly isPending: boolean;
}

/** The day of an agenda, for whoever keeps it. */
export interface AgendaSummaryModel {
  readonly listing: string;
  /** Its number, as the calendar counts days. */
  readonly day: number;
  /** How many there are of each kind: of many, only the first are listed. */
  readonly counts: { readonly today: number; readonly tomorrow: number; readonly pending: number };
  readonly today: readonly SummarisedBooking[];
  readonly tomorrow: readonly SummarisedBooking[];
  /** To come, waiting for the shop to confirm them. */
  readonly pending: readonly SummarisedBooking[];
  /** Who waits for a time that is free again. */
  readonly waits: number;
  /** Of a service of the town: the screen of the console that leads to it. Its mail says when somebody comes, and not who. */
  readonly townUrl: string | null;
  readonly agendaUrl: string;
  readonly tomorrowUrl: string;
  readonly waitsUrl: string;
  /** Where its hour is set, or that there is none. */
  readonly rulesUrl: string;
}

/** A booking for a summary: of a sensitive service, not what it is about. Pure. */
export const summarisedBooking = (booking: Booking): SummarisedBooking => ({
  startsAt: booking.startsAt,
  customer: booking.guest ?? booking.customer?.name ?? null,
  service: booking.serviceTerms.isSensitive ? null : booking.serviceName,
  resources: booking.resources.map(({ name }) => name),
  party: booking.party,
  isPending: booking.state === 'pending',
});

const texts: MailTexts = {
  fr: {
    'agenda-summary.subject':
      'Votre agenda du {day}\u00a0: {today, plural, =0 {aucun rendez-vous} one {un rendez-vous} other {# rendez-vous}}',
    'agenda-summary.heading': 'Votre agenda du {day}',
    'agenda-summary.lead': '{listing}',
    'agenda-summary.today': 'Aujourd’hui',
    'agenda-summary.today-none': 'Aucun rendez-vous aujourd’hui.',
    'agenda-summary.tomorrow': 'Demain',
    'agenda-summary.tomorrow-none': 'Aucun rendez-vous demain.',
    'agenda-summary.pending': 'À confirmer',
    'agenda-summary.pending-mark': 'à confirmer',
    'agenda-summary.somebody': 'client effacé',
    'agenda-summary.service': 'rendez-vous',
    'agenda-summary.party': '{party} personnes',
    'agenda-summary.more': '{more, plural, one {et un autre rendez-vous} other {et # autres rendez-vous}}',
    'agenda-summary.waits':
      '{waits, plural, one {Une personne attend} other {# personnes attendent}} une heure qui se libère.',
    'agenda-summary.action': 'Voir l’agenda',
    'agenda-summary.action-line': 'Voir l’agenda\u00a0: {agendaUrl}',
    'agenda-summary.tomorrow-action': 'Voir demain',
    'agenda-summary.tomorrow-line': 'Voir demain\u00a0: {tomorrowUrl}',
    'agenda-summary.waits-action': 'Voir la liste d’attente',
    'agenda-summary.waits-line': 'Voir la liste d’attente\u00a0: {waitsUrl}',
    'agenda-summary.stop': 'Changer l’heure de ce message, ou ne plus le recevoir',
    'agenda-summary.stop-line': 'Changer l’heure de ce message, ou ne plus le recevoir\u00a0: {rulesUrl}',
    'agenda-summary.town-action': 'Ouvrir les rendez-vous',
    'agenda-summary.town-line': 'Ouvrir les rendez-vous\u00a0: {townUrl}',
    'agenda-summary.town-why':
      'Vous recevez ce message parce que la console de «\u00a0{portal}\u00a0» donne cette adresse pour les rendez-vous de {listing}. Qui vient se lit dans l’agenda\u00a0; l’heure de ce message se règle dans ses règles.',
    'agenda-summary.town-subject':
      '{listing}, le {day}\u00a0: {today, plural, =0 {aucun rendez-vous} one {un rendez-vous} other {# rendez-vous}}',
    'agenda-summary.town-heading': 'Rendez-vous du {day}',
    'agenda-summary.why':
      'Vous recevez ce message parce que vous tenez l’agenda de {listing} sur «\u00a0{portal}\u00a0», qui envoie un résumé chaque jour.',
  },
  en: {
    'agenda-summary.subject':
      'Your diary of {day}: {today, plural, =0 {no appointment} one {one appointment} other {# appointments}}',
    'agenda-summary.heading': 'Your diary of {day}',
    'agenda-summary.lead': '{listing}',
    'agenda-summary.today': 'Today',
    'agenda-summary.today-none': 'No appointment today.',
    'agenda-summary.tomorrow': 'Tomorrow',
    'agenda-summary.tomorrow-none': 'No appointment tomorrow.',
    'agenda-summary.pending': 'To confirm',
    'agenda-summary.pending-mark': 'to confirm',
    'agenda-summary.somebody': 'customer erased',
    'agenda-summary.service': 'appointment',
    'agenda-summary.party': '{party} people',
    'agenda-summary.more': 'and {more} more',
    'agenda-summary.waits':
      '{waits, plural, one {One person waits} other {# people wait}} for a time that is free again.',
    'agenda-summary.action': 'See the diary',
    'agenda-summary.action-line': 'See the diary: {agendaUrl}',
    'agenda-summary.tomorrow-action': 'See tomorrow',
    'agenda-summary.tomorrow-line': 'See tomorrow: {tomorrowUrl}',
    'agenda-summary.waits-action': 'See the waiting list',
    'agenda-summary.waits-line': 'See the waiting list: {waitsUrl}',
    'agenda-summary.stop': 'Change the hour of this message, or stop it',
    'agenda-summary.stop-line': 'Change the hour of this message, or stop it: {rulesUrl}',
    'agenda-summary.town-action': 'Open the appointments',
    'agenda-summary.town-line': 'Open the appointments: {townUrl}',
    'agenda-summary.town-why':
      'You receive this message because the console of “{portal}” names this address for the appointments of {listing}. Who comes is read in the agenda; the hour of this message is set in its rules.',
    'agenda-summary.town-subject':
      '{listing}, {day}: {today, plural, =0 {no appointment} one {one appointment} other {# appointments}}',
    'agenda-summary.town-heading': 'Appointments of {day}',
    'agenda-summary.why':
      'You receive this message because you keep the diary of {listing} on “{portal}”, which sends a summary each day.',
  },
};

interface RowValues {
  readonly time: string;
  readonly customer: string;
  /** What stands where nobody is named. */
  readonly nobodyText: string;
  readonly service: string;
  readonly with: string;
  readonly party: string;
  readonly isPending: boolean;
}

const rowOf = (
  { startsAt, customer, service, resources, party, isPending }: SummarisedBooking,
  { locale, timeZone }: MailReader,
  { isDated, isOfTown }: { readonly isDated: boolean; readonly isOfTown: boolean },
): RowValues => ({
  time: isDated
    ? bookingTimeWords(startsAt, timeZone, locale)
    : timeWords(wallTime(timeZone, startsAt.getTime()).minute, locale),
  customer: isOfTown ? '' : oneLine(customer ?? '', 100),
  nobodyText: `agenda-summary.${isOfTown ? 'service' : 'somebody'}`,
  service: oneLine(service ?? '', 120),
  with: oneLine(resources.join(', '), 200),
  party: party > 1 ? String(party) : '',
  isPending: isPending && !isDated,
});

/** Those of several days say theirs. Pure. */
const rowsOf = (
  model: AgendaSummaryModel,
  kind: 'today' | 'tomorrow' | 'pending',
  reader: MailReader,
): RowValues[] => {
  const kindOf = { isDated: kind === 'pending', isOfTown: model.townUrl !== null };
  return model[kind].map((booking) => rowOf(booking, reader, kindOf));
};

/** "mardi 1er décembre". Pure. */
const dayWords = (day: number, { locale }: MailReader): string =>
  `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;

const one = (isPending: boolean, more: Partial<SummarisedBooking> = {}): SummarisedBooking => ({
  startsAt: new Date('2026-12-01T09:00:00Z'),
  customer: 'Odile <b>Fournier</b>',
  service: 'Coupe & <script>alert(1)</script>',
  resources: ['Anne <i>de</i> l’Île', 'Fauteuil 2'],
  party: 3,
  isPending,
  ...more,
});

const fixture: AgendaSummaryModel = {
  listing: 'Salon <b>d’Hautefort</b> & fils',
  day: dayOfIso('2026-12-01'),
  today: [one(false), one(true, { service: null, customer: null, party: 1 })],
  tomorrow: [one(false, { resources: [] })],
  pending: [one(true)],
  counts: { today: 53, tomorrow: 2, pending: 4 },
  waits: 2,
  townUrl: null,
  agendaUrl: 'https://commerces.example/pro/commerces/12/agenda?jour=2026-12-01',
  tomorrowUrl: 'https://commerces.example/pro/commerces/12/agenda?jour=2026-12-02',
  waitsUrl: 'https://commerces.example/pro/commerces/12/agenda-attente',
  rulesUrl: 'https://commerces.example/pro/commerces/12/agenda-regles',
};

const nothing: AgendaSummaryModel = {
  ...fixture,
  ...{ today: [], tomorrow: [], pending: [], waits: 0 },
  counts: { today: 0, tomorrow: 0, pending: 0 },
};

export const agendaSummary = defineMail<AgendaSummaryModel>({
  name: 'agenda-summary',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(texts),
  subject: ({ townUrl }) => `agenda-summary.${townUrl === null ? '' : 'town-'}subject`,
  values: (model, reader) => ({
    headingText: `agenda-summary.${model.townUrl === null ? '' : 'town-'}heading`,
    whyText: `agenda-summary.${model.townUrl === null ? '' : 'town-'}why`,
    townUrl: model.townUrl === null ? null : webUrl(model.townUrl),
    listing: oneLine(model.listing, 120),
    day: dayWords(model.day, reader),
    today: model.counts.today,
    waits: model.waits,
    todayRows: rowsOf(model, 'today', reader),
    tomorrowRows: rowsOf(model, 'tomorrow', reader),
    pendingRows: rowsOf(model, 'pending', reader),
    todayMore: model.counts.today - model.today.length,
    tomorrowMore: model.counts.tomorrow - model.tomorrow.length,
    pendingMore: model.counts.pending - model.pending.length,
    agendaUrl: webUrl(model.agendaUrl),
    tomorrowUrl: webUrl(model.tomorrowUrl),
    waitsUrl: webUrl(model.waitsUrl),
    rulesUrl: webUrl(model.rulesUrl),
  }),
  fixtures: [
    fixture,
    nothing,
    { ...fixture, townUrl: 'https://console.example/territoires/valence/rendez-vous' },
  ],
});
