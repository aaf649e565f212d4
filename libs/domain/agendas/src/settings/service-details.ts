import type { BookingAddress, ServiceDuration } from '@halles/contracts';
import type { AgendaService } from './agenda';
import type { Booking } from '../bookings/booking';
import type { BookingRequest } from '../files/booking-file';
import { answersTo } from './service-questions';

/** The lengths that a service is booked with, the usual one first. Pure. */
export const durationsOf = ({
  duration,
  priceCents,
  durations,
}: Pick<AgendaService, 'duration' | 'priceCents' | 'durations'>): readonly ServiceDuration[] => [
  { duration, priceCents },
  ...durations,
];

/** A service in one of its lengths, at its price; null where it has no such. Pure. @param duration minutes; null: the usual ones */
export function withDuration(service: AgendaService, duration: number | null): AgendaService | null {
  if (duration === null || duration === service.duration) return service;
  const other = service.durations.find((one) => one.duration === duration);
  return other ? { ...service, ...other, priceMaxCents: null } : null;
}

/** A service as long as a booking of it, whatever its lengths are today. Pure. */
export const asLongAs = (
  service: AgendaService,
  { startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>,
): AgendaService => ({ ...service, duration: (endsAt.getTime() - startsAt.getTime()) / 60_000 });

/** "3 rue du Lac, 26000 Valence". Pure. */
export const addressWords = ({ street, postcode, town }: BookingAddress): string =>
  `${street}, ${postcode} ${town}`;

/** What is missing in what a customer sends. */
export type DetailsProblem = 'address' | 'zone' | 'phone' | 'instructions' | 'answers';

/** Whether the shop comes to an address. Pure. */
export const comesTo = (
  { postcodes }: Pick<AgendaService, 'postcodes'>,
  { postcode }: Pick<BookingAddress, 'postcode'>,
): boolean => postcodes.length === 0 || postcodes.includes(postcode);

/** What a service asks of its customers and was not sent; null where nothing is missing. Pure. */
export function detailsProblem(
  service: Pick<AgendaService, 'venue' | 'postcodes' | 'instructionsBefore' | 'questions'>,
  {
    address,
    phone,
    accepts,
    answers,
    files,
  }: Pick<BookingRequest, 'address' | 'phone' | 'accepts' | 'answers' | 'files'>,
): DetailsProblem | null {
  if (service.venue === 'home' && address === null) return 'address';
  if (service.venue === 'home' && address !== null && !comesTo(service, address)) return 'zone';
  if (service.venue === 'phone' && phone === null) return 'phone';
  if (answersTo(service.questions, answers, files) === null) return 'answers';
  return service.instructionsBefore !== null && !accepts ? 'instructions' : null;
}

/** Whether a customer may book a service. Pure. @param invited number of the signed link that they came by; null: by none */
export const isOpenTo = (
  { isActive, access, invitation }: Pick<AgendaService, 'isActive' | 'access' | 'invitation'>,
  invited: number | null,
): boolean => isActive && (access === 'everyone' || (access === 'invited' && invited === invitation));
