import { type MailTexts, defineMail, joinMailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { claimTexts } from '../claim-texts';

/** Something to decide, for the town. */
export interface ClaimReviewModel {
  readonly notice: 'review' | 'disputed' | 'addition';
  readonly listing: string;
  readonly place: string;
  /** Name and address of who asks. */
  readonly name: string;
  readonly email: string;
  readonly consoleUrl: string;
}

const texts: MailTexts = {
  fr: {
    'claim-review.review.heading': 'Une demande à examiner\u00a0: {listing}',
    'claim-review.review.what':
      'Une personne demande à tenir la page de ce commerce et attend votre réponse.',
    'claim-review.disputed.heading': 'Deux demandes à départager\u00a0: {listing}',
    'claim-review.disputed.what':
      'Plusieurs personnes demandent la page de ce commerce, ou quelqu’un la tient déjà. Comparez les preuves et décidez.',
    'claim-review.addition.heading': 'Un commerce à ajouter\u00a0: {listing}',
    'claim-review.addition.what': 'Un commerce qui n’est pas dans l’annuaire demande à y entrer.',
    'claim-review.who': 'Demandé par',
    'claim-review.person': '{person}, {email}',
    'claim-review.action': 'Ouvrir la console',
    'claim-review.why':
      'Vous recevez ce message parce que votre adresse est celle du contact de «\u00a0{portal}\u00a0».',
  },
  en: {
    'claim-review.review.heading': 'A claim to look at: {listing}',
    'claim-review.review.what': 'Somebody asks to keep the page of this business and waits for your answer.',
    'claim-review.disputed.heading': 'Claims to decide between: {listing}',
    'claim-review.disputed.what':
      'Several people ask for the page of this business, or somebody keeps it already. Compare the proofs and decide.',
    'claim-review.addition.heading': 'A business to add: {listing}',
    'claim-review.addition.what': 'A business that is not in the directory asks to enter it.',
    'claim-review.who': 'Asked by',
    'claim-review.person': '{person}, {email}',
    'claim-review.action': 'Open the console',
    'claim-review.why': 'You receive this message because your address is the contact of “{portal}”.',
  },
};

export const claimReview = defineMail<ClaimReviewModel>({
  name: 'claim-review',
  folder: 'libs/domain/claims/src/mails',
  texts: joinMailTexts(claimTexts, texts),
  subject: ({ notice }) => `claim-review.${notice}.heading`,
  values: (model) => ({
    headingText: `claim-review.${model.notice}.heading`,
    whatText: `claim-review.${model.notice}.what`,
    listing: oneLine(model.listing, 120),
    place: oneLine(model.place, 200),
    name: oneLine(model.name, 80),
    email: oneLine(model.email, 254),
    consoleUrl: webUrl(model.consoleUrl),
  }),
  mayLink: ['email'],
  fixtures: [
    {
      notice: 'disputed',
      listing: 'Épicerie <fine> d’Hautefort & fils',
      place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
      name: 'Odile <b>Fournier</b>',
      email: 'odile@four.example',
      consoleUrl: 'https://console.example/',
    },
  ],
});
