import { type CalendarSender, eventFileOf } from '@halles/domain/text';
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

/** What an entry of a calendar says beside the booking itself. */
interface CalendarSurroundings {
  readonly shop: string;
  /** In words; null where nothing is said of it. */
  readonly place: string | null;
  /** Of its page. */
  readonly url: string;
  /** What the territory says of itself. */
  readonly sender: CalendarSender;
}

/**
 * A booking for the calendar of its customer, always under the same name: what comes later replaces what came before, and
 * what is cancelled ends it. Pure.
 */
export function bookingCalendar(
  booking: Booking,
  events: readonly Pick<BookingEvent, 'at'>[],
  { shop, place, url, sender }: CalendarSurroundings,
  locale: Locale,
): string {
  const event = {
    uid: `${booking.id}@${new URL(url).host}`,
    sequence: booking.event,
    changedAt: events.at(-1)?.at ?? booking.createdAt,
    from: booking.startsAt,
    until: booking.endsAt,
    summary: booking.serviceTerms.isSensitive
      ? APPOINTMENT[locale]
      : labelled(booking.serviceName, shop, locale),
    ...(place === null ? {} : { location: place }),
    url,
    status: STATUS[booking.state],
  };
  return eventFileOf(event, sender);
}
