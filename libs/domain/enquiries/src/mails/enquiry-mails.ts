import { enquiryAcknowledge } from './enquiry-acknowledge/mail';
import { enquiryForward } from './enquiry-forward/mail';

/** Mails about enquiries. */
export const enquiryMails = { acknowledge: enquiryAcknowledge, forward: enquiryForward };
