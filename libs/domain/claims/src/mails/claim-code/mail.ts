import { type MailTexts, defineMail, formatInstant, oneLine } from '@halles/platform/mail';

/** The code of a proof. */
export interface ClaimCodeModel {
  readonly listing: string;
  /** Six digits. */
  readonly code: string;
  readonly until: Date;
  /** The phone that it would be said or texted to, where no gateway is plugged in; null for a code by mail. */
  readonly phone: string | null;
}

const texts: MailTexts = {
  fr: {
    'claim-code.subject': '{code}\u00a0: votre code',
    'claim-code.heading': 'Votre code',
    'claim-code.what':
      'Une personne demande à tenir la page de {listing} sur «\u00a0{portal}\u00a0». Si c’est vous, ou une personne de ce commerce, saisissez ce code sur la page de la demande.',
    'claim-code.until': 'Il est valable jusqu’au {until}.',
    'claim-code.beware':
      'Vous n’avez rien demandé\u00a0? Ne donnez ce code à personne\u00a0: sans lui, la demande ne vaut rien.',
    'claim-code.phone':
      'Essai sans passerelle téléphonique\u00a0: ce code aurait été dit ou envoyé au {phone}.',
    'claim-code.why':
      'Vous recevez ce message parce que cette adresse est celle d’un commerce de «\u00a0{portal}\u00a0» dans les registres publics.',
  },
  en: {
    'claim-code.subject': '{code}: your code',
    'claim-code.heading': 'Your code',
    'claim-code.what':
      'Somebody asks to keep the page of {listing} on “{portal}”. If it is you, or a person of this business, enter this code on the page of the claim.',
    'claim-code.until': 'It is valid until {until}.',
    'claim-code.beware':
      'You asked for nothing? Give this code to nobody: without it, the claim is worth nothing.',
    'claim-code.phone': 'Trial without a phone gateway: this code would have been said or texted to {phone}.',
    'claim-code.why':
      'You receive this message because this address is the one of a business of “{portal}” in the public registers.',
  },
};

export const claimCode = defineMail<ClaimCodeModel>({
  name: 'claim-code',
  folder: 'libs/domain/claims/src/mails',
  texts,
  values: (model, reader) => ({
    listing: oneLine(model.listing, 120),
    code: `${model.code.slice(0, 3)} ${model.code.slice(3)}`,
    until: formatInstant(model.until, reader),
    phone: oneLine(model.phone ?? '', 30),
  }),
  safeForAnyone: ['listing', 'code', 'phone'],
  safeInSubject: ['code'],
  fixtures: [
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      code: '012345',
      until: new Date('2026-11-25T13:40:00Z'),
      phone: '+33 5 36 49 12 30',
    },
  ],
});
