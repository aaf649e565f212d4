import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Somebody who was invited to a team must be sent their link. */
export const CONSOLE_INVITE = defineJob('console.invite', 'mail');

/** Somebody who forgot their password must be sent the link that chooses a new one. */
export const CONSOLE_PASSWORD_LINK = defineJob('console.password-link', 'mail');

/** The owner of an account must get a mail that its password changed. */
export const CONSOLE_PASSWORD_CHANGED = defineJob('console.password-changed', 'mail');

/** The owner of an account must get a mail that its second factor was set or removed, or ProConnect linked or unlinked. */
export const CONSOLE_SECURITY_CHANGED = defineJob('console.security-changed', 'mail');

/** Somebody of a town must get the mail of what waits. */
export const CONSOLE_DIGEST = defineJob('console.digest', 'mail');

/** @param digestId the digest, in `platform` */
export const digestConsole = (digestId: string): OutboxMessage => ({ kind: CONSOLE_DIGEST, ref: digestId });

/** @param linkId the link, in `platform` */
export const sendPasswordLink = (linkId: string): OutboxMessage => ({
  kind: CONSOLE_PASSWORD_LINK,
  ref: linkId,
});

/** @param accountId the account, in `platform` */
export const notifyPasswordChanged = (accountId: string): OutboxMessage => ({
  kind: CONSOLE_PASSWORD_CHANGED,
  ref: accountId,
});

/** @param accountId the account, in `platform` */
export const notifySecurityChanged = (accountId: string): OutboxMessage => ({
  kind: CONSOLE_SECURITY_CHANGED,
  ref: accountId,
});

/** @param invitationId the invitation, in `platform` */
export const inviteToConsole = (invitationId: string): OutboxMessage => ({
  kind: CONSOLE_INVITE,
  ref: invitationId,
});
