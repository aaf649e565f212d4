export { isForTown } from './owner-correction';
export { ReportEntity } from './report.entity';
export * from './report.errors';
export * from './report.events';
export {
  type OpenedReport,
  ReportService,
  type ReportedListing,
  type ReportMailSubject,
} from './report.service';
export { ReporterKeys } from './reporter-keys';
export {
  type AcceptedReport,
  type ReportDecider,
  ReportDecisions,
  type ReportInput,
} from './report-decisions.service';
export type {
  OpenReports,
  QueuedReport,
  ReportDecision,
  ReportFilter,
  ReportState,
} from './report-queue.repository';
export { ownerUntil, REPORT_ANSWER_TIME } from './answer-time';
export { ReportQueue, type WaitingReport } from './report-queue.service';
export { type ReportEffect, partsOf } from './report-effect';
export { type PlaceKnown, readReportedPlace, type ReportedPlace, reportedPlaceLine } from './reported-place';
export type { ReportedPost } from './reported-post';
export { ReportAnnouncements, type Announcement } from './report-announcements.service';
export { reportConfirmationLink } from './report-link';
export { ReportRepository } from './report.repository';
export { ReportsModule } from './reports.module';
export type { ReportMailModel } from './mails/report-mail-model';
export { reportMails } from './mails/report-mails';
export { IS_WITH_OWNER, WAITS_FOR_TOWN } from './report-turn';
