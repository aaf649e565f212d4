import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { bookingMailTexts, placeText } from '../booking-texts';

/** Somebody is on the waiting list of a shop. */
export interface BookingWaitModel {
  /** Name of the shop. */
  readonly listing: string;
  /** Whether it is a service of the town, and no shop. */
  readonly isTownService: boolean;
  /** Null: nothing is said of what it is about. */
  readonly service: string | null;
  /** The days that would do, in words. */
  readonly days: string;
  readonly party: number;
  /** The page of the request, where a button takes it back. */
  readonly pageUrl: string;
}

const texts: MailTexts = {
  fr: {
    'booking-wait.subject': 'Liste d’attente\u00a0: vous y êtes',
    'booking-wait.heading': 'Vous êtes sur la liste d’attente\u00a0: {listing}',
    'booking-wait.what':
      'Si une heure se libère, nous vous la proposons par message et nous la gardons quelques heures à votre nom. Rien n’est réservé d’ici là.',
    'booking-wait.days': 'Quand',
    'booking-wait.days-line': 'Quand\u00a0: {days}',
    'booking-wait.open': 'Voir ou retirer ma demande',
    'booking-wait.open-line': 'Voir ou retirer ma demande\u00a0: {pageUrl}',
    'booking-wait.why':
      'Vous recevez ce message parce que quelqu’un a laissé cette adresse sur «\u00a0{portal}\u00a0» pour attendre un rendez-vous.',
  },
  en: {
    'booking-wait.subject': 'You are on the waiting list',
    'booking-wait.heading': 'You are on the waiting list of {listing}',
    'booking-wait.what':
      'If a time is free again, we offer it to you by message and keep it for some hours. Nothing is booked until then.',
    'booking-wait.days': 'When',
    'booking-wait.days-line': 'When: {days}',
    'booking-wait.open': 'See or take back my request',
    'booking-wait.open-line': 'See or take back my request: {pageUrl}',
    'booking-wait.why':
      'You receive this message because somebody left this address on “{portal}” to wait for an appointment.',
  },
};

const fixture: BookingWaitModel = {
  listing: 'Salon <b>d’Hautefort</b> & fils',
  isTownService: false,
  service: 'Coupe & <script>alert(1)</script>',
  days: 'du 1er décembre au 5 décembre 2026, entre 9 h et 12 h',
  party: 3,
  pageUrl: 'https://commerces.example/attente/0193a7e2.sig',
};

export const bookingWait = defineMail<BookingWaitModel>({
  name: 'booking-wait',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(bookingMailTexts, texts),
  safeForAnyone: ['listing', 'service', 'days', 'pageUrl'],
  safeInSubject: [],
  subject: () => 'booking-wait.subject',
  values: ({ listing, isTownService, service, days, party, pageUrl }) => ({
    listing: oneLine(listing, 120),
    service: oneLine(service ?? '', 120),
    serviceText: placeText('booking.service', isTownService),
    serviceLineText: placeText('booking.service-line', isTownService),
    days: oneLine(days, 200),
    party: party > 1 ? String(party) : '',
    pageUrl: webUrl(pageUrl),
  }),
  fixtures: [fixture, { ...fixture, service: null, party: 1 }, { ...fixture, isTownService: true }],
});
