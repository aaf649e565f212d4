export type { ConsoleAccount, ConsoleAccountRow } from './console-account.repository';
export * from './console-account.errors';
export { ConsoleAuth } from './console-auth.service';
export type { ConsolePasswordLink } from './console-password-link.repository';
export {
  consolePasswordLink,
  ConsolePasswordMails,
  ConsolePasswords,
  type Postbox,
  type PostboxOf,
} from './console-password.service';
export type { IdentityLink } from './console-identity.repository';
export { type BackFromProvider, ConsoleProConnect, LINK_STATE } from './console-pro-connect.service';
export { type ConsoleGrant, isOperator, roleAllows, roleOn, speakerTo } from './console-role';
export { ConsoleSecondFactor, type Enrolment } from './console-second-factor.service';
export { OPERATOR_LIMITS, TOWN_LIMITS } from './console-session-limits';
export type { ConsoleSession, EndedSession, HeldSession } from './console-session.repository';
export { CONSOLE_STATE } from './console-state';
export { ConsoleDigests, type DigestReader } from './console-digest.service';
export { digestDay } from './digest-day';
export {
  CONSOLE_DIGEST,
  CONSOLE_INVITE,
  CONSOLE_PASSWORD_CHANGED,
  CONSOLE_PASSWORD_LINK,
  CONSOLE_SECURITY_CHANGED,
  digestConsole,
  inviteToConsole,
  notifyPasswordChanged,
  notifySecurityChanged,
  sendPasswordLink,
} from './console-team.events';
export type { ConsoleInvitation, TownRole } from './console-team.repository';
export { consoleInvitationLink, ConsoleTeam, type OnTenant } from './console-team.service';
export { consoleAccountMails } from './mails/console-account-mails';
export { type DigestSubject, digestSubjects } from './mails/console-digest/mail';
export { clearedSessionCookie, readSessionCookie, SESSION_COOKIE, sessionCookie } from './session-cookie';
export { ConsolePreviews, DraftPreviewAccess } from './draft-previews';
export { assertReady } from './session-step';
export { type LiveSession, LiveSessions } from './live-sessions';
