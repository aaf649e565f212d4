import { postHidden } from './post-hidden/mail';

/** Mails about posts. */
export const postMails = { hidden: postHidden };
