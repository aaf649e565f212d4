import { firstDayOf, monthBefore, statisticsOf, tendency } from './periods';

const TODAY = '2026-11-25';

describe('what a page was used for', () => {
  it('is told of thirty days and twelve months, those without any use among them', () => {
    const { days, months } = statisticsOf([], TODAY);
    expect([days.length, days[0]?.period, days.at(-1)?.period]).toEqual([30, '2026-10-27', TODAY]);
    expect([months.length, months[0]?.period, months.at(-1)?.period]).toEqual([12, '2025-12', '2026-11']);
  });

  it('adds up to the day, to the thirty days, to those before, and to the months', () => {
    const view = (day: string, count: number) => ({ day, use: 'view', count }) as const;
    const counts = [
      view('2025-11-30', 1_000),
      view('2025-12-01', 1),
      view('2026-09-27', 10),
      view('2026-10-26', 100),
      view('2026-10-27', 2),
      view('2026-11-25', 3),
      { day: '2026-11-25', use: 'call', count: 4 } as const,
    ];
    const told = statisticsOf(counts, TODAY);
    expect(told.days[0]?.uses.view).toBe(2);
    expect(told.days.at(-1)?.uses).toMatchObject({ view: 3, call: 4 });
    expect(told.lastDays).toMatchObject({ view: 5, call: 4 });
    expect(told.daysBefore.view).toBe(110);
    expect(told.months.find(({ period }) => period === '2026-10')?.uses.view).toBe(102);
    expect(told.lastMonths).toMatchObject({ view: 116, call: 4 });
  });

  it('goes over the years', () => {
    expect(monthBefore('2026-01-15', 1)).toBe('2025-12');
    expect(monthBefore('2026-12-31', 11)).toBe('2026-01');
    expect(firstDayOf('2026-11-25')).toBe('2025-12-01');
  });
});

describe('a tendency', () => {
  it.each([
    [60, 40, 50],
    [30, 30, 0],
    [30, 60, -50],
    [29, 60, null],
    [60, 29, null],
    [0, 0, null],
  ])('of %s after %s is %s', (now, before, said) => expect(tendency(now, before)).toBe(said));
});
