import { phoneWords } from '@halles/kernel';
import {
  defineMail,
  joinMailTexts,
  type MailTexts,
  oneLine,
  paragraphsOf,
  quoteText,
  webUrl,
} from '@halles/platform/mail';
import type { ShopNotice } from '../../messages/booking-notice';
import { bookingTimeWords } from '../../messages/booking-words';
import { type BookingContents, bookingValues, hostileBooking } from '../booking-contents';
import { bookingMailTexts } from '../booking-texts';

/** What a customer, or the town for them, did with an appointment, for whoever keeps the agenda of the shop. */
export interface BookingNoticeModel extends BookingContents {
  readonly notice: ShopNotice;
  /** When the others of its series are with which the same was done. */
  readonly others: readonly Date[];
  /** Whether the town did it, under a mandate of the shop. */
  readonly isByTown: boolean;
  readonly customer: string;
  /** Who comes, where the customer booked for somebody else. */
  readonly guest: string | null;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly note: string | null;
  /** At the customer's, by phone or video; null: at the shop. */
  readonly where: string | null;
  /** Where the shop sees it. */
  readonly bookingUrl: string;
  /** The pages, each with a button, that confirm and refuse it without an account; null where nothing waits for the shop. */
  readonly answer: { readonly confirmUrl: string; readonly refuseUrl: string } | null;
}

