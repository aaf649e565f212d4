import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A business must be mailed the link by which it corrects its page. The ref is the link. */
export const CORRECTION_LINK = defineJob('correction.link', 'mail');

/** Who asked for another place of a page must be told the town's answer. The ref is the correction. */
export const PLACE_ANSWER = defineJob('correction.answer', 'mail');

export const answerPlace = (id: string): OutboxMessage => ({ kind: PLACE_ANSWER, ref: id });

export const mailCorrectionLink = (linkId: string): OutboxMessage => ({ kind: CORRECTION_LINK, ref: linkId });
