import { postHidden } from './post-hidden/mail';
import { postShown } from './post-shown/mail';

/** Mails about posts. */
export const postMails = { hidden: postHidden, shown: postShown };
