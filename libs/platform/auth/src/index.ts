export * from './auth.errors';

export type { ConsoleAccount } from './console-account.repository';
export { createConsoleAuth } from './create-console-auth';
export { ConsoleAuth } from './console-auth.service';
export type { ConsoleSession } from './console-session.repository';
export { hashPassword, needsRehash, oneTimePassword, verifyPassword } from './password-hash';
export { isGuessable } from './password-policy';
export { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';
export { SecretBox } from './secret-box';
export { HostCookie } from './host-cookie';
export { clearedSessionCookie, readSessionCookie, SESSION_COOKIE, sessionCookie } from './session-cookie';
export {
  accountLimits,
  isSessionAlive,
  SESSION_IDLE,
  SESSION_LIFETIME,
  type SessionLimits,
  type SessionTimes,
  shouldTouch,
} from './session-policy';
export { hashToken, isSessionToken, newSessionToken } from './session-token';
export { SignInLimiter, waitAfter } from './sign-in-limiter';
export { acceptTotp, newTotpSecret, totpAddress, totpCode } from './totp';
