import type { OutboxMessage } from '@halles/platform/outbox';

/** The owner of a listing must be asked whether its page is still right. */
export const FRESHNESS_ASK = 'freshness.ask';
/** The owner of a listing must hear by mail that a reader reported an error on it. */
export const FRESHNESS_REPORT = 'freshness.report';
/** The town's agents must hear of a report that nobody of the business answered. */
export const FRESHNESS_ESCALATE = 'freshness.escalate';

export const askFreshness = (askId: string): OutboxMessage => ({ kind: FRESHNESS_ASK, ref: askId });
export const mailReport = (reportId: string): OutboxMessage => ({ kind: FRESHNESS_REPORT, ref: reportId });
export const escalateReport = (reportId: string): OutboxMessage => ({
  kind: FRESHNESS_ESCALATE,
  ref: reportId,
});
