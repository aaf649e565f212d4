import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** The enquiry must reach the town hall. */
export const ENQUIRY_FORWARD = defineJob('enquiry.forward', 'mail');
/** Its writer must hear that it arrived. */
export const ENQUIRY_ACKNOWLEDGE = defineJob('enquiry.acknowledge', 'mail');

export const forwardEnquiry = (enquiryId: string): OutboxMessage => ({
  kind: ENQUIRY_FORWARD,
  ref: enquiryId,
});
export const acknowledgeEnquiry = (enquiryId: string): OutboxMessage => ({
  kind: ENQUIRY_ACKNOWLEDGE,
  ref: enquiryId,
});
