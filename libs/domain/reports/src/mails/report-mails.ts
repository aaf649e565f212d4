import { reportAcknowledge } from './report-acknowledge/mail';
import { reportEscalated } from './report-escalated/mail';
import { reportReceived } from './report-received/mail';

/** Mails about reported errors. */
export const reportMails = {
  acknowledge: reportAcknowledge,
  escalated: reportEscalated,
  received: reportReceived,
};
