/**
 * The states of a booking. `pending` waits for its shop to confirm it and holds its place meanwhile; `arrived` waits in the shop.
 * `excused`: its customer cancelled; `revoked`: its shop did, or did not confirm it; only `no-show` counts against a customer.
 */
export const BOOKING_STATES = [
  ...(['pending', 'confirmed', 'arrived'] as const),
  ...(['served', 'excused', 'revoked', 'no-show'] as const),
] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

export type BookingActor = 'customer' | 'merchant' | 'town' | 'system';

/** States in which resources and places are taken, or were used. */
const HOLDING: ReadonlySet<BookingState> = new Set(['pending', 'confirmed', 'arrived', 'served']);

/** The next states of each state. The database checks the same list (`booking_event_transition`). */
const FORWARD: Readonly<Record<BookingState, readonly BookingState[]>> = {
  pending: ['confirmed', 'excused', 'revoked'],
  confirmed: ['arrived', 'served', 'excused', 'revoked', 'no-show'],
  arrived: ['served', 'revoked', 'no-show'],
  served: [],
  excused: [],
  revoked: [],
  'no-show': [],
};

/** The states that undoing the last step may lead to. An undone cancellation takes its place again, if it is free. */
const BACKWARD: Readonly<Record<BookingState, readonly BookingState[]>> = {
  pending: [],
  confirmed: ['pending'],
  arrived: ['confirmed'],
  served: ['arrived', 'confirmed'],
  excused: [],
  revoked: ['pending', 'confirmed', 'arrived'],
  'no-show': ['confirmed', 'arrived'],
};

/** Whether a booking in a state takes its resources and its places, or used them. Pure. */
export const holdsPlace = (state: BookingState): boolean => HOLDING.has(state);

/** Whether a booking in a state may be moved to another time. Pure. */
export const mayReschedule = (state: BookingState): boolean => state === 'pending' || state === 'confirmed';

/** Whether a booking may go from one state to another, and whether that undoes a step. Pure. */
export function bookingTransition(from: BookingState, to: BookingState): 'forward' | 'backward' | null {
  if (FORWARD[from].includes(to)) return 'forward';
  return BACKWARD[from].includes(to) ? 'backward' : null;
}

/**
 * Whether somebody may bring a booking from one state to another. An agent of the town acts for the shop; nobody but its
 * customer excuses it, and the system ends what was not confirmed in time. Pure.
 */
export function mayMoveBooking(actor: BookingActor, from: BookingState, to: BookingState): boolean {
  const kind = bookingTransition(from, to);
  if (kind === null) return false;
  if (actor === 'customer') return kind === 'forward' && to === 'excused';
  if (actor === 'system') return from === 'pending' && to === 'revoked';
  return to !== 'excused';
}
