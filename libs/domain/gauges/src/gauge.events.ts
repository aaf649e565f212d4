import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Those who keep the places that a rule concerns are to be told of it. */
export const GAUGE_ANNOUNCE = defineJob('gauge.announce');
/** One of them is to be mailed. */
export const GAUGE_NOTIFY = defineJob('gauge.notify', 'mail');

/** A customer is to be asked for another time. */
export const GAUGE_PROPOSE = defineJob('gauge.propose', 'mail');

export const announceGaugeRule = (ruleId: string): OutboxMessage => ({ kind: GAUGE_ANNOUNCE, ref: ruleId });
export const notifyOfGaugeRule = (noticeId: string): OutboxMessage => ({ kind: GAUGE_NOTIFY, ref: noticeId });
export const proposeAnotherTime = (decisionId: string): OutboxMessage => ({
  kind: GAUGE_PROPOSE,
  ref: decisionId,
});
