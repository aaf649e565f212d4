import { agendaSummary } from './agenda-summary/mail';
import { bookingEarlier } from './booking-earlier/mail';
import { bookingNotice } from './booking-notice/mail';
import { bookingReminder } from './booking-reminder/mail';
import { bookingStatus } from './booking-status/mail';
import { bookingTownNotice } from './booking-town-notice/mail';
import { bookingWait } from './booking-wait/mail';
import { bookingWaitOffer } from './booking-wait-offer/mail';

/** Mails about bookings. */
export const bookingMails = {
  summary: agendaSummary,
  status: bookingStatus,
  notice: bookingNotice,
  townNotice: bookingTownNotice,
  reminder: bookingReminder,
  earlier: bookingEarlier,
  wait: bookingWait,
  waitOffer: bookingWaitOffer,
};
