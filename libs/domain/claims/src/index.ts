export {
  type AdditionContent,
  type AdditionError,
  type AdditionRequest,
  type AdditionState,
  directoryPhone,
} from './additions/addition';
export { type AdditionFile, type AdditionOutcome, AdditionService } from './additions/addition.service';
export {
  type Claim,
  type ClaimActor,
  type ClaimCause,
  type ClaimEvent,
  type ClaimProof,
  type ClaimSubject,
  isAskedOfTown,
  isDocument,
  type ProofDocument,
} from './claims/claim';
export * from './claim.errors';
export * from './claim.events';
export { ClaimCodes } from './proofs/claim-code';
export { ClaimLetters, type LetterRequest } from './proofs/code-letters.service';
export { type ClaimNotice, ClaimNotices, type CodeNotice } from './claim-notices.service';
export { ClaimPolicies, type CurrentPolicy } from './policies/claim-policies.service';
export { ClaimPolicyModule } from './policies/claim-policy.module';
export type { ClaimCursor } from './claims/claim.repository';
export {
  type ClaimCase,
  type ClaimDocument,
  type ClaimFile,
  type ClaimPage,
  type Ownership,
  ClaimService,
} from './claims/claim.service';
export { type ClaimState, type ClaimStep, isToDecide, isUnderWay } from './claims/claim-state';
export { type ClaimUndo, ClaimUndoService } from './claims/claim-undo.service';
export { ClaimUnionModule } from './claims/claim-union.module';
export { ClaimUnion, type UnitedListings } from './claims/claim-union.service';
export type { Claimant, ProofOption } from './proofs/proof-options';
export { ClaimantService } from './claims/claimant.service';
export {
  type Claimable,
  ClaimLookupService,
  type ContestedListing,
  isDisplaced,
  type OwnClaim,
  type OwnClaimFile,
} from './claims/claim-lookup.service';
export { ClaimProofService, isOut, MAX_TRIES } from './proofs/claim-proof.service';
export { ClaimsModule } from './claims.module';
export { INVITATION_PAUSE, InvitationLetters } from './invitations/invitation-letters.service';
export { maskContact } from './proofs/known-contact';
export { shownAddress } from './proofs/letter-address';
export { CODE_VALID, isLetterAwaited, letterAgainAt, type ProofInput } from './proofs/proof-requests.service';
export type { ListingTransfer } from './transfers/transfer.repository';
export { TransferService, type TransferView } from './transfers/transfer.service';
export { claimLetters } from './letters/claim-letters';
export { claimMails } from './mails/claim-mails';
export type { ClaimBecause, ClaimNoticeModel, ClaimNoticeName } from './mails/claim-notice/mail';