const texts: MailTexts = {
  fr: {
    'booking-notice.new.subject': 'Nouveau rendez-vous\u00a0: {time}',
    'booking-notice.new.heading': 'Nouveau rendez-vous\u00a0: {customer}, {time}',
    'booking-notice.new.what': 'Il est confirmé, et votre client le sait. Vous n’avez rien à faire.',
    'booking-notice.to-confirm.subject': 'Rendez-vous à confirmer\u00a0: {time}',
    'booking-notice.to-confirm.heading': 'Rendez-vous à confirmer\u00a0: {customer}, {time}',
    'booking-notice.to-confirm.what':
      'L’heure est gardée pour votre client, qui attend votre réponse\u00a0: confirmez, ou refusez.',
    'booking-notice.new.by-town':
      'La collectivité l’a pris pour votre client, au guichet ou au téléphone (mandat).',
    'booking-notice.to-confirm.by-town':
      'La collectivité l’a pris pour votre client, au guichet ou au téléphone (mandat).',
    'booking-notice.confirmed.subject': 'Rendez-vous confirmé\u00a0: {time}',
    'booking-notice.confirmed.heading': 'Rendez-vous confirmé\u00a0: {customer}, {time}',
    'booking-notice.confirmed.what': 'Votre client le sait. Vous n’avez rien à faire.',
    'booking-notice.confirmed.by-town': 'La collectivité l’a confirmé pour vous (mandat).',
    'booking-notice.moved.by-town': 'La collectivité l’a déplacé pour vous (mandat).',
    'booking-notice.cancelled.by-town': 'La collectivité l’a annulé pour vous (mandat).',
    'booking-notice.moved.heading-by-town': 'Rendez-vous déplacé\u00a0: {customer}, {time}',
    'booking-notice.cancelled.heading-by-town': 'Rendez-vous annulé\u00a0: {customer}, {time}',
    'booking-notice.moved.subject': 'Rendez-vous déplacé\u00a0: {time}',
    'booking-notice.moved.heading': 'Rendez-vous déplacé par {customer}\u00a0: {time}',
    'booking-notice.moved.what': 'L’heure d’avant est de nouveau libre.',
    'booking-notice.moved.what-to-confirm':
      'L’heure d’avant est de nouveau libre. La nouvelle est gardée pour votre client, qui attend votre réponse\u00a0: confirmez, ou refusez.',
    'booking-notice.split.subject': 'Un groupe vient en deux fois\u00a0: {time}',
    'booking-notice.split.heading': '{customer} vient en deux fois\u00a0: {time}',
    'booking-notice.split.what':
      'Comme vous l’avez proposé, une partie du groupe garde cette heure. Les autres ont un nouveau rendez-vous\u00a0: un autre message vous en donne l’heure.',
    'booking-notice.cancelled.subject': 'Rendez-vous annulé\u00a0: {time}',
    'booking-notice.cancelled.heading': 'Rendez-vous annulé par {customer}\u00a0: {time}',
    'booking-notice.cancelled.what': 'L’heure est de nouveau libre.',
    'booking-notice.customer': 'Client',
    'booking-notice.customer-line': 'Client\u00a0: {customer}',
    'booking-notice.guest': 'Qui vient',
    'booking-notice.guest-line': 'Qui vient\u00a0: {guest}',
    'booking-notice.phone': 'Téléphone',
    'booking-notice.phone-line': 'Téléphone\u00a0: {phone}',
    'booking-notice.email': 'Adresse électronique',
    'booking-notice.email-line': 'Adresse électronique\u00a0: {email}',
    'booking-notice.note-line': 'Son message\u00a0:',
    'booking-notice.where': 'Où',
    'booking-notice.where-line': 'Où\u00a0: {where}',
    'booking-notice.shop': 'Commerce',
    'booking-notice.shop-line': 'Commerce\u00a0: {listing}',
    'booking-notice.others-to-confirm':
      'Et ces autres dates, qui attendent aussi votre réponse : la page de chaque lien les montre toutes.',
    'booking-notice.others': 'De même pour ces autres rendez-vous, à retrouver dans l’agenda\u00a0:',
    'booking-notice.action': 'Voir le rendez-vous',
    'booking-notice.action-line': 'Voir le rendez-vous\u00a0: {bookingUrl}',
    'booking-notice.confirm': 'Confirmer',
    'booking-notice.confirm-line': 'Confirmer\u00a0: {confirmUrl}',
    'booking-notice.refuse': 'Refuser',
    'booking-notice.refuse-line': 'Refuser\u00a0: {refuseUrl}',
    'booking-notice.answer-hint':
      'Ces liens ouvrent une page où vous répondez d’un bouton, sans vous connecter. Ne transférez pas ce message\u00a0: qui les ouvre peut répondre à votre place.',
    'booking-notice.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0» qui prend des rendez-vous.',
  },
  en: {
    'booking-notice.new.subject': 'New appointment: {time}',
    'booking-notice.new.heading': 'New appointment: {customer}, {time}',
    'booking-notice.new.what': 'It is confirmed, and your customer knows it. There is nothing to do.',
    'booking-notice.to-confirm.subject': 'Appointment to confirm: {time}',
    'booking-notice.to-confirm.heading': 'Appointment to confirm: {customer}, {time}',
    'booking-notice.to-confirm.what':
      'The time is kept for your customer, who waits for your answer: confirm it, or refuse it.',
    'booking-notice.new.by-town':
      'The local authority made it for your customer, at the counter or on the phone (mandate).',
    'booking-notice.to-confirm.by-town':
      'The local authority made it for your customer, at the counter or on the phone (mandate).',
    'booking-notice.confirmed.subject': 'Appointment confirmed: {time}',
    'booking-notice.confirmed.heading': 'Appointment confirmed: {customer}, {time}',
    'booking-notice.confirmed.what': 'Your customer knows it. There is nothing to do.',
    'booking-notice.confirmed.by-town': 'The local authority confirmed it for you (mandate).',
    'booking-notice.moved.by-town': 'The local authority moved it for you (mandate).',
    'booking-notice.cancelled.by-town': 'The local authority cancelled it for you (mandate).',
    'booking-notice.moved.heading-by-town': 'Appointment moved: {customer}, {time}',
    'booking-notice.cancelled.heading-by-town': 'Appointment cancelled: {customer}, {time}',
    'booking-notice.moved.subject': 'Appointment moved: {time}',
    'booking-notice.moved.heading': 'Appointment moved by {customer}: {time}',
    'booking-notice.moved.what': 'The time before is free again.',
    'booking-notice.moved.what-to-confirm':
      'The time before is free again. The new one is kept for your customer, who waits for your answer: confirm it, or refuse it.',
    'booking-notice.split.subject': 'A party comes at two times: {time}',
    'booking-notice.split.heading': '{customer} comes at two times: {time}',
    'booking-notice.split.what':
      'As you suggested, some of the party keep this time. The others have a new appointment: another message tells you its time.',
    'booking-notice.cancelled.subject': 'Appointment cancelled: {time}',
    'booking-notice.cancelled.heading': 'Appointment cancelled by {customer}: {time}',
    'booking-notice.cancelled.what': 'The time is free again.',
    'booking-notice.customer': 'Customer',
    'booking-notice.customer-line': 'Customer: {customer}',
    'booking-notice.guest': 'Who comes',
    'booking-notice.guest-line': 'Who comes: {guest}',
    'booking-notice.phone': 'Phone',
    'booking-notice.phone-line': 'Phone: {phone}',
    'booking-notice.email': 'Email address',
    'booking-notice.email-line': 'Email address: {email}',
    'booking-notice.note-line': 'Their message:',
    'booking-notice.where': 'Where',
    'booking-notice.where-line': 'Where: {where}',
    'booking-notice.shop': 'Shop',
    'booking-notice.shop-line': 'Shop: {listing}',
    'booking-notice.others-to-confirm':
      'And these other dates, which wait for your answer, too: the page of each link shows them all.',
    'booking-notice.others': 'The same goes for these other appointments, which are in the agenda:',
    'booking-notice.action': 'See the appointment',
    'booking-notice.action-line': 'See the appointment: {bookingUrl}',
    'booking-notice.confirm': 'Confirm',
    'booking-notice.confirm-line': 'Confirm: {confirmUrl}',
    'booking-notice.refuse': 'Refuse',
    'booking-notice.refuse-line': 'Refuse: {refuseUrl}',
    'booking-notice.answer-hint':
      'These links open a page on which you answer with a button, without signing in. Do not forward this message: who opens them can answer for you.',
    'booking-notice.why':
      'You receive this message because you keep a business on “{portal}” that takes appointments.',
  },
};

