import { type LetterModel, type LetterTexts, defineLetter, shownUrl } from '@halles/platform/letters';

/** The letter that brings a code to the address that the register knows. */
export interface ClaimLetter extends LetterModel {
  /** Name of the business; null where it may not be written. */
  readonly listing: string | null;
  readonly code: string;
  /** Absolute address of the page on which the code is entered, the code in it. */
  readonly url: string;
  /** The same without the code, for people who type it. */
  readonly typedUrl: string;
  /** ISO date. */
  readonly validUntil: string;
}

const texts: LetterTexts = {
  fr: {
    'claim-letter.heading': 'Votre code pour tenir votre page',
    'claim-letter.business': '«\u00a0{listing}\u00a0»',
    'claim-letter.unnamed': 'votre commerce',
    'claim-letter.opening': [
      'Quelqu’un a demandé à tenir la page de {business} sur {portal}. Si c’est vous, ou une personne de votre commerce, ce code le prouve\u00a0: il n’est envoyé qu’ici.',
    ],
    'claim-letter.code': 'Votre code',
    'claim-letter.address': 'ou à l’adresse',
    'claim-letter.steps': [
      'Scannez le dessin ci-contre avec votre téléphone, ou tapez l’adresse.',
      'Connectez-vous avec le compte qui a fait la demande.',
      'Vérifiez le code, puis validez. Votre page est à vous.',
    ],
    'claim-letter.closing': [
      'Ce code est valable jusqu’au {until}.',
      'Vous n’avez rien demandé\u00a0? Ne donnez ce code à personne et jetez cette lettre\u00a0: sans lui, cette demande ne vaut rien.',
    ],
  },
  en: {
    'claim-letter.heading': 'Your code to keep your page',
    'claim-letter.business': '{listing}',
    'claim-letter.unnamed': 'your business',
    'claim-letter.opening': [
      'Somebody asked to keep the page of {business} on {portal}. If it was you, or a person of your business, this code proves it: it is sent nowhere else.',
    ],
    'claim-letter.code': 'Your code',
    'claim-letter.address': 'or at the address',
    'claim-letter.steps': [
      'Scan the drawing beside with your phone, or type the address.',
      'Sign in with the account that made the claim.',
      'Check the code, then confirm. Your page is yours.',
    ],
    'claim-letter.closing': [
      'This code is valid until {until}.',
      'You asked for nothing? Give this code to nobody and throw this letter away: without it, the claim is worth nothing.',
    ],
  },
};

export const claimLetter = defineLetter<ClaimLetter>({
  name: 'claim-letter',
  texts,
  compose: (model, words) => ({
    heading: words.line('claim-letter.heading'),
    opening: words.paragraphs('claim-letter.opening', {
      business:
        model.listing === null
          ? words.line('claim-letter.unnamed')
          : words.line('claim-letter.business', { listing: model.listing }),
      portal: words.settings.title[words.locale],
    }),
    code: {
      label: words.line('claim-letter.code'),
      text: model.code,
      url: model.url,
      urlLabel: words.line('claim-letter.address'),
      shownUrl: shownUrl(model.typedUrl),
    },
    steps: words.paragraphs('claim-letter.steps'),
    closing: words.paragraphs('claim-letter.closing', { until: words.day(model.validUntil) }),
    notice: null,
  }),
  fixtures: [
    {
      locale: 'fr',
      recipient: ['BOULANGERIE DE L’ÉTOILE', '12 BIS RUE SAINTE-CATHERINE', '33000 BORDEAUX'],
      listing: 'Boulangerie de l’Étoile',
      code: 'KT4B-9XWM',
      url: 'https://bordeaux.example/pro/demandes/0193600c-0000-7000-8000-000000000000?code=KT4B-9XWM',
      typedUrl: 'https://bordeaux.example/pro/demandes',
      sentOn: '2026-11-25',
      validUntil: '2026-12-25',
    },
  ],
});
