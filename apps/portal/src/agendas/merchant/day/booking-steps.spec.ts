import type { BookingState } from '@halles/domain/agendas';
import { stepBackOf, stepsOf } from './booking-steps';

const startsAt = new Date('2027-01-05T09:00:00Z');
const before = (minutes: number): Date => new Date(startsAt.getTime() - minutes * 60_000);

describe('the buttons of a booking', () => {
  it.each<[BookingState, number, readonly string[]]>([
    ['pending', 600, ['confirm', 'revoke']],
    ['confirmed', 600, ['revoke']],
    ['confirmed', 30, ['arrive', 'serve', 'revoke']],
    ['confirmed', -1, ['arrive', 'serve', 'absent', 'revoke']],
    ['arrived', 10, ['serve', 'revoke']],
    ['served', -60, []],
    ['excused', 60, []],
    ['no-show', -60, []],
  ])('are, where it is %s, %i minutes before its time: %j', (state, minutes, steps) => {
    expect(stepsOf({ state, startsAt }, before(minutes))).toEqual(steps);
  });

  it('take back the last step of the shop, and neither a move nor what the customer did', () => {
    const event = (state: BookingState, more = {}) =>
      ({ state, actor: 'merchant', isMoved: false, ...more }) as const;
    const booked = event('pending', { actor: 'customer' });
    expect(stepBackOf({ state: 'confirmed' }, [booked, event('confirmed')])).toBe('pending');
    expect(stepBackOf({ state: 'revoked' }, [booked, event('revoked')])).toBe('pending');
    expect(stepBackOf({ state: 'pending' }, [booked])).toBeNull();
    expect(stepBackOf({ state: 'excused' }, [booked, event('excused', { actor: 'customer' })])).toBeNull();
    expect(
      stepBackOf({ state: 'confirmed' }, [event('confirmed'), event('confirmed', { isMoved: true })]),
    ).toBeNull();
    // What was taken back is not taken back once more.
    expect(stepBackOf({ state: 'confirmed' }, [event('arrived'), event('confirmed')])).toBeNull();
  });
});
