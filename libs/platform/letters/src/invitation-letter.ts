import type { TenantSettings } from '@halles/contracts';
import type { Bilingual, Locale } from '@halles/kernel';
import { formatDay } from '@halles/platform/theming';
import { type Letter, shownUrl } from './letter';

/** Who told where a business receives its mail. */
export type AddressSource = 'sirene' | 'csv' | 'osm' | 'demonstration';

/** What the letter is made of that tells a business of its page. It bears no code, and no name but that of the page. */
export interface InvitationLetter {
  readonly locale: Locale;
  readonly recipient: readonly string[];
  /** Who told the address: whoever is written to unasked is told where it was found (GDPR, article 14). */
  readonly source: AddressSource;
  /** Name of the business, as its page has it. */
  readonly listing: string;
  /** Absolute address on which the page is claimed. */
  readonly url: string;
  /** Absolute address of the page on personal data. */
  readonly privacyUrl: string;
  /** ISO date. */
  readonly sentOn: string;
}

type Settings = Pick<TenantSettings, 'title' | 'territory' | 'dataProtection'>;

const NBSP = '\u00A0';

/** The letter that invites a business to keep its page. Pure. */
export function wordInvitationLetter(letter: InvitationLetter, settings: Settings): Letter {
  const { territory } = settings;
  const isFrench = letter.locale === 'fr';
  const code = { text: null, url: letter.url, shownUrl: shownUrl(letter.url) };
  return {
    locale: letter.locale,
    recipient: letter.recipient,
    dateLine: `${territory.name}, ${isFrench ? 'le ' : ''}${formatDay(letter.sentOn, letter.locale)}`,
    ...(isFrench ? inFrench(letter, settings) : inEnglish(letter, settings)),
    code: isFrench
      ? { ...code, label: 'Votre page', urlLabel: 'À l’adresse' }
      : { ...code, label: 'Your page', urlLabel: 'At the address' },
  };
}

type Words = Pick<Letter, 'heading' | 'opening' | 'steps' | 'closing' | 'notice'>;

const SOURCES: Readonly<Record<AddressSource, Bilingual>> = {
  sirene: {
    fr: 'du répertoire Sirene de l’Insee, qui est public',
    en: 'from INSEE’s Sirene register, which is public',
  },
  osm: { fr: 'd’OpenStreetMap', en: 'from OpenStreetMap' },
  csv: { fr: 'd’une liste de la collectivité', en: 'from a list of the local authority' },
  demonstration: { fr: 'd’un annuaire de démonstration', en: 'from a demonstration directory' },
};

const inFrench = (
  { listing, source, privacyUrl }: InvitationLetter,
  { title, dataProtection }: Settings,
): Words => ({
  heading: 'Votre commerce a une page',
  opening: [
    `«${NBSP}${listing}${NBSP}» figure sur ${title.fr}, d’après des registres publics. Personne ne tient encore cette page. Elle vous revient, et elle est gratuite.`,
  ],
  steps: [
    'Scannez le dessin ci-contre avec votre téléphone, ou tapez l’adresse.',
    'Ouvrez un compte, puis prouvez que ce commerce est le vôtre.',
    'Corrigez vos horaires, votre téléphone, et ce que le public doit savoir.',
  ],
  closing: [
    `Rien ne vous oblige à répondre${NBSP}: sans réponse, la page reste telle qu’elle est. Nous ne vous écrirons pas de nouveau à ce sujet avant six mois.`,
  ],
  notice: `Votre adresse vient ${SOURCES[source].fr}. Pour ne plus recevoir de lettre, ou faire valoir vos droits sur vos données, écrivez à ${dataProtection.email}, ou à l’adresse ci-dessus. En savoir plus${NBSP}: ${shownUrl(privacyUrl)}`,
});

const inEnglish = (
  { listing, source, privacyUrl }: InvitationLetter,
  { title, dataProtection }: Settings,
): Words => ({
  heading: 'Your business has a page',
  opening: [
    `${listing} is on ${title.en}, from what public registers tell. Nobody keeps this page yet. It is yours to keep, free of charge.`,
  ],
  steps: [
    'Scan the drawing beside with your phone, or type the address.',
    'Open an account, then prove that the business is yours.',
    'Put your hours, your telephone and what the public should know right.',
  ],
  closing: [
    'You need not answer: without an answer the page stays as it is. We shall not write to you about it again within six months.',
  ],
  notice: `Your address comes ${SOURCES[source].en}. To receive no more letters, or to exercise your rights over your data, write to ${dataProtection.email}, or to the address above. More: ${shownUrl(privacyUrl)}`,
});
