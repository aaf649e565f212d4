import { readDayOfYear, readWrittenDate } from './written-days';

describe('a day of each year', () => {
  it.each([
    ['1er juillet', '07-01'],
    ['1 juillet', '07-01'],
    ['1\u00a0er  Juillet', '07-01'],
    ['le 1er juil.', '07-01'],
    ['01/07', '07-01'],
    ['1.7', '07-01'],
    ['1.7.', '07-01'],
    ['1 / 7', '07-01'],
    ['juillet', '07-01'],
    ['1 July', '07-01'],
    ['July 1st', '07-01'],
    ['the 1st of July', '07-01'],
    ['15 août', '08-15'],
    ['15 aout', '08-15'],
    ['29 février', '02-29'],
    ['3 sept', '09-03'],
    ['may 8', '05-08'],
    ['Dec 25', '12-25'],
  ])('is read where it is written %j', (text, day) => expect(readDayOfYear(text)).toBe(day));

  it.each([
    ['juillet', '07-31'],
    ['février', '02-29'],
    ['31/08', '08-31'],
  ])('is the last of a month that is written alone: %s', (text, day) =>
    expect(readDayOfYear(text, 'last')).toBe(day),
  );

  it.each([
    '',
    'jui',
    'ju',
    '31 juin',
    '0/7',
    '32/01',
    '1/13',
    'juillette',
    '1er juillet 2026',
    '2026-07-01',
    'l’été',
    '1 7',
    `1 ${' '.repeat(60)} juillet`,
  ])('is not read out of %j', (text) => expect(readDayOfYear(text)).toBeNull());
});

describe('a date', () => {
  const range = { from: '2026-11-28' };
  it.each([
    ['2026-07-01', '2026-07-01'],
    ['01/07/2026', '2026-07-01'],
    ['1/7/26', '2026-07-01'],
    ['1er juillet 2026', '2026-07-01'],
    ['mercredi 1er juillet 2026', '2026-07-01'],
    ['July 1, 2026', '2026-07-01'],
    ['1er juillet', '2027-07-01'],
    ['28 novembre', '2026-11-28'],
    ['27 novembre', '2027-11-27'],
    ['novembre', '2026-11-01'],
    ['29 février', '2028-02-29'],
  ])('that is written %j is the next such day: %s', (text, date) =>
    expect(readWrittenDate(text, range)).toBe(date),
  );

  it.each([
    ['1er juillet', '2026-07-01'],
    ['29 novembre', '2025-11-29'],
    ['29/02', '2024-02-29'],
  ])('in the past that is written %j is the last such day: %s', (text, date) =>
    expect(readWrittenDate(text, { until: '2026-11-28' })).toBe(date),
  );

  it('is the last of a month that is written alone', () => {
    expect(readWrittenDate('février', range, 'last')).toBe('2027-02-28');
    expect(readWrittenDate('février 2028', range, 'last')).toBe('2028-02-29');
  });

  it.each(['', '29/02/2027', '1/1/1899', '2026-13-01', 'demain', '1er juillet 26 ans'])(
    'is not read out of %j',
    (text) => expect(readWrittenDate(text, range)).toBeNull(),
  );
});
