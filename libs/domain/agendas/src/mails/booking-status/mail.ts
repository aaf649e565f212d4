import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import type { BookingReason } from '../../bookings/booking';
import type { CustomerNotice } from '../../messages/booking-notice';
import { absenceWords, bookingTimeWords, cancellationWords } from '../../messages/booking-words';
import { type BookingContents, bookingValues, hostileBooking } from '../booking-contents';
import { bookingMailTexts } from '../booking-texts';
import { statusText, townStatusTexts } from './town-texts';

/** What became of a booking, for its customer. Nothing that the customer typed is in it. */
export interface BookingStatusModel extends BookingContents {
  readonly notice: CustomerNotice;
  /** Whether the town booked it for them, or did this for the shop or its own service. */
  readonly isByTown: boolean;
  /** Whether it tells of the booking itself, and not of what became of it. */
  readonly isFirst: boolean;
  /** "12 rue des Halles, Valence". */
  readonly place: string;
  /** Why the shop cancelled; null where it did not, or said nothing. */
  readonly reason: BookingReason | null;
  readonly cancellationNotice: number;
  /** Of a service by video; null where it is none, or is over. */
  readonly videoUrl: string | null;
  /** What the shop says of what is to be known; null: nothing, or nothing that a mail may say. */
  readonly instructions: string | null;
  /** When the others of its series are with which the same was done. */
  readonly others: readonly Date[];
  /** The page of the booking. */
  readonly bookingUrl: string;
}

/** What nobody is expected for any more. */
const OVER: ReadonlySet<CustomerNotice> = new Set(['excused', 'revoked']);

const linesOf = (text: string): string[] => text.split('\n').map((line) => oneLine(line, 1_000));

