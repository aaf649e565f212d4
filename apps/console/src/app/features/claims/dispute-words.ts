import type { ClaimCaseView, ClaimRow } from '@halles/contracts';
import { type Locale, withPrepositionOfPerson } from '@halles/kernel';

type Dispute = Pick<ClaimCaseView, 'rivals' | 'decidedWith'>;
type Side = Pick<ClaimRow, 'claimant'>;

const capital = (words: string): string => `${words.charAt(0).toLocaleUpperCase()}${words.slice(1)}`;

/** « la demande d’Anne Petit ». */
function claimOf({ claimant }: Side, locale: Locale): string {
  if (claimant === null) return locale === 'fr' ? 'l’autre demande' : 'the other claim';
  return locale === 'fr'
    ? `la demande ${withPrepositionOfPerson('de', claimant.name)}`
    : `the claim of ${claimant.name}`;
}

/** What becomes of the other claims by each answer, before it is given; a sentence each. Pure. */
export function rivalsBefore({ rivals }: Pick<Dispute, 'rivals'>, locale: Locale): string[] {
  return rivals.flatMap((rival) => {
    const theirs = claimOf(rival, locale);
    return locale === 'fr'
      ? [
          `Si vous acceptez, ${theirs} sera refusée, avec le même motif.`,
          `Si vous refusez, ${theirs} attendra encore une décision.`,
        ]
      : [
          `If you accept, ${theirs} will be refused, with the same reason.`,
          `If you refuse, ${theirs} will still wait for a decision.`,
        ];
  });
}

/** What became of the other claims, said with the answer that was just given. Pure. */
export function rivalsAfter(
  { rivals }: Pick<Dispute, 'rivals'>,
  decision: 'approve' | 'refuse',
  locale: Locale,
): string[] {
  const words = {
    fr: {
      approve: 'est refusée\u00a0: la personne est prévenue aussi.',
      refuse: 'attend encore une décision.',
    },
    en: { approve: 'is refused: the person is told, too.', refuse: 'still waits for a decision.' },
  }[locale][decision];
  return rivals.map((rival) => `${capital(claimOf(rival, locale))} ${words}`);
}

const RESULTS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  approved: { fr: 'a été acceptée par la même décision.', en: 'was accepted by the same decision.' },
  refused: { fr: 'a été refusée par la même décision.', en: 'was refused by the same decision.' },
};

/** What one decision made of another claim. Pure. */
export const resultWords = (claim: Side & Pick<ClaimRow, 'state'>, locale: Locale): string =>
  `${capital(claimOf(claim, locale))} ${RESULTS[claim.state]?.[locale] ?? ''}`.trim();

/** What taking the decision back does to the other claims; a sentence each. Pure. */
export function rivalsUndone(
  { rivals, decidedWith }: Dispute,
  step: NonNullable<ClaimCaseView['undo']>['step'],
  locale: Locale,
): string[] {
  if (step === 'reopen')
    return rivals.map((rival) => {
      const theirs = capital(claimOf(rival, locale));
      return locale === 'fr'
        ? `${theirs} et celle-ci attendront ensemble une décision.`
        : `${theirs} and this one will wait for a decision together.`;
    });
  return decidedWith
    .filter(({ state }) => state === 'refused')
    .map((claim) => {
      const theirs = capital(claimOf(claim, locale));
      return locale === 'fr'
        ? `${theirs} reste refusée\u00a0: pour tenir la page, la personne doit en faire une nouvelle.`
        : `${theirs} stays refused: to keep the page, the person has to make a new one.`;
    });
}

/** Above the other claims of a decision. */
export const DECIDED_WITH: Readonly<Record<Locale, string>> = {
  fr: 'L’autre demande',
  en: 'The other claim',
};
