import { AccountsModule } from '@halles/domain/accounts';
import { ClaimPolicyModule } from '@halles/domain/claims';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { type Config, CONFIG } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { CorrectionLinks } from './correction-links';
import { CorrectionPersonalData } from './correction-personal-data';
import { CorrectionRepository } from './correction.repository';
import { CorrectionService } from './correction.service';

@Module({
  imports: [AccountsModule, ClaimPolicyModule, ListingsModule, ProfilesModule],
  providers: [
    Outbox,
    CorrectionPersonalData,
    CorrectionRepository,
    CorrectionService,
    {
      provide: CorrectionLinks,
      inject: [CONFIG],
      useFactory: ({ masterKey }: Config) => new CorrectionLinks(masterKey),
    },
  ],
  exports: [CorrectionService],
})
export class CorrectionsModule {}
