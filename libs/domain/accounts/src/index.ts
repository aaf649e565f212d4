export { type Account, type AccountSession, type Grant, permissionsOn, type SignInMeans } from './account';
export * from './account.errors';
export { AccountRepository, plainEmail } from './account.repository';
export { AccountsModule } from './accounts.module';
export { GrantService } from './grant.service';
export { PasswordSignIn } from './password-sign-in.service';
export { PersonalData, type PersonalDataSource } from './personal-data';
export { type ListedSession, SessionRepository } from './session.repository';
export { type SignedIn, SessionService } from './session.service';
