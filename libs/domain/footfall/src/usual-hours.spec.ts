import { usualDays } from './usual-hours';

describe('the usual hours of a place', () => {
  const hour = (weekday: number, at: number, entries: number, days = 3) => ({
    weekday,
    days,
    hour: at,
    entries,
  });

  it('are shares of its busiest hour, by how often each weekday was counted', () => {
    expect(usualDays([hour(6, 11, 60), hour(6, 10, 30), hour(1, 10, 30, 6)])).toEqual([
      { weekday: 1, hours: [{ hour: 10, level: 'quiet', share: 25 }] },
      {
        weekday: 6,
        hours: [
          { hour: 10, level: 'medium', share: 50 },
          { hour: 11, level: 'busy', share: 100 },
        ],
      },
    ]);
  });

  it('are told of no weekday that was counted less than three times, nor where nobody ever came', () => {
    expect(usualDays([hour(6, 11, 60, 2)])).toEqual([]);
    expect(usualDays([hour(6, 11, 0)])).toEqual([]);
    expect(usualDays([])).toEqual([]);
  });
});
