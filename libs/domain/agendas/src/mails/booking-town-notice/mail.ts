import { defineMail, joinMailTexts, type MailTexts, webUrl } from '@halles/platform/mail';
import type { ShopNotice } from '../../messages/booking-notice';
import { bookingTimeWords } from '../../messages/booking-words';
import { type BookingContents, bookingValues, hostileBooking } from '../booking-contents';
import { bookingMailTexts } from '../booking-texts';

/** What was booked at a service of the town, for the mailbox of that service: who comes is read in the agenda alone. */
export interface BookingTownNoticeModel extends BookingContents {
  readonly notice: ShopNotice;
  /** When the others of its series are with which the same was done. */
  readonly others: readonly Date[];
  /** The screen of the console that leads to the agenda. */
  readonly consoleUrl: string;
}

const texts: MailTexts = {
  fr: {
    'booking-town-notice.new.subject': 'Nouveau rendez-vous\u00a0: {listing}, {time}',
    'booking-town-notice.new.heading': '{listing}\u00a0: nouveau rendez-vous, {time}',
    'booking-town-notice.new.what': 'Il est confirmé, et la personne le sait. Il n’y a rien à faire.',
    'booking-town-notice.to-confirm.subject': 'Rendez-vous à confirmer\u00a0: {listing}, {time}',
    'booking-town-notice.to-confirm.heading': '{listing}\u00a0: rendez-vous à confirmer, {time}',
    'booking-town-notice.to-confirm.what':
      'L’heure est gardée, et la personne attend votre réponse\u00a0: confirmez, ou annulez.',
    'booking-town-notice.confirmed.subject': 'Rendez-vous confirmé\u00a0: {listing}, {time}',
    'booking-town-notice.confirmed.heading': '{listing}\u00a0: rendez-vous confirmé, {time}',
    'booking-town-notice.confirmed.what': 'La personne le sait. Il n’y a rien à faire.',
    'booking-town-notice.moved.subject': 'Rendez-vous déplacé\u00a0: {listing}, {time}',
    'booking-town-notice.moved.heading': '{listing}\u00a0: rendez-vous déplacé, {time}',
    'booking-town-notice.moved.what': 'L’heure d’avant est de nouveau libre.',
    'booking-town-notice.cancelled.subject': 'Rendez-vous annulé\u00a0: {listing}, {time}',
    'booking-town-notice.cancelled.heading': '{listing}\u00a0: rendez-vous annulé, {time}',
    'booking-town-notice.cancelled.what': 'L’heure est de nouveau libre.',
    'booking-town-notice.who': 'Qui vient se lit dans l’agenda, et nulle part ailleurs.',
    'booking-town-notice.others': 'De même pour ces autres rendez-vous, à retrouver dans l’agenda\u00a0:',
    'booking-town-notice.action': 'Ouvrir les rendez-vous',
    'booking-town-notice.action-line': 'Ouvrir les rendez-vous\u00a0: {consoleUrl}',
    'booking-town-notice.why':
      'Vous recevez ce message parce que la console de «\u00a0{portal}\u00a0» donne cette adresse pour les rendez-vous de ce service. Elle se change sur le même écran.',
  },
  en: {
    'booking-town-notice.new.subject': 'New appointment: {listing}, {time}',
    'booking-town-notice.new.heading': '{listing}: new appointment, {time}',
    'booking-town-notice.new.what': 'It is confirmed, and they know it. There is nothing to do.',
    'booking-town-notice.to-confirm.subject': 'Appointment to confirm: {listing}, {time}',
    'booking-town-notice.to-confirm.heading': '{listing}: appointment to confirm, {time}',
    'booking-town-notice.to-confirm.what':
      'The time is kept, and they wait for your answer: confirm it, or cancel it.',
    'booking-town-notice.confirmed.subject': 'Appointment confirmed: {listing}, {time}',
    'booking-town-notice.confirmed.heading': '{listing}: appointment confirmed, {time}',
    'booking-town-notice.confirmed.what': 'They know it. There is nothing to do.',
    'booking-town-notice.moved.subject': 'Appointment moved: {listing}, {time}',
    'booking-town-notice.moved.heading': '{listing}: appointment moved, {time}',
    'booking-town-notice.moved.what': 'The time before is free again.',
    'booking-town-notice.cancelled.subject': 'Appointment cancelled: {listing}, {time}',
    'booking-town-notice.cancelled.heading': '{listing}: appointment cancelled, {time}',
    'booking-town-notice.cancelled.what': 'The time is free again.',
    'booking-town-notice.who': 'Who comes is read in the agenda, and nowhere else.',
    'booking-town-notice.others': 'The same goes for these other appointments, which are in the agenda:',
    'booking-town-notice.action': 'Open the appointments',
    'booking-town-notice.action-line': 'Open the appointments: {consoleUrl}',
    'booking-town-notice.why':
      'You receive this message because the console of “{portal}” names this address for the appointments of this service. It is changed on the same screen.',
  },
};

const fixture: Omit<BookingTownNoticeModel, 'notice'> = {
  ...hostileBooking,
  others: [],
  isTownService: true,
  consoleUrl: 'https://console.example/territoires/valence/rendez-vous',
};

export const bookingTownNotice = defineMail<BookingTownNoticeModel>({
  name: 'booking-town-notice',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(bookingMailTexts, texts),
  subject: ({ notice }) => `booking-town-notice.${notice}.subject`,
  values: (model, reader) => ({
    ...bookingValues(model, reader),
    others: model.others.map((at) => bookingTimeWords(at, reader.timeZone, reader.locale)),
    headingText: `booking-town-notice.${model.notice}.heading`,
    whatText: `booking-town-notice.${model.notice}.what`,
    consoleUrl: webUrl(model.consoleUrl),
  }),
  fixtures: [
    { ...fixture, notice: 'new' },
    { ...fixture, notice: 'to-confirm', service: null, person: null, party: 1 },
    { ...fixture, notice: 'confirmed' },
    { ...fixture, notice: 'moved' },
    { ...fixture, notice: 'cancelled', others: [new Date('2026-12-08T09:00:00Z')] },
  ],
});
