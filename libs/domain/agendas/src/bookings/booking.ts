import type { BookingAnswer, CalmKind, ServiceVenue } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { DAY, MINUTE } from '@halles/kernel';
import type { PassedRule } from '../slots/booking-override';
import { type BookingActor, type BookingState, mayReschedule } from './booking-state';

/** Who comes; no longer known where they were erased. */
export interface BookingCustomer {
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
}

export const BOOKING_REASONS = ['closed', 'absent', 'full', 'not-confirmed', 'other'] as const;
/** Why a shop cancelled. */
export type BookingReason = (typeof BOOKING_REASONS)[number];

export const BOOKING_SOURCES = ['online', 'shop', 'town'] as const;
/** Where a booking was made: by its customer, or for them at the counter or on the phone. */
export type BookingSource = (typeof BOOKING_SOURCES)[number];

/** What became of a booking in one step. */
export interface BookingEvent {
  readonly id: string;
  readonly event: number;
  readonly state: BookingState;
  readonly actor: BookingActor;
  readonly accountId: string | null;
  /** The account of the console of who took it for the shop, or for a service of the town. */
  readonly agentId: string | null;
  readonly reason: BookingReason | null;
  /** Its time after the step. */
  readonly startsAt: Date;
  readonly isMoved: boolean;
  /** Taken by the link of a mail to the shop, without signing in. */
  readonly isByLink: boolean;
  /** How many still come at its time, where its customer divided their party in two bookings; null: they did not. */
  readonly party: number | null;
  /** What its shop knowingly passed over; null: nothing. */
  readonly passedRules: readonly PassedRule[] | null;
  readonly at: Date;
}

/** What a service says of all its bookings, today: a new video link is the link of those that were made before, too. */
export interface ServiceTerms {
  /** Mails and calendars say nothing of what it is about. */
  readonly isSensitive: boolean;
  readonly videoUrl: string | null;
  readonly instructions: string | null;
  readonly cancellationNote: string | null;
  /** Its customers choose who receives them, and are told who does. */
  readonly choosesPerson: boolean;
  /** Whether everybody may book it. */
  readonly isOffered: boolean;
  /** Who was received by somebody books with them again. */
  readonly keepsPerson: boolean;
}

/** One of several services of a booking, as it was called, cost and lasted when it was booked. */
export interface BookingPart {
  readonly serviceId: string;
  readonly name: string;
  /** Minutes. */
  readonly duration: number;
  readonly priceCents: number | null;
  readonly priceMaxCents: number | null;
  /** Who and what it takes. */
  readonly resourceIds: readonly string[];
}

/** A service at a time, for a customer; or several, one after the other. */
export interface Booking {
  readonly id: string;
  readonly listingId: number;
  /** Eight letters and figures that are told at the counter and on the phone. */
  readonly reference: string;
  readonly state: BookingState;
  /** The last event: who acts on it names the one that they saw. */
  readonly event: number;
  readonly serviceId: string;
  /** Its services in their order, where there are several: `serviceId` is the first of them. */
  readonly parts: readonly BookingPart[] | null;
  /** Of several that were booked at once, at the same time every so many weeks; null: it is alone. */
  readonly seriesId: string | null;
  /** As it was called and cost when it was booked; of several services, all of them. */
  readonly serviceName: string;
  readonly priceCents: number | null;
  readonly priceMaxCents: number | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly party: number;
  /** Minutes before its time until which its customer may cancel or move it, as they were told. */
  readonly cancellationNotice: number;
  readonly customer: BookingCustomer | null;
  /** Who comes, where somebody else booked for them. */
  readonly guest: string | null;
  readonly note: string | null;
  /** Where it takes place, as it was booked. */
  readonly venue: ServiceVenue;
  /** Of a session: where exactly. */
  readonly sessionPlace: string | null;
  /** At the customer's: "3 rue du Lac, 26000 Valence". */
  readonly address: string | null;
  /** What its customer said that they need: for the shop alone. */
  readonly need: CalmKind | null;
  /** To the questions of its service: for the shop alone. Null where none were asked, or they were erased. */
  readonly answers: readonly BookingAnswer[] | null;
  /** Whom its customer chose; null: anybody who serves. */
  readonly personId: string | null;
  /** Whether that person receives at present. */
  readonly isPersonActive: boolean;
  readonly serviceTerms: ServiceTerms;
  /** Its customer asked to be told of an earlier time that is free again. */
  readonly wantsEarlier: boolean;
  /** When its customer said, asked by a reminder, that they come at its time. */
  readonly presenceConfirmedAt: Date | null;
  readonly locale: Locale;
  readonly source: BookingSource;
  readonly createdAt: Date;
  /** Who and what it takes, in the order of the resources. */
  readonly resources: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
}

/** The people whom it takes: its customer is told of them where they chose, or may. Pure. */
export const personsOf = ({
  personId,
  serviceTerms,
  resources,
}: Pick<Booking, 'personId' | 'serviceTerms' | 'resources'>): Booking['resources'] =>
  personId !== null || serviceTerms.choosesPerson || serviceTerms.keepsPerson
    ? resources.filter(({ kind }) => kind === 'staff')
    : [];

/** A service of a booking, and when it begins and ends. */
export interface TimedPart extends BookingPart {
  readonly from: Date;
  readonly until: Date;
}

/** The services of a booking with their times; none where it has one alone. Pure. */
export function timedParts({ parts, startsAt }: Pick<Booking, 'parts' | 'startsAt'>): TimedPart[] {
  let at = startsAt.getTime();
  return (parts ?? []).map((part) => {
    const from = at;
    at += part.duration * MINUTE;
    return { ...part, from: new Date(from), until: new Date(at) };
  });
}

/** From when until when a booking needs somebody or something: of several services, those that it is for. Pure. */
export function timeWith(
  booking: Pick<Booking, 'parts' | 'startsAt' | 'endsAt'>,
  resourceId: string,
): Pick<Booking, 'startsAt' | 'endsAt'> {
  const own = timedParts(booking).filter(({ resourceIds }) => resourceIds.includes(resourceId));
  const [first, last] = [own[0], own.at(-1)];
  return first && last ? { startsAt: first.from, endsAt: last.until } : booking;
}

/** The reference as it is read: "K7PM-3XQD". Pure. */
export const referenceWords = (reference: string): string => `${reference.slice(0, 4)}-${reference.slice(4)}`;

/** Until when its customer may cancel or move a booking. Pure. */
export const changeableUntil = ({
  startsAt,
  cancellationNotice,
}: Pick<Booking, 'startsAt' | 'cancellationNotice'>): Date =>
  new Date(startsAt.getTime() - cancellationNotice * MINUTE);

/** Whether its customer may still cancel or move a booking. Pure. */
export const mayCustomerChange = (
  booking: Pick<Booking, 'state' | 'startsAt' | 'cancellationNotice'>,
  now: Date,
): boolean => mayReschedule(booking.state) && now < changeableUntil(booking);

/** Whether its customer may say that they come: as long as they are expected. Pure. */
export const mayConfirmPresence = (booking: Pick<Booking, 'state' | 'startsAt'>, now: Date): boolean =>
  mayReschedule(booking.state) && now < booking.startsAt;

/** Whether an earlier time is worth a message: the appointment is more than a week away. Pure. */
export const isFarAhead = (booking: Pick<Booking, 'state' | 'startsAt'>, now: Date): boolean =>
  mayReschedule(booking.state) && booking.startsAt.getTime() > now.getTime() + 7 * DAY;
