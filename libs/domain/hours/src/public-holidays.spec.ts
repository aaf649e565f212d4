import { civilDate, dayNumber, dayOfIso, easterSunday, isoOfDay, isoWeekOf, weekdayOf } from './civil-date';
import { knowsPublicHolidays, publicHolidayOn, publicHolidays } from './public-holidays';

const datesOf = (department: string, year: number): string[] =>
  publicHolidays(department, year).map(({ day }) => isoOfDay(day));

const NATIONAL_2026 = [
  '2026-01-01',
  '2026-04-06',
  '2026-05-01',
  '2026-05-08',
  '2026-05-14',
  '2026-05-25',
  '2026-07-14',
  '2026-08-15',
  '2026-11-01',
  '2026-11-11',
  '2026-12-25',
];

describe('the civil calendar', () => {
  it('agrees with the platform on every day of four centuries', () => {
    for (let day = dayNumber(1900, 1, 1); day < dayNumber(2300, 1, 1); day += 1) {
      const expected = new Date(day * 86_400_000);
      const { year, month, day: dayOfMonth } = civilDate(day);
      if (
        year !== expected.getUTCFullYear() ||
        month !== expected.getUTCMonth() + 1 ||
        dayOfMonth !== expected.getUTCDate() ||
        weekdayOf(day) % 7 !== expected.getUTCDay() ||
        dayNumber(year, month, dayOfMonth) !== day
      )
        throw new Error(`day ${day} is wrong`);
    }
  });

  it('counts ISO weeks over New Year', () => {
    expect(
      ['2026-12-28', '2027-01-03', '2027-01-04', '2028-12-31'].map((d) => isoWeekOf(dayOfIso(d))),
    ).toEqual([53, 53, 1, 52]);
  });

  it('refuses dates that do not exist', () => {
    for (const text of ['2027-02-29', '2026-13-01', '2026-00-10', '26-01-01', 'demain'])
      expect(() => dayOfIso(text)).toThrow(RangeError);
    expect(isoOfDay(dayOfIso('2028-02-29') + 1)).toBe('2028-03-01');
  });

  it('finds Easter where the calendar has it', () => {
    expect([2024, 2025, 2026, 2027, 2028, 2038].map((year) => isoOfDay(easterSunday(year)))).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2028-04-16',
      '2038-04-25',
    ]);
  });
});

describe('public holidays', () => {
  it('are eleven in most of France', () => {
    expect(datesOf('33', 2026)).toEqual(NATIONAL_2026);
    expect(datesOf('2A', 2026)).toEqual(NATIONAL_2026);
    expect(datesOf('975', 2026)).toEqual(NATIONAL_2026);
  });

  it('are thirteen in Alsace and Moselle', () => {
    for (const department of ['57', '67', '68']) {
      expect(datesOf(department, 2026)).toHaveLength(13);
      expect(publicHolidayOn(department, dayOfIso('2026-04-03'))?.fr).toBe('Vendredi saint');
      expect(publicHolidayOn(department, dayOfIso('2026-12-26'))?.en).toBe('St Stephen’s Day');
    }
  });

  it.each([
    ['971', '2026-05-27'],
    ['972', '2026-05-22'],
    ['973', '2026-06-10'],
    ['974', '2026-12-20'],
    ['976', '2026-04-27'],
    ['977', '2026-10-09'],
    ['978', '2026-05-28'],
  ])('remember the abolition of slavery in %s on %s', (department, date) => {
    expect(datesOf(department, 2026)).toHaveLength(12);
    expect(publicHolidayOn(department, dayOfIso(date))?.fr).toBe('Abolition de l’esclavage');
    expect(publicHolidayOn('33', dayOfIso(date))).toBeUndefined();
  });

  it('name both when two fall on one day', () => {
    expect(publicHolidayOn('33', dayOfIso('2008-05-01'))?.fr).toBe('Fête du Travail et Ascension');
  });

  it('are known where the labour code or a decree sets them', () => {
    expect(['01', '2B', '69', '95', '974', '988'].every(knowsPublicHolidays)).toBe(true);
    expect(['20', '96', '986', '987', '', '1'].some(knowsPublicHolidays)).toBe(false);
  });
});
