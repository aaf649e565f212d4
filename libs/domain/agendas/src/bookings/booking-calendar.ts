import { type CalendarSender, eventsFileOf } from '@halles/domain/text';
import { labelled, type Locale } from '@halles/kernel';
import type { Booking, BookingEvent } from './booking';
import type { BookingState } from './booking-state';

const STATUS: Readonly<Record<BookingState, 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'>> = {
  pending: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  arrived: 'CONFIRMED',
  served: 'CONFIRMED',
  excused: 'CANCELLED',
  revoked: 'CANCELLED',
  'no-show': 'CANCELLED',
};

/** All that a calendar says of what is nobody else's business. */
const APPOINTMENT: Readonly<Record<Locale, string>> = { fr: 'Rendez-vous', en: 'Appointment' };

/** A booking, and what its entry in a calendar says beside it. */
export interface CalendarBooking {
  readonly booking: Booking;
  readonly changedAt: Date;
  /** Of its page. */
  readonly url: string;
}

/** What all entries of a calendar say beside their bookings. */
interface CalendarSurroundings {
  readonly shop: string;
  /** In words; null where nothing is said of it. */
  readonly place: string | null;
  /** What the territory says of itself. */
  readonly sender: CalendarSender;
}

/** When a booking last changed. Pure. */
export const lastChangeOf = (
  { createdAt }: Pick<Booking, 'createdAt'>,
  events: readonly Pick<BookingEvent, 'at'>[],
): Date => events.at(-1)?.at ?? createdAt;

/**
 * Bookings for the calendar of their customer, each always under the same name: what comes later replaces what came before, and
 * what is cancelled ends it. Pure.
 * @param bookings one, or those of a series
 */
export function bookingCalendar(
  bookings: readonly CalendarBooking[],
  { shop, place, sender }: CalendarSurroundings,
  locale: Locale,
): string {
  const events = bookings.map(({ booking, changedAt, url }) => ({
    uid: `${booking.id}@${new URL(url).host}`,
    sequence: booking.event,
    changedAt,
    from: booking.startsAt,
    until: booking.endsAt,
    summary: booking.serviceTerms.isSensitive
      ? APPOINTMENT[locale]
      : labelled(booking.serviceName, shop, locale),
    ...(place === null ? {} : { location: place }),
    url,
    status: STATUS[booking.state],
  }));
  return eventsFileOf(events, sender);
}
