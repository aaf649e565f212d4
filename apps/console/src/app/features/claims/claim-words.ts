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

/** What befell a claim, where nobody of the town wrote why. */
const BECAUSE: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  owned: { fr: 'Un autre compte tient la page.', en: 'Another account keeps the page.' },
  rival: { fr: 'Une autre demande attend aussi.', en: 'Another claim waits too.' },
  'other-recognised': {
    fr: 'La collectivité a reconnu une autre personne.',
    en: 'The local authority recognised somebody else.',
  },
  merged: {
    fr: 'Deux pages du commerce ont été réunies.',
    en: 'Two pages of the business were made one.',
  },
  'handed-over': { fr: 'La proposition a été acceptée.', en: 'The offer was accepted.' },
  time: { fr: 'Aucune preuve n’est arrivée à temps.', en: 'No proof arrived in time.' },
};

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
  { claims: { keeping } }: Texts,
): string {
  if (cause === null && proofs.length === 0) return keeping.withoutClaim;
  const how = keeping.causes[cause ?? ''] ?? keeping.causes.agent;
  if (proofs.length === 0) return keeping.withoutProof(how);
  return proofs.some(({ kind }) => kind === 'document') ? keeping.withDocument(how) : how;
}

/** Why a step was taken: in the words of who decided, else what befell the claim; empty where nothing is to be said. Pure. */
export const whyWords = (
  { reason, cause }: Pick<ClaimCaseView['events'][number], 'reason' | 'cause'>,
  locale: Locale,
): string => reason ?? BECAUSE[cause]?.[locale] ?? '';
