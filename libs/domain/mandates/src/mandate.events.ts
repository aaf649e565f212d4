import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Somebody must be asked by mail to sign a mandate. */
export const MANDATE_REQUEST = defineJob('mandate.request', 'mail');
/** Who gave a mandate must have its copy, with the way to take it back. */
export const MANDATE_SIGNED = defineJob('mandate.signed', 'mail');
/** Who keeps the page must learn at once that the town has a mandate on it. */
export const MANDATE_RECORDED = defineJob('mandate.recorded', 'mail');

export const notifyOwnerOfMandate = (mandateId: string): OutboxMessage => ({
  kind: MANDATE_RECORDED,
  ref: mandateId,
});
export const mailMandateRequest = (mandateId: string): OutboxMessage => ({
  kind: MANDATE_REQUEST,
  ref: mandateId,
});
export const confirmMandate = (mandateId: string): OutboxMessage => ({
  kind: MANDATE_SIGNED,
  ref: mandateId,
});
