import { AccountRepository, AccountsModule, PersonalData } from '@halles/domain/accounts';
import { ClaimPolicyModule } from '@halles/domain/claims';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { type Config, CONFIG } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { CorrectionLinks } from './correction-links';
import { CorrectionRepository } from './correction.repository';
import { CorrectionService } from './correction.service';

@Module({
  imports: [AccountsModule, ClaimPolicyModule, ListingsModule, ProfilesModule],
  providers: [
    Outbox,
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
export class CorrectionsModule {
  constructor(personalData: PersonalData, accounts: AccountRepository, corrections: CorrectionRepository) {
    personalData.register({
      name: 'corrections',
      // Links know an address and no account: those of the account's own.
      export: async (tx, accountId) => {
        const account = await accounts.find(tx, accountId);
        return account ? corrections.linksOf(tx, account.email) : [];
      },
      erase: async (tx, accountId) => {
        const account = await accounts.find(tx, accountId);
        if (account) await corrections.deleteLinksOf(tx, account.email);
      },
    });
  }
}
