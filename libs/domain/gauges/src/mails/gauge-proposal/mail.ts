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
  readonly bookingUrl: string;
}

/** Asks who booked for another time, where there would be more people than may be inside. */
export const gaugeProposal = defineMail<GaugeProposalModel>({
  name: 'gauge-proposal',
  folder: 'libs/domain/gauges/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  safeForAnyone: ['listing', 'reference', 'time', 'bookingUrl'],
  safeInSubject: ['reference'],
  values: (model) => ({
    listing: oneLine(model.listing, 120),
    reference: oneLine(model.reference, 20),
    time: oneLine(model.time, 80),
    bookingUrl: webUrl(model.bookingUrl),
  }),
  fixtures: [
    {
      listing: 'Salon <b>d’Hautefort</b> & fils',
      reference: 'K7PM-3XQD',
      time: 'mardi 1er décembre à 10 h',
      bookingUrl: 'https://commerces.example/rendez-vous/0193a7e2.sig',
    },
  ],
});
