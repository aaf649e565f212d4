import { AccountsModule } from '@halles/domain/accounts';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { ClaimProofRepository } from '../proofs/claim-proof.repository';
import { ClaimRepository } from './claim.repository';
import { ClaimSteps } from './claim-steps.service';
import { ClaimUnion } from './claim-union.service';

/** The steps of claims and what merged listings make of them, without mail, letters or files. */
@Module({
  imports: [AccountsModule, NotificationServiceModule, ProfilesModule],
  providers: [Outbox, ClaimProofRepository, ClaimRepository, ClaimSteps, ClaimUnion],
  exports: [ClaimProofRepository, ClaimRepository, ClaimSteps, ClaimUnion],
})
export class ClaimUnionModule {}
