import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the page of an order for its customer, for as long as anything may be asked about it. */
export const orderLink = defineSignedLink('order', linkToRow, 365 * DAY);

/** Confirms an order for its customer: it stands in their mail alone, so that who opens it reads what is sent to the address. */
export const orderConfirmLink = defineSignedLink('order-confirm', linkToRow, 365 * DAY);

/**
 * Opens an order for one of those of its shop whom it was mailed to, who may answer it there without an account. What ends it is
 * not its time: it is worth nothing once the order was answered, or once who received it handles the shop's orders no more.
 */
export const orderAnswerLink = defineSignedLink('order-answer', linkToRow, 365 * DAY);

/** Opens the page of a shop that does not answer, for one of those whom it was mailed to: a pause, or that it is there. */
export const orderSilenceLink = defineSignedLink('order-silence', linkToRow, 365 * DAY);
