import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Somebody who was invited to a team must be sent their link. */
export const CONSOLE_INVITE = defineJob('console.invite', 'mail');

/** @param invitationId the invitation, in `platform` */
export const inviteToConsole = (invitationId: string): OutboxMessage => ({
  kind: CONSOLE_INVITE,
  ref: invitationId,
});
