import { defineMail, joinMailTexts, type MailTexts, webUrl } from '@halles/platform/mail';
import { bookingTimeWords } from '../../messages/booking-words';
import { type BookingContents, bookingValues, hostileBooking } from '../booking-contents';
import { bookingMailTexts } from '../booking-texts';

/** An earlier time is free, for who asked to be told. */
export interface BookingEarlierModel extends BookingContents {
  readonly earlier: Date;
  /** The page that asks whether to move the booking there. */
  readonly moveUrl: string;
  /** The page of the booking, where a button ends these messages. */
  readonly stopUrl: string;
}

const texts: MailTexts = {
  fr: {
    'booking-earlier.subject': 'Une heure plus tôt est libre\u00a0: rendez-vous {reference}',
    'booking-earlier.heading': 'Plus tôt\u00a0: {listing}, {earlier}',
    'booking-earlier.what':
      'Quelqu’un a rendu cette heure. Elle est au premier qui la prend\u00a0; votre rendez-vous reste le vôtre tant que vous n’avez pas confirmé.',
    'booking-earlier.now': 'Votre rendez-vous',
    'booking-earlier.now-line': 'Votre rendez-vous\u00a0: {time}',
    'booking-earlier.earlier': 'L’heure libre',
    'booking-earlier.earlier-line': 'L’heure libre\u00a0: {earlier}',
    'booking-earlier.move': 'Déplacer à cette heure',
    'booking-earlier.move-line': 'Déplacer à cette heure\u00a0: {moveUrl}',
    'booking-earlier.stop': 'Ne plus être prévenu',
    'booking-earlier.stop-line': 'Ne plus être prévenu\u00a0: {stopUrl}',
    'booking-earlier.why':
      'Vous recevez ce message parce que vous avez demandé sur «\u00a0{portal}\u00a0» à être prévenu si une heure plus tôt se libère. Il y en a trois au plus, un par jour.',
  },
  en: {
    'booking-earlier.subject': 'An earlier time is free: appointment {reference}',
    'booking-earlier.heading': 'Earlier at {listing}: {earlier}',
    'booking-earlier.what':
      'Somebody gave this time back. It goes to whoever takes it first; your appointment stays yours until you have confirmed.',
    'booking-earlier.now': 'Your appointment',
    'booking-earlier.now-line': 'Your appointment: {time}',
    'booking-earlier.earlier': 'The free time',
    'booking-earlier.earlier-line': 'The free time: {earlier}',
    'booking-earlier.move': 'Move to this time',
    'booking-earlier.move-line': 'Move to this time: {moveUrl}',
    'booking-earlier.stop': 'No more of these messages',
    'booking-earlier.stop-line': 'No more of these messages: {stopUrl}',
    'booking-earlier.why':
      'You receive this message because you asked on “{portal}” to be told of an earlier time. There are three at most, one a day.',
  },
};

const fixture: BookingEarlierModel = {
  ...hostileBooking,
  earlier: new Date('2026-11-27T13:30:00Z'),
  moveUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig/deplacer?debut=1795786200000',
  stopUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig#plus-tot',
};

export const bookingEarlier = defineMail<BookingEarlierModel>({
  name: 'booking-earlier',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(bookingMailTexts, texts),
  safeForAnyone: ['listing', 'service', 'reference', 'moveUrl', 'stopUrl'],
  safeInSubject: ['reference'],
  subject: () => 'booking-earlier.subject',
  values: (model, reader) => ({
    ...bookingValues(model, reader),
    earlier: bookingTimeWords(model.earlier, reader.timeZone, reader.locale),
    moveUrl: webUrl(model.moveUrl),
    stopUrl: webUrl(model.stopUrl),
  }),
  fixtures: [fixture, { ...fixture, service: null, party: 1 }],
});
