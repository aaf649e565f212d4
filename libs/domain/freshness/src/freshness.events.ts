import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** The owner of a listing must get the question whether its page is still right. */
export const FRESHNESS_ASK = defineJob('freshness.ask');

export const mailQuestion = (questionId: string): OutboxMessage => ({ kind: FRESHNESS_ASK, ref: questionId });
