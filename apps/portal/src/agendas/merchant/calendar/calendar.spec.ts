import type { AgendaCalendar, Booking } from '@halles/domain/agendas';
import { stepFunctionOf } from '@halles/domain/place-days';
import { HOUR, MINUTE } from '@halles/kernel';
import type { PageScope } from '../../../rendering/page-scope';
import { arrivalsOf, minutesLate } from './arrivals';
import { gapsOf, minutesOn } from './calendar-minutes';
import { hoursOf, hoursShown } from './calendar.presenter';
import { placedInLanes } from './lanes';
import { sheetRow } from './sheet.presenter';

const PARIS = 'Europe/Paris';
/** Says the key and the words of a text. */
const scope = {
  locale: 'fr',
  texts: { line: (key: string, words: object = {}) => [key, ...Object.values(words)].join(' ') },
} as unknown as PageScope;

describe('the calendar of an agenda', () => {
  it('places side by side what overlaps, and nothing else', () => {
    const items = [
      { from: 600, until: 660 },
      { from: 615, until: 630 },
      { from: 630, until: 690 },
      { from: 690, until: 720 },
    ];
    expect(placedInLanes(items).map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [1, 2],
      [0, 1],
    ]);
    expect(placedInLanes([])).toEqual([]);
  });

  it('says when a day is closed, and cuts what crosses its midnights', () => {
    const open = [
      { from: 540, until: 720 },
      { from: 840, until: 1_140 },
    ];
    expect(gapsOf(open)).toEqual([
      { from: 0, until: 540 },
      { from: 720, until: 840 },
      { from: 1_140, until: 1_440 },
    ]);
    // 2026-12-01, the number of whose day is 20788: from 23:30 to 0:30 of the next.
    const night = { from: Date.parse('2026-12-01T22:30Z'), until: Date.parse('2026-12-01T23:30Z') };
    expect(minutesOn(PARIS, 20_788, night)).toEqual({ from: 1_410, until: 1_440 });
    expect(minutesOn(PARIS, 20_789, night)).toEqual({ from: 0, until: 30 });
  });

  it('goes from the first hour that is open or booked to the last', () => {
    const shades = [
      { kind: 'closed' as const, from: 0, until: 570, label: '' },
      { kind: 'closed' as const, from: 1_110, until: 1_440, label: '' },
    ];
    expect(hoursShown([{ shades, items: [], events: [] }])).toEqual({ from: 540, until: 1_140 });
    const closed = [{ kind: 'closed' as const, from: 0, until: 1_440, label: '' }];
    expect(hoursShown([{ shades: closed, items: [], events: [] }])).toEqual({ from: 480, until: 1_140 });
  });

  it('counts who is inside in each hour, with those who collect and walk in', () => {
    const nine = Date.parse('2026-12-01T08:00Z');
    const comers: AgendaCalendar['comers'] = [
      { kind: 'booking', people: 2, from: nine, until: nine + HOUR },
      { kind: 'order', people: 1, from: nine + 30 * MINUTE, until: nine + HOUR },
      { kind: 'walk-in', people: 3, from: nine + HOUR, until: nine + 90 * MINUTE },
    ];
    const limits: AgendaCalendar['limits'] = [
      { most: stepFunctionOf(3, []), isHouseholdOne: false, rule: null },
    ];
    const day = { first: 20_788, last: 20_788, timeZone: PARIS };
    const hours = hoursOf({ comers, limits }, { from: 540, until: 720 }, day, scope);
    expect(hours.map(({ people, others, isFull }) => [people, others, isFull])).toEqual([
      ['calendar.inside 3 3', ['calendar.comers.order 1'], true],
      ['calendar.inside 3 3', ['calendar.comers.walk-in 3'], true],
      [undefined, [], false],
    ]);
  });

  it('tells who waits, who is late and who comes next', () => {
    const now = new Date('2026-12-01T09:12:30Z');
    const one = (state: Booking['state'], minutes: number) => ({
      state,
      startsAt: new Date(now.getTime() + minutes * MINUTE),
    });
    const bookings = [one('arrived', -30), one('confirmed', -12), one('served', -60), one('confirmed', 5)];
    const { waiting, late, next } = arrivalsOf(bookings, now);
    expect([waiting, late, next]).toEqual([[bookings[0]], [bookings[1]], [bookings[3]]]);
    expect(bookings.map((booking) => minutesLate(booking, now))).toEqual([0, 12, 0, 0]);
  });

  it('says on paper neither what a sensitive service is nor what was answered', () => {
    const booking = {
      ...{ startsAt: new Date('2026-12-01T09:00Z'), endsAt: new Date('2026-12-01T09:30Z'), party: 1 },
      ...{ customer: { name: 'Odile', email: null, phone: '+33612345678' }, guest: null, state: 'confirmed' },
      ...{
        serviceName: 'Dépistage',
        note: 'en secret',
        need: 'fragile',
        answers: [{ label: 'Âge', answer: '40' }],
      },
      serviceTerms: { isSensitive: true },
    } as unknown as Booking;
    const row = sheetRow(booking, PARIS, scope);
    expect(row).toMatchObject({ customer: 'Odile', service: 'calendar.sheet.appointment', more: [] });
    const told = { ...booking, serviceTerms: { ...booking.serviceTerms, isSensitive: false } };
    expect(sheetRow(told, PARIS, scope)).toMatchObject({
      service: 'Dépistage',
      more: ['bookings.needs.fragile', 'Âge 40', 'en secret'],
    });
  });
});
