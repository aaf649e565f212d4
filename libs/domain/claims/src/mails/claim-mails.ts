import { claimCode } from './claim-code/mail';
import { claimNotice } from './claim-notice/mail';
import { claimReview } from './claim-review/mail';

/** Mails about claims. */
export const claimMails = { code: claimCode, notice: claimNotice, review: claimReview };
