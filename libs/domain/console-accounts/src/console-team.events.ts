/** Somebody who was invited to a team must be sent their link. */
export const CONSOLE_INVITE = 'console.invite';

/** @param invitationId the invitation, in `platform` */
export const inviteToConsole = (invitationId: string): { readonly kind: string; readonly ref: string } => ({
  kind: CONSOLE_INVITE,
  ref: invitationId,
});
