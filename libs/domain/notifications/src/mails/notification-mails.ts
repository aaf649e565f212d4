import { pageChanged } from './page-changed/mail';

/** Mails that tell of what happened to a page. */
export const notificationMails = { pageChanged };
