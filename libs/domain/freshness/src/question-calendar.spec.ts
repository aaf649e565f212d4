import { dayOfIso, isoOfDay, type Place, publicHolidayOn, wallTime, weekdayOf } from '@halles/domain/hours';
import { DAY, MINUTE } from '@halles/kernel';
import { holidayGroups, holidaysWithin, monthlySlot, slotsAt } from './question-calendar';
import { schoolBreaksOf } from './school-breaks';

const paris: Place = { timeZone: 'Europe/Paris', department: '33' };
const moselle: Place = { timeZone: 'Europe/Paris', department: '57' };
const reunion: Place = { timeZone: 'Indian/Reunion', department: '974' };
const martinique: Place = { timeZone: 'America/Martinique', department: '972' };

const months = (year: number) =>
  Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
const localOf = ({ timeZone }: Place, at: number) => {
  const { day, minute } = wallTime(timeZone, at);
  return { date: isoOfDay(day), minute };
};

describe('when a merchant is asked each month', () => {
  it.each([paris, moselle, reunion, martinique])(
    'is between nine and eleven by the clock of $timeZone ($department), in that month, on no Sunday and no public holiday',
    (place) => {
      const wrong: string[] = [];
      for (const year of [2024, 2026, 2027])
        for (const month of months(year))
          for (let listing = 1; listing <= 60; listing += 1) {
            const { from } = monthlySlot(listing, place, month);
            const { date, minute } = localOf(place, from);
            const isRight =
              date.startsWith(month) &&
              minute >= 540 &&
              minute < 660 &&
              weekdayOf(dayOfIso(date)) !== 7 &&
              publicHolidayOn(place.department, dayOfIso(date)) === undefined;
            if (!isRight) wrong.push(`${listing} on ${date} at minute ${minute}`);
          }
      expect(wrong).toEqual([]);
    },
  );

  it('is at the same time by the clock before and after the clocks change, an hour apart in UTC', () => {
    // 29 March 2026, 02:00 → 03:00; 25 October 2026, 03:00 → 02:00.
    const seen = new Map<string, number>();
    for (let listing = 1; listing < 4_000; listing += 1) {
      const { from } = monthlySlot(listing, paris, '2026-03');
      seen.set(localOf(paris, from).date, listing);
    }
    expect([...seen.keys()].every((date) => date <= '2026-03-27')).toBe(true);
    const listing = 7;
    const [winter, summer, autumn] = ['2026-03', '2026-04', '2026-11'].map(
      (month) => monthlySlot(listing, paris, month).from,
    );
    const minutes = [winter, summer, autumn].map((at) => localOf(paris, at ?? 0).minute);
    expect(new Set(minutes).size).toBe(1);
    const utc = [winter, summer, autumn].map((at) => ((at ?? 0) % DAY) / MINUTE);
    expect(utc).toEqual([(minutes[0] ?? 0) - 60, (minutes[0] ?? 0) - 120, (minutes[0] ?? 0) - 60]);
  });

  it('is spread over the month', () => {
    const perDay = new Map<string, number>();
    for (let listing = 1; listing <= 5_000; listing += 1) {
      const { date } = localOf(paris, monthlySlot(listing, paris, '2026-09').from);
      perDay.set(date, (perDay.get(date) ?? 0) + 1);
    }
    expect(perDay.size).toBeGreaterThanOrEqual(20);
    expect(Math.max(...perDay.values())).toBeLessThan(600);
  });

  it('begins at its minute and not a millisecond before, and ends with the month by the clock', () => {
    const { from, until } = monthlySlot(42, paris, '2026-10');
    const monthly = (at: number) => slotsAt(42, paris, [], at).some(({ occasion }) => occasion === 'monthly');
    expect([monthly(from - 1), monthly(from), monthly(until - 1)]).toEqual([false, true, true]);
    expect(new Date(until).toISOString()).toBe('2026-10-31T23:00:00.000Z');
    expect(new Date(monthlySlot(42, paris, '2026-03').until).toISOString()).toBe('2026-03-31T22:00:00.000Z');
    expect(new Date(monthlySlot(42, reunion, '2026-12').until).toISOString()).toBe(
      '2026-12-31T20:00:00.000Z',
    );
  });
});

describe('the holidays that are asked about together', () => {
  const of = (department: string, year: number) =>
    holidayGroups(department, dayOfIso(`${year}-01-02`), dayOfIso(`${year + 1}-01-02`)).map(({ holidays }) =>
      holidays.map(({ day }) => isoOfDay(day)),
    );

  it('are those that are near one another, over the New Year too', () => {
    expect(of('33', 2026)).toEqual([
      ['2026-04-06'],
      ['2026-05-01', '2026-05-08', '2026-05-14'],
      ['2026-05-25'],
      ['2026-07-14'],
      ['2026-08-15'],
      ['2026-11-01', '2026-11-11'],
      ['2026-12-25', '2027-01-01'],
    ]);
  });

  it('are those of the place', () => {
    expect(of('57', 2026).at(-1)).toEqual(['2026-12-25', '2026-12-26', '2027-01-01']);
    expect(of('974', 2026).at(-1)).toEqual(['2026-12-20', '2026-12-25', '2027-01-01']);
    expect(of('987', 2026)).toEqual([]);
  });
});

