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

  it('counts an opening that crosses midnight once, each day by its own part', () => {
    const open = (appointment: string, days: number) => {
      const first = dayOfIso('2026-12-01');
      const schedule = scheduleOfTexts({ timeZone: ZONE, department: '26' }, { appointment });
      const span = { first, last: first + days - 1, timeZone: ZONE };
      return openMinutes([{ hours: schedule, away: [] }], span, openingsOn);
    };
    const night = [20, 21, 22, 23].map((hour) => ({ weekday: 2, hour, open: 60 }));
    const morning = [0, 1].map((hour) => ({ weekday: 3, hour, open: 60 }));
    expect(open('Tu 20:00-02:00', 1)).toEqual(night);
    expect(open('Tu 20:00-02:00', 7)).toEqual([...night, ...morning]);
    expect(open('24/7', 7).reduce((sum, one) => sum + one.open, 0)).toBe(7 * 24 * 60);
  });
});
