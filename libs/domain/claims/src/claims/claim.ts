import type { ClaimPolicy, ClaimProofKind, DocumentType } from '@halles/contracts';
import type { FactSource, ListingSource, Visibility } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import type { ClaimState, ClaimStep } from './claim-state';
import type { ProofTrust } from '../proofs/proof-trust';

/** A merchant's request to keep a listing. */
export interface Claim {
  readonly id: string;
  readonly listingId: number;
  readonly accountId: string;
  readonly state: ClaimState;
  /** The territory's policy on the day of the claim. */
  readonly policy: ClaimPolicy;
  /** The language that its mails are written in. */
  readonly locale: Locale;
  readonly createdAt: Date;
  readonly changedAt: Date;
  /** When it lapses; null once it was submitted or decided. */
  readonly expiresAt: Date | null;
  /** Until when a document that the town asked for is waited for; null: for none. */
  readonly awaitsUntil: Date | null;
}

/** A document as it lies in the private store until the decision. */
export interface ProofDocument {
  readonly type: DocumentType;
  readonly bytes: number;
}

/** One attempt to prove a claim. */
export interface ClaimProof {
  readonly id: string;
  readonly claimId: string;
  readonly kind: ClaimProofKind;
  /** `asked`: a code is out, or a person is to look. `superseded`: another took its place, or the claim was decided. */
  readonly state: 'asked' | 'accepted' | 'exhausted' | 'superseded';
  readonly trust: ProofTrust;
  /** Where the code goes, or the SIRET that ProConnect told. */
  readonly contact: string | null;
  /** Who knew the contact. */
  readonly source: FactSource | null;
  /** Wrong codes so far. */
  readonly tries: number;
  /** Null where there was none, or once it was deleted. */
  readonly document: ProofDocument | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** When its letter was last printed. */
  readonly printedAt: Date | null;
}

/** Whether the town was asked for its word, and has not given it yet. Pure. */
export const isAskedOfTown = ({ kind, state }: Pick<ClaimProof, 'kind' | 'state'>): boolean =>
  kind === 'town' && state === 'asked';

/** Whether a proof was a document, which is deleted once its claim is decided or withdrawn. Pure. */
export const isDocument = ({ kind }: Pick<ClaimProof, 'kind'>): boolean => kind === 'document';

/**
 * Why something happened, as a key of texts: the kind of proof that did it, a person's decision, or what befell the claim.
 */
export type ClaimCause =
  | ClaimProofKind
  | 'claimant'
  | 'agent'
  | 'time'
  | 'owned'
  | 'rival'
  | 'alone'
  | 'other-recognised'
  | 'addition'
  | 'merged'
  | 'parted'
  | 'handed-over';

/** Who took a step. */
export type ClaimActor =
  | { readonly kind: 'claimant' | 'system'; readonly name: null }
  /** A person of the town, by the name that the console shows. */
  | { readonly kind: 'agent'; readonly name: string };

/** A step that was taken. */
export interface ClaimEvent {
  readonly id: string;
  readonly claimId: string;
  /** `join`, `part`: its page was made one with another one, or set apart again; its state is as before. */
  readonly step: ClaimStep | 'start' | 'join' | 'part';
  /** The state that it led to. */
  readonly state: ClaimState;
  readonly cause: ClaimCause;
  /** In the words of who decided. */
  readonly reason: string | null;
  readonly by: ClaimActor;
  readonly at: Date;
}

/** A listing as a claimant may know it, one that is not shown in public included. */
export interface ClaimSubject {
  readonly id: number;
  readonly slug: string;
  /** Null where it may not be shown. */
  readonly name: string | null;
  readonly visibility: Extract<Visibility, 'public' | 'masked' | 'nameless'>;
  readonly category: string | null;
  readonly siret: string | null;
  readonly siren: string | null;
  /** "12 rue Sainte-Catherine"; null where it is not known or may not be shown. */
  readonly line: string | null;
  readonly postalCode: string | null;
  readonly communeCode: string | null;
  readonly communeName: string | null;
  readonly sources: readonly ListingSource[];
}
