import { listingMailTexts } from '@halles/domain/listings';
import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';

const texts: MailTexts = {
  fr: {
    'gauge-proposal.subject': 'Pouvez-vous venir à une autre heure\u00a0? Rendez-vous {reference}',
    'gauge-proposal.heading': 'Pouvez-vous venir à une autre heure\u00a0?',
    'gauge-proposal.what':
      'Vous avez rendez-vous au commerce {listing}\u00a0: {time} ({reference}). Le nombre de personnes dans le commerce y est limité depuis, et vous seriez trop nombreux à cette heure-là.',
    'gauge-proposal.choice':
      'Choisissez une autre heure si vous le pouvez. Rien n’est annulé\u00a0: sans réponse de votre part, votre rendez-vous reste où il est.',
    'gauge-proposal.action': 'Choisir une autre heure',
    'gauge-proposal.action-line': 'Choisir une autre heure\u00a0: {bookingUrl}',
    'gauge-proposal.split.subject': 'Pouvez-vous venir en deux fois\u00a0? Rendez-vous {reference}',
    'gauge-proposal.split.heading': 'Pouvez-vous venir en deux fois\u00a0?',
    'gauge-proposal.split.choice':
      'Si vous le pouvez, une partie de votre groupe garde cette heure, et les autres viennent à une autre que vous choisissez. Rien n’est changé tant que vous n’avez pas accepté\u00a0: sans réponse de votre part, votre rendez-vous reste comme il est.',
    'gauge-proposal.split.action': 'Choisir l’autre heure',
    'gauge-proposal.split.action-line': 'Choisir l’autre heure\u00a0: {bookingUrl}',
    'gauge-proposal.why':
      'Vous recevez ce message parce que cette adresse a servi à prendre un rendez-vous sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'gauge-proposal.subject': 'Could you come at another time? Appointment {reference}',
    'gauge-proposal.heading': 'Could you come at another time?',
    'gauge-proposal.what':
      'You have an appointment at {listing}: {time} ({reference}). Since then the number of people in the shop is limited, and there would be too many of you at that time.',
    'gauge-proposal.choice':
      'Choose another time if you can. Nothing is cancelled: without an answer your appointment stays where it is.',
    'gauge-proposal.action': 'Choose another time',
    'gauge-proposal.action-line': 'Choose another time: {bookingUrl}',
    'gauge-proposal.split.subject': 'Could you come at two times? Appointment {reference}',
    'gauge-proposal.split.heading': 'Could you come at two times?',
    'gauge-proposal.split.choice':
      'If you can, some of your party keep this time, and the others come at another one that you choose. Nothing is changed until you agree: without an answer your appointment stays as it is.',
    'gauge-proposal.split.action': 'Choose the other time',
    'gauge-proposal.split.action-line': 'Choose the other time: {bookingUrl}',
    'gauge-proposal.why':
      'You receive this message because this address was used to book an appointment on “{portal}”.',
  },
};

export interface GaugeProposalModel {
  readonly listing: string;
  /** As it is read out. */
  readonly reference: string;
  /** Of the booking, in the language of who reads. */
  readonly time: string;
  /** The page that moves it, or on which its party is divided. */
  readonly bookingUrl: string;
  /** Whether its party is asked to come at two times, and not at another one. */
  readonly isSplit: boolean;
}

const fixture = {
  listing: 'Salon <b>d’Hautefort</b> & fils',
  reference: 'K7PM-3XQD',
  time: 'mardi 1er décembre à 10 h',
  bookingUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig',
};

/** Where the words are. Pure. */
const keyOf = (key: string, { isSplit }: Pick<GaugeProposalModel, 'isSplit'>): string =>
  `gauge-proposal.${isSplit ? 'split.' : ''}${key}`;

/** Asks who booked for another time, or to come at two, where there would be more people than may be inside. */
export const gaugeProposal = defineMail<GaugeProposalModel>({
  name: 'gauge-proposal',
  folder: 'libs/domain/gauges/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  safeForAnyone: ['listing', 'reference', 'time', 'bookingUrl', 'isSplit'],
  safeInSubject: ['reference'],
  subject: (model) => keyOf('subject', model),
  values: (model) => ({
    listing: oneLine(model.listing, 120),
    reference: oneLine(model.reference, 20),
    time: oneLine(model.time, 80),
    bookingUrl: webUrl(model.bookingUrl),
    headingText: keyOf('heading', model),
    choiceText: keyOf('choice', model),
    actionText: keyOf('action', model),
    actionLineText: keyOf('action-line', model),
  }),
  fixtures: [
    { ...fixture, isSplit: false },
    { ...fixture, isSplit: true },
  ],
});
