import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A business must be mailed the link by which it corrects its page. The ref is the link. */
export const CORRECTION_LINK = defineJob('correction.link', 'mail');

export const mailCorrectionLink = (linkId: string): OutboxMessage => ({ kind: CORRECTION_LINK, ref: linkId });
