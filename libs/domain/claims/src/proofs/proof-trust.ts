import type { ClaimPolicy, ClaimProofKind } from '@halles/contracts';
import type { FactSource } from '@halles/domain/listings';
import { DAY } from '@halles/kernel';
import type { ClaimState, ClaimStep } from '../claims/claim-state';

/** What a proof is worth by itself. `sure`: enough where trust decides. `unsure`: a person looks at it. */
export type ProofTrust = 'sure' | 'unsure';

/** What anybody may edit counts once it stood unchanged for so long: nobody puts a number there to claim by it today. */
const SETTLED_DAYS = 30;

/**
 * What it is worth to answer at a phone or address that a source knows: the register and the territory's list are sure;
 * OpenStreetMap, which anybody edits, is once it did not change for thirty days. Pure.
 * @param updatedOn ISO date of the source's last change; null where it does not say
 */
export function trustOfContact(source: FactSource, updatedOn: string | null, now: Date): ProofTrust {
  if (source !== 'osm') return 'sure';
  if (updatedOn === null) return 'unsure';
  const settled = new Date(`${updatedOn}T00:00:00Z`).getTime() + SETTLED_DAYS * DAY;
  return settled <= now.getTime() ? 'sure' : 'unsure';
}

/** What a proof of that kind says by itself that a machine can check. */
const CHECKED: Readonly<Record<ClaimProofKind, boolean>> = {
  proconnect: true,
  'phone-code': true,
  'email-code': true,
  'letter-code': true,
  document: false,
  town: false,
};

/** A proof as far as its worth goes. */
export interface WeighedProof {
  readonly kind: ClaimProofKind;
  readonly trust: ProofTrust;
  /** The code goes where the claimant said: that it arrives there says nothing of the business, whatever the policy. */
  readonly isOwnWord: boolean;
}

/** Whether a proof makes an owner at once under a territory's policy. Pure. */
export function isEnough(policy: ClaimPolicy, { kind, trust, isOwnWord }: WeighedProof): boolean {
  if (policy === 'manual' || !CHECKED[kind] || isOwnWord) return false;
  return policy === 'automatic' || trust === 'sure';
}

/** What is known of a claim when a proof of it comes in. */
export interface ProofSituation extends WeighedProof {
  readonly policy: ClaimPolicy;
  readonly state: ClaimState;
  /** Another account keeps the listing. */
  readonly isOwned: boolean;
  /** Another account's claim on it waits for a decision. */
  readonly isRivalled: boolean;
}

/**
 * Which step a proof makes. Who keeps the listing is never displaced by a machine; among those who do not, a proof that is
 * enough wins over one that waits, or a stranger's upload would bar the owner's way. Pure.
 */
export function stepOfProof({
  policy,
  state,
  isOwned,
  isRivalled,
  ...proof
}: ProofSituation): Extract<ClaimStep, 'prove' | 'submit' | 'contest'> {
  if (isOwned) return state === 'disputed' ? 'submit' : 'contest';
  if (state === 'disputed') return 'submit';
  if (isEnough(policy, proof)) return 'prove';
  return isRivalled ? 'contest' : 'submit';
}
