import { pathTo } from '@halles/contracts';
import { type AdditionRequest, isDocument, isOut, type OwnClaimFile } from '@halles/domain/claims';
import type { PageScope } from '../rendering/page-scope';
import { leadOf } from './claim-words';
import { type ClaimBody, claimForm, claimSection } from './claim.view';

interface Withdrawal {
  readonly lead: string;
  /** Keys of what ends, in the order in which it is told. */
  readonly lost: readonly string[];
  readonly action: string;
  readonly keep: string;
}

/** One page, one button: what ends with a request, before it does. */
function bodyOf({ texts }: PageScope, { lead, lost, action, keep }: Withdrawal): ClaimBody {
  return {
    errors: [],
    lead,
    sections: [
      claimSection('retirer', texts.line('claims.withdraw.ends'), {
        paragraphs: lost.map((key) => texts.line(`claims.withdraw.lost.${key}`)),
        forms: [claimForm(action, texts.line('claims.withdraw.submit'), { look: 'button--danger' })],
        links: [{ href: keep, label: texts.line('claims.withdraw.keep') }],
      }),
    ],
  };
}

/** What withdrawing a claim ends. Pure. */
export const presentClaimWithdrawal =
  ({ claim, subject, proofs }: OwnClaimFile, now: Date) =>
  (scope: PageScope): ClaimBody =>
    bodyOf(scope, {
      lead: leadOf(scope, subject),
      lost: [
        claim.state,
        ...(proofs.some(isDocument) ? ['documents'] : []),
        ...(proofs.some((proof) => isOut(proof, now)) ? ['code'] : []),
        'again',
      ],
      action: pathTo('claim.withdraw', scope.locale, { claim: claim.id }),
      keep: pathTo('claim', scope.locale, { claim: claim.id }),
    });

/** What withdrawing a request to be added ends. Pure. */
export const presentAdditionWithdrawal =
  ({ id, content }: AdditionRequest) =>
  (scope: PageScope): ClaimBody =>
    bodyOf(scope, {
      lead: `${content.name}, ${content.street}, ${content.postalCode} ${content.communeName}`,
      lost: ['addition', 'again'],
      action: pathTo('addition.withdraw', scope.locale, { addition: id }),
      keep: pathTo('claims', scope.locale),
    });
