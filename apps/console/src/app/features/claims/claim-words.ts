import type { ClaimCaseView, ClaimProofView, ClaimRow } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { Texts } from '../../core/i18n/texts';

/** Proofs that a person looks at: no machine says whether they are enough. */
const READ_BY_PEOPLE: readonly ClaimProofView['kind'][] = ['document', 'town'];
const DECIDED: readonly ClaimRow['state'][] = ['approved', 'refused', 'released', 'transferred'];

const EXAMINED: Readonly<Record<Locale, string>> = {
  fr: 'examinée par la collectivité',
  en: 'read by the local authority',
};

/** What made somebody keep a page. */
const RECOGNISED: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  proconnect: { fr: 'reconnu par ProConnect', en: 'recognised by ProConnect' },
  'phone-code': {
    fr: 'reconnu par un code reçu au téléphone du commerce',
    en: 'recognised by a code to the phone of the business',
  },
  'email-code': {
    fr: 'reconnu par un code reçu à l’adresse du commerce',
    en: 'recognised by a code to the address of the business',
  },
  'letter-code': { fr: 'reconnu par le code d’une lettre', en: 'recognised by the code of a letter' },
  document: { fr: 'reconnu sur document', en: 'recognised by a document' },
  town: {
    fr: 'reconnu par l’avis de la collectivité',
    en: 'recognised by the word of the local authority',
  },
  addition: { fr: 'reconnu à l’ajout du commerce', en: 'recognised when the business was added' },
  'handed-over': {
    fr: 'page transmise par son prédécesseur',
    en: 'page handed over by who had it before',
  },
};
const BY_DECISION: Readonly<Record<Locale, string>> = {
  fr: 'reconnu par décision de la collectivité',
  en: 'recognised by decision of the local authority',
};
const WITHOUT_CLAIM: Readonly<Record<Locale, string>> = {
  fr: 'tient la page sans l’avoir demandée\u00a0: aucune preuve ne lui a été demandée',
  en: 'keeps the page without having claimed it: no proof was ever asked for',
};
const WITHOUT_PROOF: Readonly<Record<Locale, string>> = {
  fr: ', sans autre preuve',
  en: ', without another proof',
};
const WITH_DOCUMENT: Readonly<Record<Locale, string>> = {
  fr: '\u00a0; le document a été supprimé une fois la décision prise',
  en: '; the document was deleted once the decision was made',
};

/** What befell a claim, where nobody of the town wrote why. */
const BECAUSE: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  owned: { fr: 'Un autre compte tenait la page.', en: 'Another account kept the page.' },
  rival: {
    fr: 'Une autre demande a été faite pour la même page.',
    en: 'Another claim was made for the same page.',
  },
  'other-recognised': {
    fr: 'La collectivité a reconnu une autre personne.',
    en: 'The local authority recognised somebody else.',
  },
  merged: {
    fr: 'Deux pages du commerce ont été réunies.',
    en: 'Two pages of the business were made one.',
  },
  parted: {
    fr: 'Les deux pages réunies étaient celles de deux commerces.',
    en: 'The two pages that were made one are of two businesses.',
  },
  'handed-over': { fr: 'La proposition a été acceptée.', en: 'The offer was accepted.' },
  time: { fr: 'Aucune preuve n’est arrivée à temps.', en: 'No proof arrived in time.' },
};

const UNDO: Readonly<
  Record<NonNullable<ClaimCaseView['undo']>['step'], Readonly<Record<Locale, readonly [string, string]>>>
> = {
  reopen: {
    fr: ['Annuler le refus', 'La demande attend de nouveau une décision'],
    en: ['Take the refusal back', 'The claim waits for a decision again'],
  },
  revoke: {
    fr: [
      'Annuler l’acceptation',
      'La personne ne tient plus la page\u00a0: ce qu’elle y a écrit, ses photos et son équipe partent avec elle',
    ],
    en: [
      'Take the acceptance back',
      'The person no longer keeps the page: what they wrote, their photos and their team go with them',
    ],
  },
};

