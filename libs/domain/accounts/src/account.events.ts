import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A link that somebody asked for must reach the address that it was asked for. */
export const ACCOUNT_LINK_SEND = defineJob('account.link.send', 'mail');
/** The former address of an account must get a mail that it was changed. */
export const ACCOUNT_EMAIL_CHANGED = defineJob('account.email.changed', 'mail');
/** The owner of an account must get a mail that its password or second factor changed, or that ProConnect was linked. */
export const ACCOUNT_SECURITY_CHANGED = defineJob('account.security.changed', 'mail');
/** Somebody is invited to work on a listing. */
export const ACCOUNT_INVITATION_SEND = defineJob('account.invitation.send', 'mail');

export const sendAccountLink = (linkId: string): OutboxMessage => ({ kind: ACCOUNT_LINK_SEND, ref: linkId });
export const notifyEmailChanged = (linkId: string): OutboxMessage => ({
  kind: ACCOUNT_EMAIL_CHANGED,
  ref: linkId,
});
export const notifySecurityChanged = (accountId: string): OutboxMessage => ({
  kind: ACCOUNT_SECURITY_CHANGED,
  ref: accountId,
});
export const sendInvitation = (invitationId: string): OutboxMessage => ({
  kind: ACCOUNT_INVITATION_SEND,
  ref: invitationId,
});
