import { DAY } from '@halles/kernel';
import { isWithOwner, type QueuedReport } from './report-queue.repository';

/** Who keeps a listing has so long to answer a report; then the town's agents look at it. */
export const REPORT_ANSWER_TIME = 7 * DAY;

/** Until when who keeps the page may answer a report first; null where it is not, or no longer, theirs to answer. Pure. */
export const ownerUntil = (report: QueuedReport): Date | null =>
  isWithOwner(report) ? new Date(report.askedAt.getTime() + REPORT_ANSWER_TIME) : null;
