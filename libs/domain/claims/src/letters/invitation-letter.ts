import { type LetterModel, type LetterTexts, defineLetter, shownUrl } from '@halles/platform/letters';

/** The source of a business's postal address. */
export type AddressSource = 'sirene' | 'csv' | 'osm' | 'demonstration';

/** The letter that informs a business of its page. It has no code, and no name but that of the page. */
export interface InvitationLetter extends LetterModel {
  /** The source of the address: an unsolicited letter must name it (GDPR, article 14). */
  readonly source: AddressSource;
  /** Name of the business, as its page has it. */
  readonly listing: string;
  /** Absolute address on which the page is claimed. */
  readonly url: string;
  /** Absolute address of the page on personal data. */
  readonly privacyUrl: string;
}

const texts: LetterTexts = {
  fr: {
    'invitation-letter.heading': 'Votre commerce a une page',
    'invitation-letter.opening': [
      '«\u00a0{listing}\u00a0» figure sur {portal}, d’après des registres publics. Personne ne tient encore cette page. Elle vous revient, et elle est gratuite.',
    ],
    'invitation-letter.page': 'Votre page',
    'invitation-letter.address': 'À l’adresse',
    'invitation-letter.steps': [
      'Scannez le dessin ci-contre avec votre téléphone, ou tapez l’adresse.',
      'Ouvrez un compte, puis prouvez que ce commerce est le vôtre.',
      'Corrigez vos horaires, votre téléphone, et ce que le public doit savoir.',
    ],
    'invitation-letter.closing': [
      'Rien ne vous oblige à répondre\u00a0: sans réponse, la page reste telle qu’elle est. Nous ne vous écrirons pas de nouveau à ce sujet avant six mois.',
    ],
    'invitation-letter.notice':
      'Votre adresse vient {source}. Pour ne plus recevoir de lettre, ou faire valoir vos droits sur vos données, écrivez à {email}, ou à l’adresse ci-dessus. En savoir plus\u00a0: {privacy}',
    'invitation-letter.source.sirene': 'du répertoire Sirene de l’Insee, qui est public',
    'invitation-letter.source.osm': 'd’OpenStreetMap',
    'invitation-letter.source.csv': 'd’une liste de la collectivité',
    'invitation-letter.source.demonstration': 'd’un annuaire de démonstration',
  },
  en: {
    'invitation-letter.heading': 'Your business has a page',
    'invitation-letter.opening': [
      '{listing} is on {portal}, from what public registers tell. Nobody keeps this page yet. It is yours to keep, free of charge.',
    ],
    'invitation-letter.page': 'Your page',
    'invitation-letter.address': 'At the address',
    'invitation-letter.steps': [
      'Scan the drawing beside with your phone, or type the address.',
      'Open an account, then prove that the business is yours.',
      'Put your hours, your telephone and what the public should know right.',
    ],
    'invitation-letter.closing': [
      'You need not answer: without an answer the page stays as it is. We shall not write to you about it again within six months.',
    ],
    'invitation-letter.notice':
      'Your address comes {source}. To receive no more letters, or to exercise your rights over your data, write to {email}, or to the address above. More: {privacy}',
    'invitation-letter.source.sirene': 'from INSEE’s Sirene register, which is public',
    'invitation-letter.source.osm': 'from OpenStreetMap',
    'invitation-letter.source.csv': 'from a list of the local authority',
    'invitation-letter.source.demonstration': 'from a demonstration directory',
  },
};

export const invitationLetter = defineLetter<InvitationLetter>({
  name: 'invitation-letter',
  texts,
  compose: (model, words) => ({
    heading: words.line('invitation-letter.heading'),
    opening: words.paragraphs('invitation-letter.opening', {
      listing: model.listing,
      portal: words.settings.title[words.locale],
    }),
    code: {
      label: words.line('invitation-letter.page'),
      text: null,
      url: model.url,
      urlLabel: words.line('invitation-letter.address'),
      shownUrl: shownUrl(model.url),
    },
    steps: words.paragraphs('invitation-letter.steps'),
    closing: words.paragraphs('invitation-letter.closing'),
    notice: words.line('invitation-letter.notice', {
      source: words.line(`invitation-letter.source.${model.source}`),
      email: words.settings.dataProtection.email,
      privacy: shownUrl(model.privacyUrl),
    }),
  }),
  fixtures: [
    {
      locale: 'fr',
      recipient: ['BOULANGERIE DE L’ÉTOILE', '12 BIS RUE SAINTE-CATHERINE', '33000 BORDEAUX'],
      source: 'sirene',
      listing: 'Boulangerie de l’Étoile',
      url: 'https://bordeaux.example/pro/revendiquer/42',
      privacyUrl: 'https://bordeaux.example/confidentialite',
      sentOn: '2026-11-25',
    },
  ],
});
