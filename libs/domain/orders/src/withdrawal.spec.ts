import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import type { Order } from './order';
import { withdrawablePositions, withdrawalEnd } from './withdrawal';

const VALENCE = { timeZone: 'Europe/Paris', department: '26' };
const at = (day: string, minute = 600, { timeZone } = VALENCE): Date =>
  new Date(instantOf(timeZone, dayOfIso(day), minute));
/** The last day of the period, as its place counts days. */
const lastDay = (received: Date, place = VALENCE): string =>
  isoOfDay(wallTime(place.timeZone, withdrawalEnd(received, place).getTime() - 1).day);

describe('the time to withdraw from an order', () => {
  it.each([
    ['ends with the fourteenth day after the goods were received', '2026-12-02', '2026-12-16'],
    ['goes on to Monday from a Saturday', '2026-11-28', '2026-12-14'],
    ['goes on over Christmas and the week-end behind it', '2026-12-11', '2026-12-28'],
    ['goes on over Easter Monday', '2027-03-14', '2027-03-30'],
  ])('%s', (_, received, last) => {
    expect(lastDay(at(received))).toBe(last);
    expect(lastDay(at(received, 1_439))).toBe(last);
    expect(lastDay(at(received, 0))).toBe(last);
  });

  it('ends at midnight on the clock of the shop, also where the clock changes meanwhile', () => {
    expect(withdrawalEnd(at('2026-10-20'), VALENCE).toISOString()).toBe('2026-11-03T23:00:00.000Z');
    const reunion = { timeZone: 'Indian/Reunion', department: '974' };
    expect(withdrawalEnd(at('2026-12-02', 600, reunion), reunion).toISOString()).toBe(
      '2026-12-16T20:00:00.000Z',
    );
  });

  it('knows the public holidays of the department: Saint Stephen’s day in Strasbourg', () => {
    const strasbourg = { timeZone: 'Europe/Paris', department: '67' };
    const received = at('2025-12-12');
    expect([lastDay(received), lastDay(received, strasbourg)]).toEqual(['2025-12-26', '2025-12-29']);
  });
});

describe('what a customer may withdraw from', () => {
  const now = at('2026-12-02');
  const order = {
    kind: 'order',
    state: 'accepted',
    events: [],
    withdrawals: [],
    lines: [{ withdrawal: 'perishable' }, { withdrawal: 'right' }, { withdrawal: 'right' }],
  } as unknown as Order;
  const of = (more: Partial<Order>, when = now): number[] =>
    withdrawablePositions({ ...order, ...more }, VALENCE, when);

  it('is each line that has the right and was not withdrawn from', () => {
    expect(of({})).toEqual([2, 3]);
    expect(of({ withdrawals: [{ positions: [3] }] as unknown as Order['withdrawals'] })).toEqual([2]);
  });

  it('is nothing of a reservation, which binds nobody, and of a contract that does not stand', () => {
    expect(of({ kind: 'reservation' })).toEqual([]);
    for (const state of ['refused', 'cancelled', 'not-collected'] as const) expect(of({ state })).toEqual([]);
  });

  it('is nothing once the time is over, which begins when the goods are received', () => {
    const events = [{ state: 'collected', at: now }] as unknown as Order['events'];
    const end = withdrawalEnd(now, VALENCE);
    expect(of({ state: 'collected', events }, new Date(end.getTime() - 1))).toEqual([2, 3]);
    expect(of({ state: 'collected', events }, end)).toEqual([]);
    expect(of({ state: 'ready' }, end)).toEqual([2, 3]);
  });

  it('goes on for two weeks more of what was sent, as nobody tells when it arrived', () => {
    const events = [{ state: 'collected', at: now }] as unknown as Order['events'];
    const sent = { state: 'collected', fulfilment: 'post', events } as const;
    const end = withdrawalEnd(new Date(now.getTime() + 14 * DAY), VALENCE);
    expect(of(sent, new Date(end.getTime() - 1))).toEqual([2, 3]);
    expect(of(sent, end)).toEqual([]);
  });
});
