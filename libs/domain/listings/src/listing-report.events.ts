import type { OutboxMessage } from '@halles/platform/outbox';

/** Who reported an error and left an address must be thanked. */
export const LISTING_REPORT_ACKNOWLEDGE = 'listing.report.acknowledge';

export const acknowledgeListingReport = (reportId: string): OutboxMessage => ({
  kind: LISTING_REPORT_ACKNOWLEDGE,
  ref: reportId,
});

/** Whoever keeps the listing must hear of a report; where nobody does, the town's agents. */
export const LISTING_REPORT_TELL = 'listing.report.tell';

export const tellListingReport = (reportId: string): OutboxMessage => ({
  kind: LISTING_REPORT_TELL,
  ref: reportId,
});