const texts: MailTexts = {
  fr: {
    'booking-status.received.subject': 'Votre demande de rendez-vous {reference} est arrivée',
    'booking-status.received.heading': 'Demande de rendez-vous chez {listing}\u00a0: {time}',
    'booking-status.received.what':
      'Le commerce doit encore confirmer. L’heure vous est gardée d’ici là\u00a0: attendez son message.',
    'booking-status.waits-again.subject': 'Votre rendez-vous {reference} est de nouveau à confirmer',
    'booking-status.waits-again.heading': 'De nouveau à confirmer chez {listing}\u00a0: {time}',
    'booking-status.waits-again.what':
      'Le commerce est revenu sur sa réponse et doit encore confirmer. L’heure vous est gardée d’ici là\u00a0: attendez son message.',
    'booking-status.confirmed.subject': 'Votre rendez-vous {reference} est confirmé',
    'booking-status.confirmed.heading': 'C’est confirmé chez {listing}\u00a0: {time}',
    'booking-status.confirmed.what': 'Vous êtes attendu. L’heure est jointe à ce message, pour votre agenda.',
    'booking-status.moved.subject': 'Votre rendez-vous {reference} change d’heure',
    'booking-status.moved.heading': 'Nouvelle heure chez {listing}\u00a0: {time}',
    'booking-status.moved.what':
      'L’heure d’avant n’est plus la vôtre. Ouvrez le fichier joint pour mettre votre agenda à jour.',
    'booking-status.moved-pending.subject': 'Votre rendez-vous {reference} change d’heure',
    'booking-status.moved-pending.heading': 'Nouvelle heure demandée chez {listing}\u00a0: {time}',
    'booking-status.moved-pending.what':
      'L’heure d’avant n’est plus la vôtre, et le commerce doit encore confirmer la nouvelle.',
    'booking-status.split.subject': 'Votre rendez-vous {reference}\u00a0: vous venez en deux fois',
    'booking-status.split.heading': 'Vous venez en deux fois chez {listing}\u00a0: {time}',
    'booking-status.split.what':
      'Une partie de votre groupe garde cette heure. Les autres ont un rendez-vous à eux\u00a0: un autre message vous en donne l’heure.',
    'booking-status.excused.subject': 'Votre rendez-vous {reference} est annulé',
    'booking-status.excused.heading': 'Rendez-vous annulé chez {listing}\u00a0: {time}',
    'booking-status.excused.what':
      'Vous l’avez annulé\u00a0: personne ne vous attend et rien n’est dû. Ouvrez le fichier joint pour le retirer de votre agenda.',
    'booking-status.revoked.subject': 'Le commerce a annulé votre rendez-vous {reference}',
    'booking-status.revoked.heading': '{listing} annule votre rendez-vous\u00a0: {time}',
    'booking-status.revoked.what':
      'Ne venez pas\u00a0: personne ne vous attend et rien n’est dû. Ouvrez le fichier joint pour le retirer de votre agenda.',
    'booking-status.reason.closed': 'Le commerce sera fermé.',
    'booking-status.reason.absent': 'La personne qui devait vous recevoir sera absente.',
    'booking-status.reason.full': 'Le commerce ne peut pas recevoir autant de monde à cette heure.',
    'booking-status.reason.not-confirmed': 'Le commerce n’a pas confirmé à temps.',
    'booking-status.booked-by-town':
      'La collectivité a pris ce rendez-vous pour vous, au guichet ou au téléphone.',
    'booking-status.done-by-town': 'C’est la collectivité qui l’a fait.',
    'booking-status.video': 'Rejoindre la vidéo',
    'booking-status.video-line': 'Rejoindre la vidéo\u00a0: {videoUrl}',
    'booking-status.others': 'De même pour ces autres rendez-vous, à retrouver sur la même page\u00a0:',
    'booking-status.instructions': 'À savoir avant de venir\u00a0:',
    'booking-status.place': 'Où',
    'booking-status.place-line': 'Où\u00a0: {place}',
    'booking-status.action': 'Voir, déplacer ou annuler',
    'booking-status.action-line': 'Voir, déplacer ou annuler\u00a0: {bookingUrl}',
    'booking-status.see': 'Voir le rendez-vous',
    'booking-status.see-line': 'Voir le rendez-vous\u00a0: {bookingUrl}',
    'booking-status.why':
      'Vous recevez ce message parce que cette adresse a servi à prendre rendez-vous sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, ouvrez le rendez-vous et annulez-le.',
  },
  en: {
    'booking-status.received.subject': 'Your request for appointment {reference} has arrived',
    'booking-status.received.heading': 'Appointment asked for at {listing}: {time}',
    'booking-status.received.what':
      'The shop still has to confirm it. The time is kept for you until then: wait for its message.',
    'booking-status.waits-again.subject': 'Your appointment {reference} is to be confirmed again',
    'booking-status.waits-again.heading': 'To be confirmed again at {listing}: {time}',
    'booking-status.waits-again.what':
      'The shop took back its answer and still has to confirm. The time is kept for you until then: wait for its message.',
    'booking-status.confirmed.subject': 'Your appointment {reference} is confirmed',
    'booking-status.confirmed.heading': 'It is confirmed at {listing}: {time}',
    'booking-status.confirmed.what':
      'You are expected. The time is attached to this message, for your calendar.',
    'booking-status.moved.subject': 'Your appointment {reference} has another time',
    'booking-status.moved.heading': 'New time at {listing}: {time}',
    'booking-status.moved.what':
      'The time before is no longer yours. Open the attached file to bring your calendar up to date.',
    'booking-status.moved-pending.subject': 'Your appointment {reference} has another time',
    'booking-status.moved-pending.heading': 'New time asked for at {listing}: {time}',
    'booking-status.moved-pending.what':
      'The time before is no longer yours, and the shop still has to confirm the new one.',
    'booking-status.split.subject': 'Your appointment {reference}: you come at two times',
    'booking-status.split.heading': 'You come at two times at {listing}: {time}',
    'booking-status.split.what':
      'Some of your party keep this time. The others have an appointment of their own: another message tells you its time.',
    'booking-status.excused.subject': 'Your appointment {reference} is cancelled',
    'booking-status.excused.heading': 'Appointment cancelled at {listing}: {time}',
    'booking-status.excused.what':
      'You cancelled it: nobody expects you, and nothing is owed. Open the attached file to remove it from your calendar.',
    'booking-status.revoked.subject': 'The shop has cancelled your appointment {reference}',
    'booking-status.revoked.heading': '{listing} cancels your appointment: {time}',
    'booking-status.revoked.what':
      'Do not come: nobody expects you, and nothing is owed. Open the attached file to remove it from your calendar.',
    'booking-status.reason.closed': 'The shop will be closed.',
    'booking-status.reason.absent': 'Who was to receive you will be away.',
    'booking-status.reason.full': 'The shop cannot receive so many people at that time.',
    'booking-status.reason.not-confirmed': 'The shop did not confirm it in time.',
    'booking-status.booked-by-town':
      'The local authority made this appointment for you, at the counter or on the phone.',
    'booking-status.done-by-town': 'It was the local authority that did it.',
    'booking-status.video': 'Join the video call',
    'booking-status.video-line': 'Join the video call: {videoUrl}',
    'booking-status.others': 'The same goes for these other appointments, which are on the same page:',
    'booking-status.instructions': 'To know before you come:',
    'booking-status.place': 'Where',
    'booking-status.place-line': 'Where: {place}',
    'booking-status.action': 'See, move or cancel it',
    'booking-status.action-line': 'See, move or cancel it: {bookingUrl}',
    'booking-status.see': 'See the appointment',
    'booking-status.see-line': 'See the appointment: {bookingUrl}',
    'booking-status.why':
      'You receive this message because this address was used to book an appointment on “{portal}”. If it was not you, open the appointment and cancel it.',
  },
};

