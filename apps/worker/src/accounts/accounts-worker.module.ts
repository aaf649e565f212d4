import { AccountSecretsModule, SignInModule } from '@halles/domain/accounts';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { AccountEmailChangedProcessor } from './account-email-changed.processor';
import { AccountInvitationProcessor } from './account-invitation.processor';
import { AccountLinkProcessor } from './account-link.processor';
import { AccountSecurityChangedProcessor } from './account-security-changed.processor';

/** Mails of accounts. */
@Module({
  imports: [AccountSecretsModule, DeliveriesModule, ListingsModule, SignInModule],
  providers: [
    AccountEmailChangedProcessor,
    AccountInvitationProcessor,
    AccountLinkProcessor,
    AccountSecurityChangedProcessor,
  ],
})
export class AccountsWorkerModule {}
