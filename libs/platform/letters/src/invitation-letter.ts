import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { formatDay } from '@halles/platform/theming';
import { type Letter, shownUrl } from './letter';

/** What the letter is made of that tells a business of its page. It bears no code and names nobody. */
export interface InvitationLetter {
  readonly locale: Locale;
  readonly recipient: readonly string[];
  /** Name of the business, as its page has it. */
  readonly listing: string;
  /** Absolute address on which the page is claimed. */
  readonly url: string;
  /** ISO date. */
  readonly sentOn: string;
}

type Settings = Pick<TenantSettings, 'title' | 'territory'>;

const NBSP = '\u00A0';

/** The letter that invites a business to keep its page. Pure. */
export function wordInvitationLetter(letter: InvitationLetter, { title, territory }: Settings): Letter {
  const isFrench = letter.locale === 'fr';
  const code = { text: null, url: letter.url, shownUrl: shownUrl(letter.url) };
  return {
    locale: letter.locale,
    recipient: letter.recipient,
    dateLine: `${territory.name}, ${isFrench ? 'le ' : ''}${formatDay(letter.sentOn, letter.locale)}`,
    ...(isFrench ? inFrench(letter, title.fr) : inEnglish(letter, title.en)),
    code: isFrench
      ? { ...code, label: 'Votre page', urlLabel: 'À l’adresse' }
      : { ...code, label: 'Your page', urlLabel: 'At the address' },
  };
}

type Words = Pick<Letter, 'heading' | 'opening' | 'steps' | 'closing'>;

const inFrench = ({ listing }: InvitationLetter, title: string): Words => ({
  heading: 'Votre commerce a une page',
  opening: [
    `«${NBSP}${listing}${NBSP}» figure sur ${title}, d’après des registres publics. Personne ne tient encore cette page. Elle vous revient, et elle est gratuite.`,
  ],
  steps: [
    'Scannez le dessin ci-contre avec votre téléphone, ou tapez l’adresse.',
    'Ouvrez un compte, puis prouvez que ce commerce est le vôtre.',
    'Corrigez vos horaires, votre téléphone, et ce que le public doit savoir.',
  ],
  closing: [
    `Rien ne vous oblige à répondre${NBSP}: sans réponse, la page reste telle qu’elle est. Nous ne vous écrirons pas de nouveau à ce sujet avant six mois.`,
  ],
});

const inEnglish = ({ listing }: InvitationLetter, title: string): Words => ({
  heading: 'Your business has a page',
  opening: [
    `${listing} is on ${title}, from what public registers tell. Nobody keeps this page yet. It is yours to keep, free of charge.`,
  ],
  steps: [
    'Scan the drawing beside with your phone, or type the address.',
    'Open an account, then prove that the business is yours.',
    'Put your hours, your telephone and what the public should know right.',
  ],
  closing: [
    'You need not answer: without an answer the page stays as it is. We shall not write to you about it again within six months.',
  ],
});
