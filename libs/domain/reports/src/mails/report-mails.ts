import { reportAcknowledge } from './report-acknowledge/mail';
import { reportAnswered } from './report-answered/mail';
import { reportReceived } from './report-received/mail';
import { reportReopened } from './report-reopened/mail';
import { reportsWaiting } from './reports-waiting/mail';

/** Mails about reported errors. */
export const reportMails = {
  acknowledge: reportAcknowledge,
  answered: reportAnswered,
  received: reportReceived,
  reopened: reportReopened,
  waiting: reportsWaiting,
};
