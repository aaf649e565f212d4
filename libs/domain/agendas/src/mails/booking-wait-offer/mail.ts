import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { bookingTimeWords } from '../../messages/booking-words';
import { bookingMailTexts, placeText } from '../booking-texts';

/** A time is kept for somebody who waits. */
export interface BookingWaitOfferModel {
  /** Name of the shop. */
  readonly listing: string;
  /** Whether it is a service of the town, and no shop. */
  readonly isTownService: boolean;
  /** Null: nothing is said of what it is about. */
  readonly service: string | null;
  readonly startsAt: Date;
  /** Until when it is kept. */
  readonly expiresAt: Date;
  readonly party: number;
  /** The page with a button that takes it, and one that does not. */
  readonly pageUrl: string;
}

const texts: MailTexts = {
  fr: {
    'booking-wait-offer.subject': 'Une place s’est libérée\u00a0: prenez-la ou laissez-la',
    'booking-wait-offer.heading': 'Une place\u00a0: {listing}, {time}',
    'booking-wait-offer.what':
      'Cette heure vous est gardée jusqu’à {time}. Sans réponse d’ici là, elle est proposée à la personne suivante et vous quittez la liste d’attente.',
    'booking-wait-offer.until': 'Gardée jusqu’à',
    'booking-wait-offer.answer': 'Prendre ou laisser cette heure',
    'booking-wait-offer.answer-line': 'Prendre ou laisser cette heure\u00a0: {pageUrl}',
    'booking-wait-offer.why':
      'Vous recevez ce message parce que quelqu’un a laissé cette adresse sur «\u00a0{portal}\u00a0» pour attendre un rendez-vous.',
  },
  en: {
    'booking-wait-offer.subject': 'A time is free again: take it or leave it',
    'booking-wait-offer.heading': 'A time at {listing}: {time}',
    'booking-wait-offer.what':
      'This time is kept for you until {time}. Without an answer by then it is offered to the next person, and you leave the waiting list.',
    'booking-wait-offer.until': 'Kept until',
    'booking-wait-offer.answer': 'Take or leave this time',
    'booking-wait-offer.answer-line': 'Take or leave this time: {pageUrl}',
    'booking-wait-offer.why':
      'You receive this message because somebody left this address on “{portal}” to wait for an appointment.',
  },
};

const fixture: BookingWaitOfferModel = {
  listing: 'Salon <b>d’Hautefort</b> & fils',
  isTownService: false,
  service: 'Coupe & <script>alert(1)</script>',
  startsAt: new Date('2026-12-01T09:00:00Z'),
  expiresAt: new Date('2026-11-30T15:00:00Z'),
  party: 3,
  pageUrl: 'https://commerces.example/attente/0193a7e2.sig',
};

export const bookingWaitOffer = defineMail<BookingWaitOfferModel>({
  name: 'booking-wait-offer',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(bookingMailTexts, texts),
  safeForAnyone: ['listing', 'service', 'pageUrl'],
  safeInSubject: [],
  subject: () => 'booking-wait-offer.subject',
  values: (
    { listing, isTownService, service, startsAt, expiresAt, party, pageUrl },
    { locale, timeZone },
  ) => ({
    listing: oneLine(listing, 120),
    service: oneLine(service ?? '', 120),
    serviceText: placeText('booking.service', isTownService),
    serviceLineText: placeText('booking.service-line', isTownService),
    time: bookingTimeWords(startsAt, timeZone, locale),
    until: bookingTimeWords(expiresAt, timeZone, locale),
    party: party > 1 ? String(party) : '',
    pageUrl: webUrl(pageUrl),
  }),
  fixtures: [fixture, { ...fixture, service: null, party: 1 }, { ...fixture, isTownService: true }],
});
