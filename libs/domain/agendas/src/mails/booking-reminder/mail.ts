import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { absenceWords, cancellationWords } from '../../messages/booking-words';
import { type BookingContents, bookingValues, hostileBooking } from '../booking-contents';
import { bookingMailTexts, placeText } from '../booking-texts';

/** An appointment that comes, for its customer: they say that they come, move it or cancel it. */
export interface BookingReminderModel extends BookingContents {
  readonly place: string;
  readonly cancellationNotice: number;
  /** Whether it may still be moved and cancelled online. */
  readonly mayChange: boolean;
  /** The page of the booking, where a button says that they come. */
  readonly confirmUrl: string;
  readonly moveUrl: string;
  readonly cancelUrl: string;
}

const texts: MailTexts = {
  fr: {
    'booking-reminder.subject': 'Rappel\u00a0: votre rendez-vous {reference}',
    'booking-reminder.heading': 'Rappel\u00a0: {listing}, {time}',
    'booking-reminder.what':
      'Vous êtes attendu. Dites d’un bouton que vous venez\u00a0: le commerce le voit.',
    'booking-reminder.what.town':
      'Vous êtes attendu. Dites d’un bouton que vous venez\u00a0: le service le voit.',
    'booking-reminder.place': 'Adresse',
    'booking-reminder.place-line': 'Adresse\u00a0: {place}',
    'booking-reminder.confirm': 'Dire que je viens',
    'booking-reminder.confirm-line': 'Dire que je viens\u00a0: {confirmUrl}',
    'booking-reminder.move': 'Déplacer',
    'booking-reminder.move-line': 'Déplacer\u00a0: {moveUrl}',
    'booking-reminder.cancel': 'Annuler',
    'booking-reminder.cancel-line': 'Annuler\u00a0: {cancelUrl}',
    'booking-reminder.why':
      'Vous recevez ce message parce que cette adresse a servi à prendre rendez-vous sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'booking-reminder.subject': 'Reminder: your appointment {reference}',
    'booking-reminder.heading': 'Reminder: {listing}, {time}',
    'booking-reminder.what': 'You are expected. Say with one button that you come: the shop sees it.',
    'booking-reminder.what.town': 'You are expected. Say with one button that you come: the service sees it.',
    'booking-reminder.place': 'Address',
    'booking-reminder.place-line': 'Address: {place}',
    'booking-reminder.confirm': 'Say that I come',
    'booking-reminder.confirm-line': 'Say that I come: {confirmUrl}',
    'booking-reminder.move': 'Move it',
    'booking-reminder.move-line': 'Move it: {moveUrl}',
    'booking-reminder.cancel': 'Cancel it',
    'booking-reminder.cancel-line': 'Cancel it: {cancelUrl}',
    'booking-reminder.why':
      'You receive this message because this address was used to book an appointment on “{portal}”.',
  },
};

const fixture: BookingReminderModel = {
  ...hostileBooking,
  place: '12 rue des <Halles>, Saint-Étienne-du-Bois-l’Évêque',
  cancellationNotice: 1_440,
  mayChange: true,
  confirmUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig#venir',
  moveUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig/deplacer',
  cancelUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig#annuler',
};

export const bookingReminder = defineMail<BookingReminderModel>({
  name: 'booking-reminder',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(bookingMailTexts, texts),
  safeForAnyone: [
    ...(['listing', 'service', 'person', 'reference', 'place'] as const),
    ...(['confirmUrl', 'moveUrl', 'cancelUrl'] as const),
  ],
  safeInSubject: ['reference'],
  subject: () => 'booking-reminder.subject',
  values: (model, reader) => ({
    ...bookingValues(model, reader),
    place: oneLine(model.place, 250),
    whatText: placeText('booking-reminder.what', model.isTownService),
    rule: cancellationWords(model.cancellationNotice, reader.locale, model.isTownService),
    absence: absenceWords(reader.locale, model.isTownService),
    mayChange: model.mayChange,
    confirmUrl: webUrl(model.confirmUrl),
    moveUrl: webUrl(model.moveUrl),
    cancelUrl: webUrl(model.cancelUrl),
  }),
  fixtures: [
    fixture,
    { ...fixture, isTownService: true },
    {
      ...fixture,
      party: 1,
      mayChange: false,
      service: null,
      price: { priceCents: null, priceMaxCents: null },
    },
  ],
});
