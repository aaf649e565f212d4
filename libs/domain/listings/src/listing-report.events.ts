import type { OutboxMessage } from '@halles/platform/outbox';

/** Who reported an error and left an address must be thanked. */
export const LISTING_REPORT_ACKNOWLEDGE = 'listing.report.acknowledge';

export const acknowledgeListingReport = (reportId: string): OutboxMessage => ({
  kind: LISTING_REPORT_ACKNOWLEDGE,
  ref: reportId,
});
