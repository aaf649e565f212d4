import { consoleDigest } from './console-digest/mail';
import { consoleInvitation } from './console-invitation/mail';
import { consolePassword } from './console-password/mail';

/** Mails about accounts of the console. */
export const consoleAccountMails = {
  digest: consoleDigest,
  invitation: consoleInvitation,
  password: consolePassword,
};
