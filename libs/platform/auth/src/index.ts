export * from './auth.errors';
export { createOidcClient } from './create-oidc-client';
export { type OidcAnswer, OidcClient, type OidcPerson, type OidcSettings } from './oidc-client';
export * from './oidc.errors';
export {
  type AttemptKey,
  type BegunAttempt,
  type StoredAttempt,
  type OidcBoxes,
  OidcFlow,
} from './oidc-flow';
export { type LinkRequest, LinkLimiter } from './link-limiter';
export { labelsOfState } from './oidc-state';
export { hashPassword, needsRehash, oneTimePassword, verifyPassword } from './password-hash';
export { isGuessable } from './password-policy';
export { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';
export { SecretBox } from './secret-box';
export { HostCookie } from './host-cookie';
export { isSessionAlive, type SessionLimits, type SessionTimes, shouldTouch } from './session-policy';
export { hashToken, isSessionToken, newSessionToken } from './session-token';
export { type Guess, SignInLimiter, StrictCounter, waitAfter } from './sign-in-limiter';
export { acceptTotp, newTotpSecret, totpAddress, totpCode } from './totp';
