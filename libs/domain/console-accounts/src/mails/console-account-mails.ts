import { consoleInvitation } from './console-invitation/mail';

/** Mails about accounts of the console. */
export const consoleAccountMails = { invitation: consoleInvitation };
