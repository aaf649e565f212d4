import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** The owner of a listing must get the question whether its page is still right. */
export const FRESHNESS_QUESTION = defineJob('freshness.question', 'mail');

export const mailQuestion = (questionId: string): OutboxMessage => ({
  kind: FRESHNESS_QUESTION,
  ref: questionId,
});
