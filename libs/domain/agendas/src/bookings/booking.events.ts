import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Its customer must hear what became of a booking; the reference is an event's. */
export const BOOKING_NOTIFY_CUSTOMER = defineJob('booking.notify-customer', 'mail');
/** Somebody of the shop must hear what its customer, or the town, did with a booking; the reference is a recipient's. */
export const BOOKING_NOTIFY_SHOP = defineJob('booking.notify-shop', 'mail');
/** The town must hear what its customer did with a booking at a service of its own; the reference is a recipient's. */
export const BOOKING_NOTIFY_TOWN = defineJob('booking.notify-town', 'mail');

/** Its customer must be reminded of a booking; the reference is a reminder's (`booking_reminder.id`). */
export const BOOKING_REMIND = defineJob('booking.remind', 'mail');
/** The same, of who left a phone alone. */
export const BOOKING_TEXT_REMINDER = defineJob('booking.text-reminder', 'mail');

/** Its customer must hear of an earlier time; the reference is an alert's (`booking_alert.id`). */
export const BOOKING_EARLIER = defineJob('booking.earlier', 'mail');

/** Who waits must hear that they are on the list; the reference is a request's (`booking_wait.id`). */
export const WAIT_NOTIFY = defineJob('booking.wait', 'mail');
/** Who waits must hear of a time that is kept for them; the reference is an offer's (`booking_wait_offer.id`). */
export const WAIT_OFFER = defineJob('booking.wait-offer', 'mail');
/** The same, of who left a phone alone. */
export const WAIT_TEXT_OFFER = defineJob('booking.text-wait-offer', 'mail');
/** A calendar of somebody else must be read; the reference is a source's (`agenda_busy_source.id`). */
export const AGENDA_READ_BUSY = defineJob('agenda.read-busy', 'outbound');

/** Who keeps an agenda must hear of its day; the reference is a summary's (`agenda_summary.id`). */
export const AGENDA_SUMMARISE = defineJob('agenda.summarise', 'mail');

export const notifyBookingCustomer = (ref: string): OutboxMessage => ({ kind: BOOKING_NOTIFY_CUSTOMER, ref });
export const notifyBookingShop = (ref: string): OutboxMessage => ({ kind: BOOKING_NOTIFY_SHOP, ref });
export const notifyBookingTown = (ref: string): OutboxMessage => ({ kind: BOOKING_NOTIFY_TOWN, ref });
export const remindBookingCustomer = (ref: string): OutboxMessage => ({ kind: BOOKING_REMIND, ref });
export const textBookingReminder = (ref: string): OutboxMessage => ({ kind: BOOKING_TEXT_REMINDER, ref });
export const tellEarlierTime = (ref: string): OutboxMessage => ({ kind: BOOKING_EARLIER, ref });
export const notifyWait = (ref: string): OutboxMessage => ({ kind: WAIT_NOTIFY, ref });
export const tellWaitOffer = (ref: string): OutboxMessage => ({ kind: WAIT_OFFER, ref });
export const textWaitOffer = (ref: string): OutboxMessage => ({ kind: WAIT_TEXT_OFFER, ref });
export const summariseAgenda = (ref: string): OutboxMessage => ({ kind: AGENDA_SUMMARISE, ref });
export const readBusyTimes = (ref: string): OutboxMessage => ({ kind: AGENDA_READ_BUSY, ref });
