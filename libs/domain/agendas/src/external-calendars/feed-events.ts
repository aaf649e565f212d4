import type { CalendarEvent } from '@halles/domain/text';
import type { Locale } from '@halles/kernel';
import type { BookingState } from '../bookings/booking-state';

/** What a calendar of a shop is made of. */
export interface FeedBooking {
  readonly id: string;
  readonly event: number;
  readonly state: BookingState;
  readonly serviceName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly party: number;
  /** Who comes; null where they were erased. */
  readonly customer: string | null;
  /** Where the shop goes to them. */
  readonly address: string | null;
  readonly isSensitive: boolean;
  readonly changedAt: Date;
}

/** Who did not come took the time of the shop all the same: it stays in its calendar. */
const STATUS: Readonly<Record<BookingState, CalendarEvent['status']>> = {
  pending: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  arrived: 'CONFIRMED',
  served: 'CONFIRMED',
  excused: 'CANCELLED',
  revoked: 'CANCELLED',
  'no-show': 'CONFIRMED',
};

const WORDS = {
  fr: {
    appointment: 'Rendez-vous',
    cancelled: 'Annulé\u00a0: ',
    pending: 'À confirmer\u00a0: ',
    people: (count: number) => `${String(count)} personnes`,
  },
  en: {
    appointment: 'Appointment',
    cancelled: 'Cancelled: ',
    pending: 'To confirm: ',
    people: (count: number) => `${String(count)} people`,
  },
} as const satisfies Readonly<Record<Locale, object>>;

/**
 * A booking in the calendar of its shop, which programs of others read: of a sensitive service neither what it is about nor for
 * whom. Pure.
 * @param host of the territory, which makes ids those of nobody else
 * @param urlOf the page of a booking, which asks its reader to sign in
 */
export function feedEvent(
  booking: FeedBooking,
  { locale, host, urlOf }: { readonly locale: Locale; readonly host: string; urlOf(booking: string): string },
): CalendarEvent {
  const { id, event, state, startsAt, endsAt, isSensitive, customer, address, party, changedAt } = booking;
  const words = WORDS[locale];
  const status = STATUS[state];
  const before = { CANCELLED: words.cancelled, TENTATIVE: words.pending, CONFIRMED: '' }[status];
  const what = [booking.serviceName, ...(customer === null ? [] : [customer])].join(' · ');
  return {
    uid: `${id}@${host}`,
    sequence: event,
    changedAt,
    from: startsAt,
    until: endsAt,
    summary: before + (isSensitive ? words.appointment : what),
    ...(isSensitive || address === null ? {} : { location: address }),
    ...(party === 1 ? {} : { description: words.people(party) }),
    url: urlOf(id),
    status,
  };
}
