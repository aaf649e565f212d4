import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { type Config, CONFIG } from '@halles/platform/config';
import { LettersModule } from '@halles/platform/letters';
import { Outbox } from '@halles/platform/outbox';
import { StorageQuota } from '@halles/platform/storage';
import { Module } from '@nestjs/common';
import { AdditionRepository } from './additions/addition.repository';
import { AdditionService } from './additions/addition.service';
import { ClaimCodes } from './proofs/claim-code';
import { ClaimLetters } from './proofs/code-letters.service';
import { ClaimNotices } from './claim-notices.service';
import { ClaimLookupService } from './claims/claim-lookup.service';
import { ClaimPersonalData } from './claim-personal-data';
import { ClaimProofService } from './proofs/claim-proof.service';
import { OwnClaims } from './claims/own-claims';
import { ClaimPolicyModule } from './policies/claim-policy.module';
import { ClaimService } from './claims/claim.service';
import { ClaimUndoService } from './claims/claim-undo.service';
import { CLAIM_SETTINGS, claimSettings } from './claim-settings';
import { ClaimSubjectRepository } from './claims/claim-subject.repository';
import { ClaimUnionModule } from './claims/claim-union.module';
import { ClaimantService } from './claims/claimant.service';
import { InvitationLetters } from './invitations/invitation-letters.service';
import { InvitationRepository } from './invitations/invitation.repository';
import { ProofRequests } from './proofs/proof-requests.service';
import { TransferRepository } from './transfers/transfer.repository';
import { TransferService } from './transfers/transfer.service';

const services = [
  AdditionService,
  ClaimantService,
  ClaimLetters,
  ClaimLookupService,
  ClaimNotices,
  ClaimProofService,
  ClaimService,
  ClaimUndoService,
  InvitationLetters,
  TransferService,
];

/** Who asks to keep a listing. Needs StorageModule. */
@Module({
  imports: [
    AccountsModule,
    ClaimPolicyModule,
    ClaimUnionModule,
    ListingsModule,
    NotificationServiceModule,
    ProfilesModule,
    LettersModule,
  ],
  providers: [
    StorageQuota,
    Outbox,
    AdditionRepository,
    ClaimPersonalData,
    ClaimSubjectRepository,
    InvitationRepository,
    OwnClaims,
    ProofRequests,
    TransferRepository,
    {
      provide: ClaimCodes,
      inject: [CONFIG],
      useFactory: ({ masterKey }: Config) => new ClaimCodes(masterKey),
    },
    { provide: CLAIM_SETTINGS, inject: [CONFIG], useFactory: claimSettings },
    ...services,
  ],
  exports: [ClaimPolicyModule, ...services],
})
export class ClaimsModule {}
