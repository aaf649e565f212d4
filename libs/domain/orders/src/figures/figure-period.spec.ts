import { figurePeriod } from './figure-period';

describe('a period of figures', () => {
  it('is whole weeks until today, and the same days of as many weeks before', () => {
    // A Saturday.
    expect(figurePeriod(4, '2026-11-28')).toEqual({
      ...{ first: '2026-11-02', last: '2026-11-28' },
      weeks: ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'],
      before: { first: '2026-10-05', last: '2026-10-31' },
    });
  });

  it.each([
    // Clocks go back on 25 October and forward on 29 March: weeks stay seven days.
    ['2026-10-26', '2026-10-05', '2026-09-28'],
    ['2026-10-25', '2026-09-28', '2026-09-27'],
    ['2026-03-29', '2026-03-02', '2026-03-01'],
    ['2026-03-30', '2026-03-09', '2026-03-02'],
    // The first days of a year belong to a week of the old one.
    ['2027-01-01', '2026-12-07', '2026-12-04'],
    ['2024-02-29', '2024-02-05', '2024-02-01'],
  ])('that ends on %s begins on %s, and the one before ends on %s', (today, first, lastBefore) => {
    const period = figurePeriod(4, today);
    expect([period.first, period.before.last]).toEqual([first, lastBefore]);
    expect(period.weeks.at(0)).toBe(first);
  });

  it('of a year has 52 weeks, each seven days after the one before', () => {
    const { weeks, before, first } = figurePeriod(52, '2027-01-03');
    expect([weeks.length, new Set(weeks).size, weeks.at(-1)]).toEqual([52, 52, '2026-12-28']);
    const days = weeks.map((week) => Date.parse(week) / 86_400_000);
    expect(days.every((day, at) => at === 0 || day === (days[at - 1] ?? 0) + 7)).toBe(true);
    expect((Date.parse(first) - Date.parse(before.first)) / 86_400_000).toBe(364);
  });
});
