import { bookingNotice } from './booking-notice/mail';
import { bookingStatus } from './booking-status/mail';

/** Mails about bookings. */
export const bookingMails = { status: bookingStatus, notice: bookingNotice };
