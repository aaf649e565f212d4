import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the page of a booking for its customer: a year ahead is the most that is booked. */
export const bookingLink = defineSignedLink('booking', linkToRow, 400 * DAY);

/**
 * Opens a booking for one of those of its shop whom a step was mailed to, who may answer it there without an account. What ends it
 * is not its time: it is worth nothing once the booking was answered, or once who received it keeps the agenda no more.
 */
export const bookingAnswerLink = defineSignedLink('booking-answer', linkToRow, 400 * DAY);

/** Opens a service that is for invited customers: until the shop makes another link. */
export const invitationLink = defineSignedLink('booking-invitation', linkToRow, 400 * DAY);

/** Opens the request of who waits: until thirty days after the last day that may be waited for. */
export const waitLink = defineSignedLink('booking-wait', linkToRow, 430 * DAY);
