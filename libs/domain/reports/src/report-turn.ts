/** When somebody came to keep the listing of a report that the agents had before: they are asked first from then on. */
export const OWNED_LATER = `(
  SELECT g.created_at FROM account_grant g
   WHERE g.listing_id = r.listing_id AND g.role = 'merchant-owner' AND g.created_at > r.escalated_at AND r.kind <> 'post')`;

/** Whether a report, as `r`, is first for who keeps its page to answer. Of a post the town alone is asked. */
export const IS_WITH_OWNER = `(r.kind <> 'post' AND EXISTS (
  SELECT FROM account_grant g WHERE g.listing_id = r.listing_id AND g.role = 'merchant-owner'
     AND (r.escalated_at IS NULL OR g.created_at > r.escalated_at)))`;

/** Whether a report, as `r`, waits for the town: what its mails, its counters and its queue say is this. */
export const WAITS_FOR_TOWN = `(r.state = 'new' AND NOT ${IS_WITH_OWNER})`;
