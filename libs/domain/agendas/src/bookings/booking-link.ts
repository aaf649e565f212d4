import { DAY } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** Opens the page of a booking for its customer: a year ahead is the most that is booked. */
export const bookingLink = defineSignedLink('booking', linkToRow, 400 * DAY);

/** Opens a service that is for invited customers: until the shop makes another link. */
export const invitationLink = defineSignedLink('booking-invitation', linkToRow, 400 * DAY);

/** Opens the request of who waits: until thirty days after the last day that may be waited for. */
export const waitLink = defineSignedLink('booking-wait', linkToRow, 430 * DAY);
