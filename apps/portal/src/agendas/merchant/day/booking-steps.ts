import {
  type Booking,
  type BookingEvent,
  type BookingState,
  bookingTransition,
  mayMoveBooking,
} from '@halles/domain/agendas';

/** What who keeps an agenda does to a booking, by the button that does it. */
export const BOOKING_STEPS = {
  confirm: 'confirmed',
  arrive: 'arrived',
  serve: 'served',
  absent: 'no-show',
  revoke: 'revoked',
} as const satisfies Readonly<Record<string, BookingState>>;

export type BookingStepName = keyof typeof BOOKING_STEPS;

/** Minutes before its time from which somebody may be noted as arrived. */
const ARRIVES_BEFORE = 60;

const isTimely = (step: BookingStepName, { startsAt }: Pick<Booking, 'startsAt'>, now: Date): boolean => {
  if (step === 'absent') return now >= startsAt;
  if (step === 'arrive' || step === 'serve')
    return now.getTime() >= startsAt.getTime() - ARRIVES_BEFORE * 60_000;
  return true;
};

/** The steps forward that a booking offers at a time, the likeliest first. Pure. */
export const stepsOf = (booking: Pick<Booking, 'state' | 'startsAt'>, now: Date): BookingStepName[] =>
  (Object.keys(BOOKING_STEPS) as BookingStepName[]).filter((step) => {
    const to = BOOKING_STEPS[step];
    // A step back has the button that takes the last step back.
    const isForward = bookingTransition(booking.state, to) === 'forward';
    return isForward && mayMoveBooking('merchant', booking.state, to) && isTimely(step, booking, now);
  });

/**
 * The state that taking the last step back leads to; null where it cannot be: it was its customer's, a move, or the first. Pure.
 * @param events of the booking, the oldest first
 */
export function stepBackOf(
  { state }: Pick<Booking, 'state'>,
  events: readonly Pick<BookingEvent, 'state' | 'actor' | 'isMoved'>[],
): BookingState | null {
  const [before, last] = events.slice(-2);
  if (!before || !last || last.isMoved || last.actor === 'customer') return null;
  return mayMoveBooking('merchant', state, before.state) &&
    bookingTransition(state, before.state) === 'backward'
    ? before.state
    : null;
}