describe('when holidays are asked about', () => {
  const holidays = (place: Place, at: Date) =>
    slotsAt(1, place, [], at.getTime())
      .filter(({ occasion }) => occasion === 'holidays')
      .map(({ period }) => period);

  it('is from fourteen days before the first of them until it begins by the clock of the place', () => {
    const [slot] = slotsAt(1, paris, [], Date.parse('2026-12-20T12:00:00Z')).filter(
      ({ occasion }) => occasion === 'holidays',
    );
    expect(localOf(paris, slot?.from ?? 0).date).toBe('2026-12-11');
    expect(holidays(paris, new Date((slot?.from ?? 0) - 1))).toEqual([]);
    expect(holidays(paris, new Date(slot?.from ?? 0))).toEqual(['2026-12-25']);
    expect(holidays(paris, new Date('2026-12-24T22:59:59.999Z'))).toEqual(['2026-12-25']);
    expect(holidays(paris, new Date('2026-12-24T23:00:00Z'))).toEqual([]);
  });

  it('is not the same everywhere', () => {
    expect(holidays(reunion, new Date('2026-12-16T12:00:00Z'))).toEqual(['2026-12-20']);
    expect(holidays(martinique, new Date('2026-05-20T12:00:00Z'))).toEqual(['2026-05-22']);
  });
});

describe('when the summer is asked about', () => {
  const summers = (place: Place, at: string) =>
    slotsAt(1, place, [], Date.parse(at))
      .filter(({ occasion }) => occasion === 'summer')
      .map(({ period }) => period);

  it('is in June, where there is one', () => {
    expect(summers(paris, '2026-06-07T12:00:00Z')).toEqual([]);
    expect(summers(paris, '2026-06-28T12:00:00Z')).toEqual(['2026']);
    expect(summers(paris, '2026-07-10T21:59:59.999Z')).toEqual(['2026']);
    expect(summers(paris, '2026-07-10T22:00:00Z')).toEqual([]);
    expect(summers(reunion, '2026-06-28T12:00:00Z')).toEqual([]);
  });
});

describe('when school breaks are asked about', () => {
  const about = (place: Place, at: string, breaks = schoolBreaksOf(place.department, undefined)) =>
    slotsAt(1, place, breaks, Date.parse(at))
      .filter(({ occasion }) => occasion !== 'monthly')
      .map(({ occasion, period }) => `${occasion} ${period}`);

  it('is from fourteen days before they begin until they do, by the zone of the place', () => {
    // 30 January and 13 February 2027 are Saturdays: the mail of zone A leaves on the first.
    expect(about(paris, '2027-01-29T23:00:00Z')).toEqual([]);
    expect(about(paris, '2027-01-30T12:00:00Z')).toEqual(['school 2027-02-13']);
    expect(about(paris, '2027-02-12T22:59:59.999Z')).toEqual(['school 2027-02-13']);
    expect(about(paris, '2027-02-12T23:00:00Z')).toEqual([]);
    expect(about(moselle, '2027-02-12T12:00:00Z')).toEqual(['school 2027-02-20']);
    expect(about(reunion, '2027-02-12T12:00:00Z')).toEqual([]);
  });

  it('is once for a break and the public holidays within it', () => {
    const [christmas] = schoolBreaksOf('33', undefined).filter(({ from }) => from === '2026-12-19');
    expect(about(paris, '2026-12-17T12:00:00Z')).toEqual(['school 2026-12-19']);
    expect(about(paris, '2026-12-20T12:00:00Z')).toEqual([]);
    expect(about(paris, '2026-12-17T12:00:00Z', [])).toEqual(['holidays 2026-12-25']);
    expect(
      holidaysWithin('33', christmas ?? { from: '', resumes: '' }).map(({ day }) => isoOfDay(day)),
    ).toEqual(['2026-12-25', '2027-01-01']);
  });

  it('is by the territory’s own calendar, its summer too, which is then not asked about twice', () => {
    const name = { fr: 'Été', en: 'Summer' };
    const own = [{ name, from: '2026-07-04', resumes: '2026-08-18' }];
    expect(about(reunion, '2026-06-27T12:00:00Z', own)).toEqual(['school 2026-07-04']);
    expect(about(paris, '2026-06-27T12:00:00Z', own)).toEqual(['school 2026-07-04']);
    expect(about(paris, '2026-06-27T12:00:00Z')).toEqual(['summer 2026']);
  });
});
