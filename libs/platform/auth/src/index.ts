export * from './auth.errors';
export type { ConsoleAccount, ConsoleAccountRow } from './console-account.repository';
export { type ConsoleRealm, createConsoleRealm } from './create-console-realm';
export { ConsoleAuth } from './console-auth.service';
export { type ConsoleGrant, type ConsoleRole, isOperator, roleAllows, roleOn } from './console-role';
export { ConsoleSecondFactor, type Enrolment, type HeldSession } from './console-second-factor.service';
export type { ConsoleSession } from './console-session.repository';
export { CONSOLE_INVITE, inviteToConsole } from './console-team.events';
export type { ConsoleInvitation, TownRole } from './console-team.repository';
export { ConsoleTeam, INVITATION_LIFETIME, INVITATION_PURPOSE, type OnTenant } from './console-team.service';
export { OidcClient, type OidcPerson, type OidcSecrets, type OidcSettings } from './oidc-client';
export * from './oidc.errors';
export { hashPassword, needsRehash, oneTimePassword, verifyPassword } from './password-hash';
export { isGuessable } from './password-policy';
export { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';
export { SecretBox } from './secret-box';
export { HostCookie } from './host-cookie';
export { clearedSessionCookie, readSessionCookie, SESSION_COOKIE, sessionCookie } from './session-cookie';
export {
  isSessionAlive,
  OPERATOR_LIMITS,
  type SessionLimits,
  type SessionTimes,
  TOWN_LIMITS,
} from './session-policy';
export { hashToken, isSessionToken, newSessionToken } from './session-token';
export { SignInLimiter, StrictCounter, waitAfter } from './sign-in-limiter';
export { acceptTotp, newTotpSecret, totpAddress, totpCode } from './totp';
