import { dayNumber, instantOf, scheduleOfTexts } from '@halles/domain/hours';
import { HOUR } from '@halles/kernel';
import { bookingDays } from './booking-days';

const ZONE = 'Europe/Paris';
const MONDAY = dayNumber(2026, 11, 30);
const schedule = scheduleOfTexts(
  { timeZone: ZONE, department: '26' },
  { appointment: 'Mo-Tu,Th 09:00-12:00; We 22:00-26:00' },
);
const at = (day: number, hour: number) => {
  const from = instantOf(ZONE, day, hour * 60);
  return { from, until: from + HOUR, assigned: [] };
};

describe('days at a glance', () => {
  it('count the times of each day of the place, and tell a full day from a closed one', () => {
    const slots = [at(MONDAY, 9), at(MONDAY, 10), at(MONDAY + 2, 23), at(MONDAY + 3, 0)];
    expect(bookingDays(schedule, slots, { first: MONDAY, last: MONDAY + 4 })).toEqual([
      { day: MONDAY, free: 2, isOpen: true },
      { day: MONDAY + 1, free: 0, isOpen: true },
      { day: MONDAY + 2, free: 1, isOpen: true },
      { day: MONDAY + 3, free: 1, isOpen: true },
      { day: MONDAY + 4, free: 0, isOpen: false },
    ]);
  });

  it('are open where there is a session, free or full, although the place is closed', () => {
    const [free, full] = [at(MONDAY + 5, 20), at(MONDAY + 6, 20)];
    const days = { first: MONDAY + 4, last: MONDAY + 6 };
    expect(bookingDays(schedule, [free], days, [free.from, full.from])).toEqual([
      { day: MONDAY + 4, free: 0, isOpen: false },
      { day: MONDAY + 5, free: 1, isOpen: true },
      { day: MONDAY + 6, free: 0, isOpen: true },
    ]);
  });

  it('are none where the last is before the first', () => {
    expect(bookingDays(schedule, [at(MONDAY, 9)], { first: MONDAY, last: MONDAY - 1 })).toEqual([]);
  });
});
