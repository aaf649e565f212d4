import { bookingEarlier } from './booking-earlier/mail';
import { bookingNotice } from './booking-notice/mail';
import { bookingReminder } from './booking-reminder/mail';
import { bookingStatus } from './booking-status/mail';

/** Mails about bookings. */
export const bookingMails = {
  status: bookingStatus,
  notice: bookingNotice,
  reminder: bookingReminder,
  earlier: bookingEarlier,
};