/** Above the documents of who keeps the page. */
export const SENT_BY_OWNER: Readonly<Record<Locale, string>> = {
  fr: 'Transmis contre cette demande',
  en: 'Sent against this claim',
};

/** Said once a decision is taken back. */
export const UNDONE: Readonly<Record<Locale, string>> = {
  fr: 'La décision est annulée. La personne reçoit votre motif.',
  en: 'The decision is taken back. The person receives your reason.',
};

/** How a decision is taken back, as a form offers it: its reason goes to the claimant. Pure. */
export function undoWords(step: NonNullable<ClaimCaseView['undo']>['step'], until: string, locale: Locale) {
  const [heading, label] = UNDO[step][locale];
  return {
    heading,
    until: locale === 'fr' ? `Possible jusqu’au ${until}.` : `Possible until ${until}.`,
    choices: [{ value: step, label, purpose: 'refuse' as const }],
  };
}

/** How far a proof is: one that waited for the decision on its claim was read with it. Pure. */
export const proofStateWords = (
  { kind, state }: Pick<ClaimProofView, 'kind' | 'state'>,
  claim: ClaimRow['state'],
  { claims }: Texts,
  locale: Locale,
): string =>
  state === 'superseded' && READ_BY_PEOPLE.includes(kind) && DECIDED.includes(claim)
    ? EXAMINED[locale]
    : claims.proofStates[state];

/**
 * How who keeps a page was recognised, with what became of a document that was read: the page has none of it any more, since
 * it is deleted with the decision. Without a claim nothing was ever asked of them. Pure.
 */
export function keepingWords(
  {
    cause,
    proofs,
  }: {
    readonly cause: string | null;
    readonly proofs: readonly Pick<ClaimProofView, 'kind'>[];
  },
  locale: Locale,
): string {
  if (cause === null && proofs.length === 0) return WITHOUT_CLAIM[locale];
  const how = (RECOGNISED[cause ?? ''] ?? BY_DECISION)[locale];
  if (proofs.length === 0) return how + WITHOUT_PROOF[locale];
  return proofs.some(({ kind }) => kind === 'document') ? how + WITH_DOCUMENT[locale] : how;
}

/** Why a step was taken: in the words of who decided, else what befell the claim; empty where nothing is to be said. Pure. */
export const whyWords = (
  { reason, cause }: Pick<ClaimCaseView['events'][number], 'reason' | 'cause'>,
  locale: Locale,
): string => reason ?? BECAUSE[cause]?.[locale] ?? '';

const DECIDED_CLAIMS: Readonly<Record<'approved' | 'refused', Readonly<Record<Locale, string>>>> = {
  approved: { fr: 'Acceptées', en: 'Accepted' },
  refused: { fr: 'Refusées', en: 'Refused' },
};

/** What a list of claims is called. Pure. */
export function viewWords(
  view: 'waiting' | 'awaiting' | 'approved' | 'refused' | 'additions',
  { claims, documents }: Texts,
  locale: Locale,
): string {
  switch (view) {
    case 'waiting':
      return claims.toDecide;
    case 'awaiting':
      return documents.awaiting;
    case 'additions':
      return claims.additionsAnswered;
    default:
      return DECIDED_CLAIMS[view][locale];
  }
}

const RECEIVED: Readonly<Record<Locale, string>> = { fr: 'pièce reçue', en: 'document received' };
const OF_OWNER: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  request: { fr: 'pièce demandée à qui tient la page', en: 'document requested from who keeps the page' },
  submit: { fr: 'pièce reçue de qui tient la page', en: 'document received from who keeps the page' },
};

/** What happened to a claim, or to the documents of who kept the page meanwhile. Pure. */
export function stepWords(
  { side, step, cause }: Pick<ClaimCaseView['events'][number], 'side' | 'step' | 'cause'>,
  { claims }: Texts,
  locale: Locale,
): string {
  const ofOwner = side === 'owner' ? OF_OWNER[step] : undefined;
  if (ofOwner) return ofOwner[locale];
  if (step === 'submit' && cause === 'document') return RECEIVED[locale];
  return claims.steps[step] ?? step;
}