const fixture: Omit<BookingStatusModel, 'notice'> = {
  isByTown: false,
  isFirst: true,
  ...hostileBooking,
  place: '12 rue des <Halles>, Saint-Étienne-du-Bois-l’Évêque',
  reason: null,
  cancellationNotice: 1_440,
  videoUrl: 'https://visio.example/salle-1',
  others: [new Date('2026-12-08T09:00:00Z'), new Date('2026-12-15T09:00:00Z')],
  instructions: 'Apportez <b>vos</b> lunettes.\nArrivez à l’heure.',
  bookingUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig',
};

export const bookingStatus = defineMail<BookingStatusModel>({
  name: 'booking-status',
  folder: 'libs/domain/agendas/src/mails',
  texts: joinMailTexts(bookingMailTexts, texts, townStatusTexts),
  safeForAnyone: [
    'listing',
    'service',
    'person',
    'reference',
    'place',
    'notice',
    'isByTown',
    'isFirst',
    'reason',
    'videoUrl',
    'instructions',
    'others',
    'bookingUrl',
  ],
  safeInSubject: ['reference'],
  subject: ({ notice, isTownService }) => statusText(`${notice}.subject`, isTownService),
  values: (model, reader) => {
    const isOver = OVER.has(model.notice);
    const textOf = (key: string): string => statusText(key, model.isTownService);
    const hasReason = model.reason !== null && model.reason !== 'other';
    return {
      ...bookingValues(model, reader),
      place: oneLine(model.place, 250),
      headingText: textOf(`${model.notice}.heading`),
      whatText: textOf(`${model.notice}.what`),
      townText: model.isByTown ? `booking-status.${model.isFirst ? 'booked' : 'done'}-by-town` : '',
      reasonText: hasReason ? textOf(`reason.${String(model.reason)}`) : '',
      rule: isOver ? '' : cancellationWords(model.cancellationNotice, reader.locale, model.isTownService),
      videoUrl: model.videoUrl === null || isOver ? '' : webUrl(model.videoUrl),
      instructions: isOver || model.instructions === null ? [] : linesOf(model.instructions),
      others: model.others.map((at) => bookingTimeWords(at, reader.timeZone, reader.locale)),
      absence: absenceWords(reader.locale, model.isTownService),
      actionText: isOver ? 'booking-status.see' : 'booking-status.action',
      actionLineText: isOver ? 'booking-status.see-line' : 'booking-status.action-line',
      bookingUrl: webUrl(model.bookingUrl),
    };
  },
  fixtures: [
    { ...fixture, notice: 'confirmed' },
    { ...fixture, notice: 'confirmed', person: null, service: null, videoUrl: null, instructions: null },
    { ...fixture, notice: 'received', party: 1, price: { priceCents: null, priceMaxCents: null } },
    { ...fixture, notice: 'waits-again', others: [] },
    { ...fixture, notice: 'moved', cancellationNotice: 0 },
    { ...fixture, notice: 'moved-pending' },
    { ...fixture, notice: 'split', isFirst: false },
    { ...fixture, notice: 'confirmed', isByTown: true },
    { ...fixture, notice: 'moved', isByTown: true, isFirst: false },
    { ...fixture, notice: 'excused' },
    { ...fixture, notice: 'revoked', reason: 'absent' },
    { ...fixture, notice: 'revoked', reason: 'other' },
    { ...fixture, notice: 'received', isTownService: true },
    { ...fixture, notice: 'revoked', isTownService: true, reason: 'full' },
  ],
});
