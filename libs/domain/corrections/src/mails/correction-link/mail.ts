import { listingMailTexts } from '@halles/domain/listings';
import {
  type MailTexts,
  defineMail,
  formatInstant,
  joinMailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';

/** The link by which a business corrects its page without an account. */
export interface CorrectionLinkModel {
  /** Name of the business, and where it is on one line. */
  readonly listing: string;
  readonly place: string;
  /** Absolute http(s) URL of the page that corrects. */
  readonly correctionUrl: string;
  /** Until when the link opens it. */
  readonly expiresAt: Date;
}

const texts: MailTexts = {
  fr: {
    'correction-link.subject': 'Corriger la page de votre commerce sur «\u00a0{portal}\u00a0»',
    'correction-link.heading': 'Corriger la page de votre commerce',
    'correction-link.what':
      'Quelqu’un a demandé un lien pour corriger la page de {listing} sur «\u00a0{portal}\u00a0». Il permet de changer les horaires et le téléphone, ou de dire que le commerce est fermé.',
    'correction-link.until': 'Le lien sert jusqu’au {expiresAt}. Si vous ne l’ouvrez pas, rien ne change.',
    'correction-link.action': 'Corriger la page',
    'correction-link.action-line': 'Corriger la page\u00a0: {correctionUrl}',
    'correction-link.why':
      'Vous recevez ce message parce que votre adresse est celle de ce commerce dans l’annuaire de «\u00a0{portal}\u00a0». Si vous n’avez rien demandé, vous n’avez rien à faire.',
  },
  en: {
    'correction-link.subject': 'Correct the page of your business on “{portal}”',
    'correction-link.heading': 'Correct the page of your business',
    'correction-link.what':
      'Somebody asked for a link to correct the page of {listing} on “{portal}”. With it you can change the hours and the telephone number, or say that the business is closed.',
    'correction-link.until': 'The link is good until {expiresAt}. If you do not open it, nothing changes.',
    'correction-link.action': 'Correct the page',
    'correction-link.action-line': 'Correct the page: {correctionUrl}',
    'correction-link.why':
      'You receive this because your address is that of this business in the directory of “{portal}”. If you asked for nothing there is nothing to do.',
  },
};

export const correctionLink = defineMail<CorrectionLinkModel>({
  name: 'correction-link',
  folder: 'libs/domain/corrections/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  values: (model, reader) => ({
    listing: oneLine(model.listing, 120),
    place: oneLine(model.place, 200),
    correctionUrl: webUrl(model.correctionUrl),
    expiresAt: formatInstant(model.expiresAt, reader),
  }),
  safeForAnyone: ['listing', 'place', 'correctionUrl'],
  fixtures: [
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
      correctionUrl: 'https://commerces.example/corriger/un-jeton',
      expiresAt: new Date('2026-12-02T13:30:00Z'),
    },
  ],
});
