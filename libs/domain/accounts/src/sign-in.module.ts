import { DeliveryRepository } from '@halles/domain/deliveries';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { AccountDataRepository } from './account-data.repository';
import { AccountData } from './account-data.service';
import { AccountPersonalData, MailPersonalData } from './account-personal-data';
import { AccountRetention } from './account-retention.service';
import { AccountSettings } from './account-settings.service';
import { AccountsModule } from './accounts.module';
import { GrantRepository } from './grant.repository';
import { IdentityRepository } from './identity.repository';
import { InvitationRepository } from './invitation.repository';
import { LinkAgainService } from './link-again.service';
import { LinkUseService } from './link-use.service';
import { LinkRepository } from './link.repository';
import { LinkService } from './links.service';
import { OidcAttemptRepository } from './oidc-attempt.repository';
import { SecondFactorRepository } from './second-factor.repository';
import { SecondFactorService } from './second-factor.service';
import { SessionRepository } from './session.repository';
import { SignInService } from './sign-in.service';
import { SignUpService } from './sign-up.service';
import { TeamService } from './team.service';

/** How people sign in, and what they change of their account. Needs AccountSecretsModule. */
@Module({
  imports: [AccountsModule],
  providers: [
    AccountData,
    AccountDataRepository,
    AccountPersonalData,
    MailPersonalData,
    AccountRetention,
    AccountSettings,
    DeliveryRepository,
    GrantRepository,
    IdentityRepository,
    InvitationRepository,
    LinkAgainService,
    LinkRepository,
    LinkService,
    LinkUseService,
    OidcAttemptRepository,
    Outbox,
    SecondFactorRepository,
    SecondFactorService,
    SessionRepository,
    SignInService,
    SignUpService,
    TeamService,
  ],
  exports: [
    AccountData,
    AccountRetention,
    AccountSettings,
    AccountsModule,
    IdentityRepository,
    LinkAgainService,
    LinkService,
    LinkUseService,
    OidcAttemptRepository,
    SecondFactorService,
    SignInService,
    SignUpService,
    TeamService,
  ],
})
export class SignInModule {}