/** Who moved or cancelled it is in the heading: its customer, unless the town did. Pure. */
const headingOf = ({ notice, isByTown }: BookingNoticeModel): string =>
  isByTown && (notice === 'moved' || notice === 'cancelled') ? 'heading-by-town' : 'heading';

/** Whether it waits for the shop again, once its customer moved it. Pure. */
const whatOf = ({ notice, answer }: BookingNoticeModel): string =>
  notice === 'moved' && answer !== null ? 'what-to-confirm' : 'what';

const fixture: Omit<BookingNoticeModel, 'notice'> = {
  isByTown: false,
  ...hostileBooking,
  others: [],
  customer: 'Odile <b>Fournier</b>',
  guest: 'Paul <i>Fournier</i>',
  email: 'odile@example.org',
  phone: '+33536491010',
  note: 'Frange <i>courte</i>\nMerci',
  where: '3 rue du <Lac>, 26000 Valence',
  bookingUrl: 'https://commerces.example/pro/commerces/12/agenda/0193a7e2',
  answer: null,
};

const answer: BookingNoticeModel['answer'] = {
  confirmUrl: 'https://commerces.example/repondre-rendez-vous/1',
  refuseUrl: 'https://commerces.example/repondre-rendez-vous/1?choix=refuser',
};

export const bookingNotice = defineMail<BookingNoticeModel>({
  name: 'booking-notice',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(bookingMailTexts, texts),
  mayLink: ['email'],
  subject: ({ notice }) => `booking-notice.${notice}.subject`,
  values: (model, reader) => ({
    ...bookingValues(model, reader),
    others: model.others.map((at) => bookingTimeWords(at, reader.timeZone, reader.locale)),
    customer: oneLine(model.customer, 100),
    guest: oneLine(model.guest ?? '', 100),
    email: oneLine(model.email ?? '', 254),
    where: oneLine(model.where ?? '', 300),
    phone: model.phone === null ? '' : phoneWords(model.phone),
    paragraphs: model.note === null ? [] : paragraphsOf(model.note),
    quoted: model.note === null ? [] : quoteText(model.note),
    headingText: `booking-notice.${model.notice}.${headingOf(model)}`,
    townText: model.isByTown ? `booking-notice.${model.notice}.by-town` : '',
    othersText: model.answer === null ? 'booking-notice.others' : 'booking-notice.others-to-confirm',
    whatText: `booking-notice.${model.notice}.${whatOf(model)}`,
    bookingUrl: webUrl(model.bookingUrl),
    confirmUrl: model.answer === null ? '' : webUrl(model.answer.confirmUrl),
    refuseUrl: model.answer === null ? '' : webUrl(model.answer.refuseUrl),
  }),
  fixtures: [
    { ...fixture, notice: 'new' },
    {
      ...{ ...fixture, notice: 'to-confirm', email: null, note: null, guest: null },
      ...{ service: null, where: null, answer, others: [new Date('2026-12-08T09:00:00Z')] },
    },
    { ...fixture, notice: 'moved', answer },
    { ...fixture, notice: 'moved', phone: null, party: 1 },
    { ...fixture, notice: 'split' },
    { ...fixture, notice: 'cancelled', others: [new Date('2026-12-08T09:00:00Z')] },
    { ...fixture, notice: 'confirmed', isByTown: true },
    { ...fixture, notice: 'cancelled', isByTown: true },
  ],
});
