export * from './auth.errors';
export type { ConsoleAccount, ConsoleAccountRow } from './console-account.repository';
export { type ConsoleRealm, createConsoleRealm } from './create-console-realm';
export { ConsoleAuth } from './console-auth.service';
export { type ConsoleGrant, type ConsoleRole, isOperator, roleAllows, roleOn } from './console-role';
export { type BackFromProvider, ConsoleProConnect, LINK_STATE } from './console-pro-connect.service';
export type { IdentityLink } from './console-identity.repository';
export { ConsoleSecondFactor, type Enrolment } from './console-second-factor.service';
export type { ConsoleSession, EndedSession, HeldSession } from './console-session.repository';
export { CONSOLE_INVITE, inviteToConsole } from './console-team.events';
export type { ConsoleInvitation, TownRole } from './console-team.repository';
export { ConsoleTeam, INVITATION_LIFETIME, INVITATION_PURPOSE, type OnTenant } from './console-team.service';
export { createOidcClient } from './create-oidc-client';
export { OidcClient, type OidcPerson, type OidcSettings } from './oidc-client';
export * from './oidc.errors';
export { type AttemptKey, type BegunAttempt, type KeptAttempt, type OidcBoxes, OidcFlow } from './oidc-flow';
export { CONSOLE_STATE, labelsOfState } from './oidc-state';
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
export { assertReady } from './session-step';
export { hashToken, isSessionToken, newSessionToken } from './session-token';
export { SignInLimiter, StrictCounter, waitAfter } from './sign-in-limiter';
export { acceptTotp, newTotpSecret, totpAddress, totpCode } from './totp';
