export type { AdditionContent, AdditionError, AdditionRequest, AdditionState } from './addition';
export { type AdditionFile, type AdditionOutcome, AdditionService } from './addition.service';
export type {
  Claim,
  ClaimActor,
  ClaimCause,
  ClaimEvent,
  ClaimProof,
  ClaimSubject,
  ProofDocument,
} from './claim';
export * from './claim.errors';
export * from './claim.events';
export { ClaimCodes } from './claim-code';
export { ClaimLetters, claimPath, claimsPath, type LetterRequest } from './claim-letters.service';
export { type ClaimNotice, ClaimNotices, type CodeNotice } from './claim-notices.service';
export { ClaimPolicies, type StandingPolicy } from './claim-policies.service';
export { ClaimPolicyModule } from './claim-policy.module';
export { ClaimRetention } from './claim-retention.service';
export type { ClaimCursor } from './claim.repository';
export {
  type ClaimCase,
  type ClaimDocument,
  type ClaimFile,
  type ClaimPage,
  ClaimService,
} from './claim.service';
export { type ClaimState, type ClaimStep, isToDecide, isUnderWay } from './claim-state';
export { ClaimUnion, createClaimUnion, type UnitedListings } from './claim-union.service';
export type { Claimant, ClaimWay } from './claim-ways';
export { type Claimable, ClaimantService, isOut, MOST_TRIES, type OwnClaim } from './claimant.service';
export { ClaimsModule } from './claims.module';
export {
  claimListingPath,
  INVITATION_PAUSE,
  InvitationLetters,
  privacyPath,
} from './invitation-letters.service';
export { maskContact } from './known-contact';
export { documentType, MOST_DOCUMENT_BYTES } from './proof-document';
export { CODE_VALID, type ProofInput } from './proof-requests.service';
export type { ListingTransfer } from './transfer.repository';
export { TransferService, type TransferView } from './transfer.service';
export { claimLetters } from './letters/claim-letters';
export { claimMails } from './mails/claim-mails';
export type { ClaimBecause, ClaimNoticeModel, ClaimNoticeName } from './mails/claim-notice/mail';
