import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { formatDay } from '@halles/platform/theming';
import { type Letter, type Letterhead, shownUrl } from './letter';

/** What the letter with the code of a claim is made of. */
export interface ClaimLetter {
  readonly locale: Locale;
  readonly recipient: readonly string[];
  /** Name of the business; null where it may not be written. */
  readonly listing: string | null;
  readonly code: string;
  /** Absolute address of the page on which the code is entered, the code in it. */
  readonly url: string;
  /** The same without the code, for who types it. */
  readonly typedUrl: string;
  /** ISO dates. */
  readonly sentOn: string;
  readonly validUntil: string;
}

type Settings = Pick<TenantSettings, 'title' | 'contact' | 'demonstration' | 'territory'>;

const NBSP = '\u00A0';

/** The head of every letter of a territory. Pure. */
export function letterhead({ title, contact, demonstration }: Settings, locale: Locale): Letterhead {
  const ways = [contact.phone, contact.email].filter((way) => way !== undefined).join(' · ');
  const question = locale === 'fr' ? `Une question${NBSP}? ` : 'A question? ';
  const invented =
    locale === 'fr'
      ? 'Portail de démonstration, sans lien avec la collectivité dont il porte le nom.'
      : 'Demonstration portal, not connected with the local authority whose name it bears.';
  return {
    portal: title[locale],
    organisation: contact.name,
    addressLines: contact.address.split('\n'),
    footer: question + ways,
    demonstration: demonstration ? invented : null,
  };
}

/** The letter that brings a code to the address that the register knows. Pure. */
export function wordClaimLetter(letter: ClaimLetter, settings: Settings): Letter {
  return letter.locale === 'fr' ? inFrench(letter, settings) : inEnglish(letter, settings);
}

function inFrench(letter: ClaimLetter, { title, territory }: Settings): Letter {
  const business = letter.listing === null ? 'votre commerce' : `«${NBSP}${letter.listing}${NBSP}»`;
  return {
    locale: 'fr',
    recipient: letter.recipient,
    dateLine: `${territory.name}, le ${formatDay(letter.sentOn, 'fr')}`,
    heading: 'Votre code pour tenir votre page',
    opening: [
      `Quelqu’un a demandé à tenir la page de ${business} sur ${title.fr}. Si c’est vous, ou une personne de votre commerce, ce code le prouve${NBSP}: il n’est envoyé qu’ici.`,
    ],
    code: {
      label: 'Votre code',
      text: letter.code,
      url: letter.url,
      urlLabel: 'ou à l’adresse',
      shownUrl: shownUrl(letter.typedUrl),
    },
    steps: [
      'Scannez le dessin ci-contre avec votre téléphone, ou tapez l’adresse.',
      'Connectez-vous avec le compte qui a fait la demande.',
      `Vérifiez le code, puis validez. Votre page est à vous.`,
    ],
    closing: [
      `Ce code est valable jusqu’au ${formatDay(letter.validUntil, 'fr')}.`,
      `Vous n’avez rien demandé${NBSP}? Ne donnez ce code à personne et jetez cette lettre${NBSP}: sans lui, cette demande ne vaut rien.`,
    ],
    notice: null,
  };
}

function inEnglish(letter: ClaimLetter, { title, territory }: Settings): Letter {
  const business = letter.listing ?? 'your business';
  return {
    locale: 'en',
    recipient: letter.recipient,
    dateLine: `${territory.name}, ${formatDay(letter.sentOn, 'en')}`,
    heading: 'Your code to keep your page',
    opening: [
      `Somebody asked to keep the page of ${business} on ${title.en}. If it was you, or a person of your business, this code proves it: it is sent nowhere else.`,
    ],
    code: {
      label: 'Your code',
      text: letter.code,
      url: letter.url,
      urlLabel: 'or at the address',
      shownUrl: shownUrl(letter.typedUrl),
    },
    steps: [
      'Scan the drawing beside with your phone, or type the address.',
      'Sign in with the account that made the claim.',
      'Check the code, then confirm. Your page is yours.',
    ],
    closing: [
      `This code is valid until ${formatDay(letter.validUntil, 'en')}.`,
      'You asked for nothing? Give this code to nobody and throw this letter away: without it, the claim is worth nothing.',
    ],
    notice: null,
  };
}
