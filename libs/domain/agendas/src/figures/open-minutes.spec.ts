import { dayOfIso, instantOf, scheduleOfTexts } from '@halles/domain/hours';
import { openingsOn } from '../slots/booking-openings';
import { openMinutes } from './open-minutes';

const ZONE = 'Europe/Paris';
const hours = scheduleOfTexts({ timeZone: ZONE, department: '26' }, { appointment: 'Tu 09:30-11:00' });
const at = (minute: number): number => instantOf(ZONE, dayOfIso('2026-12-01'), minute);

describe('how long those of an agenda are there', () => {
  it('adds the weeks up hour by hour, without who is away', () => {
    const days = { first: dayOfIso('2026-12-01'), last: dayOfIso('2026-12-14'), timeZone: ZONE };
    const there = { hours, away: [] };
    const late = { hours, away: [{ from: at(585), until: at(630) }] };
    expect(openMinutes([there, late], days, openingsOn)).toEqual([
      { weekday: 2, hour: 9, open: 105 },
      { weekday: 2, hour: 10, open: 210 },
    ]);
  });
});
