import { isTownService, type Listing } from '@halles/domain/listings';
import { type MailReader, oneLine } from '@halles/platform/mail';
import type { Booking } from '../bookings/booking';
import { personsOf, referenceWords } from '../bookings/booking';
import { bandWords, bookingTimeWords } from '../messages/booking-words';
import { placeText } from './booking-texts';

/** What every mail about a booking says of it. */
export interface BookingContents {
  /** Name of the shop. */
  readonly listing: string;
  /** Whether it is a service of the town, and no shop. */
  readonly isTownService: boolean;
  /** Null: nothing is said of what it is about. */
  readonly service: string | null;
  readonly startsAt: Date;
  readonly party: number;
  /** Who receives them; null: nothing is said of it. */
  readonly person: string | null;
  readonly price: Pick<Booking, 'priceCents' | 'priceMaxCents'>;
  /** As it is read out. */
  readonly reference: string;
}

const namesOf = (booking: Booking): string | null => {
  const names = personsOf(booking).map(({ name }) => name);
  return names.length === 0 ? null : names.join(', ');
};

/** The same of a booking at a place. Pure. */
export const contentsOfBooking = (
  booking: Booking,
  listing: Pick<Listing, 'name' | 'category'>,
): BookingContents => ({
  listing: listing.name,
  isTownService: isTownService(listing),
  service: booking.serviceTerms.isSensitive ? null : booking.serviceName,
  startsAt: booking.startsAt,
  party: booking.party,
  person: booking.serviceTerms.isSensitive ? null : namesOf(booking),
  price: booking.serviceTerms.isSensitive
    ? { priceCents: null, priceMaxCents: null }
    : { priceCents: booking.priceCents, priceMaxCents: booking.priceMaxCents },
  reference: referenceWords(booking.reference),
});

/** The same as a mail shows it. Pure. */
export const bookingValues = (
  { listing, isTownService: isOfTown, service, startsAt, party, person, price, reference }: BookingContents,
  { locale, timeZone }: MailReader,
) => ({
  listing: oneLine(listing, 120),
  service: oneLine(service ?? '', 120),
  serviceText: placeText('booking.service', isOfTown),
  serviceLineText: placeText('booking.service-line', isOfTown),
  time: bookingTimeWords(startsAt, timeZone, locale),
  party: party > 1 ? String(party) : '',
  person: oneLine(person ?? '', 200),
  price: bandWords(price, locale) ?? '',
  reference: oneLine(reference, 20),
});

/** Hostile words, for the checks. */
export const hostileBooking: BookingContents = {
  listing: 'Salon <b>d’Hautefort</b> & fils',
  isTownService: false,
  service: 'Coupe & <script>alert(1)</script>',
  startsAt: new Date('2026-12-01T09:00:00Z'),
  party: 3,
  person: 'Anne <i>de</i> l’Île',
  price: { priceCents: 2_800, priceMaxCents: 4_500 },
  reference: 'K7PM-3XQD',
};
