export {
  type Account,
  type AccountSession,
  type Grant,
  listingsWith,
  permissionsOn,
  recipientOf,
  type SignInMeans,
} from './account';
export { AccountData } from './account-data.service';
export * from './account.errors';
export * from './account.events';
export * from './account-link.errors';
export { AccountRetention } from './account-retention.service';
export { AccountRepository } from './account.repository';
export { AccountSecrets, AccountSecretsModule } from './account-secrets';
export { AccountSettings } from './account-settings.service';
export { AccountsModule } from './accounts.module';
export { GrantService } from './grant.service';
export * from './identity.errors';
export { type Invitation, InvitationRepository } from './invitation.repository';
export { type AccountLink, type LinkKind, LinkRepository } from './link.repository';
export { asksForPassword, LinkUseService } from './link-use.service';
export { LinkAgainService } from './link-again.service';
export { LinkService, type LinkView } from './links.service';
export { OidcAttemptRepository } from './oidc-attempt.repository';
export { PasswordSignIn } from './password-sign-in.service';
export { OwnedData, OwnedDataOf, type OwnedDataSource } from './owned-data';
export { PersonalData, PersonalDataOf, type PersonalDataSource } from './personal-data';
export { ProConnectService } from './pro-connect.service';
export { SecondFactorService } from './second-factor.service';
export { accountLimits } from './session-limits';
export { type ListedSession, SessionRepository } from './session.repository';
export { type SignedIn, SessionService } from './session.service';
export { SignInModule } from './sign-in.module';
export { type SignInOutcome, SignInService } from './sign-in.service';
export { type LinkOrigin, SignUpService } from './sign-up.service';
export { accountLink, invitationLink } from './account-link';
export { type Team, TeamService } from './team.service';
export { accountMails } from './mails/account-mails';
export type { AccountNoticePurpose } from './mails/account-notice/mail';
