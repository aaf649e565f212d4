import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import type { Config } from '@halles/platform/config';
import { LettersModule } from '@halles/platform/letters';
import { Outbox } from '@halles/platform/outbox';
import { type DynamicModule, Module } from '@nestjs/common';
import { AdditionRepository } from './additions/addition.repository';
import { AdditionService } from './additions/addition.service';
import { ClaimCodes } from './proofs/claim-code';
import { ClaimLetters } from './proofs/code-letters.service';
import { ClaimNotices } from './claim-notices.service';
import { ClaimPersonalData } from './claim-personal-data';
import { ClaimPolicyModule } from './policies/claim-policy.module';
import { ClaimProofRepository } from './proofs/claim-proof.repository';
import { ClaimRetention } from './claim-retention.service';
import { ClaimRepository } from './claims/claim.repository';
import { ClaimService } from './claims/claim.service';
import { CLAIM_CONFIG, CLAIM_SETTINGS, claimSettings } from './claim-settings';
import { ClaimSteps } from './claims/claim-steps.service';
import { ClaimSubjectRepository } from './claims/claim-subject.repository';
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
  ClaimNotices,
  ClaimRetention,
  ClaimService,
  InvitationLetters,
  TransferService,
];

/** One a process, whoever imports it: its part in the data of persons is registered once. */
const made = new WeakMap<Config, DynamicModule>();

/** Who asks to keep a listing. Needs StorageModule. */
@Module({})
export class ClaimsModule {
  static forRoot(config: Config): DynamicModule {
    const known = made.get(config);
    if (known) return known;
    const module: DynamicModule = {
      module: ClaimsModule,
      imports: [
        AccountsModule,
        ClaimPolicyModule,
        ListingsModule,
        ProfilesModule,
        LettersModule.forRoot(config),
      ],
      providers: [
        Outbox,
        AdditionRepository,
        ClaimPersonalData,
        ClaimProofRepository,
        ClaimRepository,
        ClaimSteps,
        ClaimSubjectRepository,
        InvitationRepository,
        ProofRequests,
        TransferRepository,
        { provide: ClaimCodes, useFactory: () => new ClaimCodes(config.masterKey) },
        { provide: CLAIM_CONFIG, useValue: config },
        { provide: CLAIM_SETTINGS, useValue: claimSettings(config) },
        ...services,
      ],
      exports: [ClaimPolicyModule, ...services],
    };
    made.set(config, module);
    return module;
  }
}
