import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Who reported an error and left an address must be thanked. */
export const REPORT_ACKNOWLEDGE = defineJob('report.acknowledge', 'mail');

export const acknowledgeReport = (reportId: string): OutboxMessage => ({
  kind: REPORT_ACKNOWLEDGE,
  ref: reportId,
});

/** The owner of the listing must be notified of a report; where there is none, the town's agents. */
export const REPORT_NOTIFY = defineJob('report.notify');

export const notifyReport = (reportId: string): OutboxMessage => ({
  kind: REPORT_NOTIFY,
  ref: reportId,
});

/** The owner of a listing must hear by mail that a reader reported an error on it. */
export const REPORT_MAIL = defineJob('report.mail', 'mail');

export const mailReport = (reportId: string): OutboxMessage => ({ kind: REPORT_MAIL, ref: reportId });

/** Who reported an error and proved their address must hear what became of it. */
export const REPORT_ANSWER = defineJob('report.answer', 'mail');

export const answerReport = (reportId: string): OutboxMessage => ({ kind: REPORT_ANSWER, ref: reportId });

/** Who was told of a decision on their report must hear that the town took it back. */
export const REPORT_REOPENED = defineJob('report.reopened', 'mail');

export const notifyReopenedReport = (reportId: string): OutboxMessage => ({
  kind: REPORT_REOPENED,
  ref: reportId,
});

/** The town must hear which reports are its to look at. */
export const REPORT_ANNOUNCE = defineJob('report.announce', 'mail');

export const announceReports = (announcementId: string): OutboxMessage => ({
  kind: REPORT_ANNOUNCE,
  ref: announcementId,
});
