import {
  BOOKING_STATES,
  bookingTransition,
  holdsPlace,
  mayMoveBooking,
  mayReschedule,
  type BookingActor,
  type BookingState,
} from './booking-state';

const reachable = (actor: BookingActor, from: BookingState): BookingState[] =>
  BOOKING_STATES.filter((to) => mayMoveBooking(actor, from, to));

describe('what may become of a booking', () => {
  it('lets a customer cancel until they are there, and do nothing else', () => {
    for (const from of BOOKING_STATES)
      expect(reachable('customer', from)).toEqual(
        from === 'pending' || from === 'confirmed' ? ['excused'] : [],
      );
  });

  it('lets the shop do everything but cancel in the name of its customer', () => {
    expect(reachable('merchant', 'pending')).toEqual(['confirmed', 'revoked']);
    expect(reachable('merchant', 'confirmed')).toEqual([
      'pending',
      'arrived',
      'served',
      'revoked',
      'no-show',
    ]);
    expect(reachable('town', 'arrived')).toEqual(['confirmed', 'served', 'revoked', 'no-show']);
    expect(reachable('merchant', 'excused')).toEqual([]);
  });

  it('ends by itself what nobody confirmed, and nothing else', () => {
    for (const from of BOOKING_STATES)
      expect(reachable('system', from)).toEqual(from === 'pending' ? ['revoked'] : []);
  });

  it('undoes steps of the shop alone', () => {
    expect(bookingTransition('no-show', 'confirmed')).toBe('backward');
    expect(bookingTransition('excused', 'confirmed')).toBeNull();
  });

  it('counts what waits for an answer as taken, and what is cancelled as free', () => {
    expect(BOOKING_STATES.filter(holdsPlace)).toEqual(['pending', 'confirmed', 'arrived', 'served']);
    expect(BOOKING_STATES.filter(mayReschedule)).toEqual(['pending', 'confirmed']);
  });
});
