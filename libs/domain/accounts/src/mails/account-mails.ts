import { accountNotice } from './account-notice/mail';

/** Mails about accounts. */
export const accountMails = { notice: accountNotice };
