import { DAY } from '@halles/kernel';
import fc from 'fast-check';
import { dayOfIso } from './civil-date';
import { emptySchedule, type Place, type Schedule } from './schedule';
import { formatOpeningHours } from './syntax-format';
import { scheduleOfTexts } from './schedule-of-texts';
import { parseOpeningHours, parseRules } from './syntax-parse';
import { intervals, stateAt } from './timeline';

const UTC: Place = { timeZone: 'UTC', department: '33' };
const SEED = 20_261_125;

/** The local dates of a stretch on which the place is open at all. */
function openDates(text: string, from: string, days: number, place = UTC): string[] {
  const parsed = parseOpeningHours(text, place);
  if ('unreadable' in parsed) throw new Error(parsed.reason.en);
  const start = dayOfIso(from) * DAY;
  const dates = intervals(parsed.schedule, 'shop', start, start + days * DAY).map((interval) =>
    new Date(interval.from).toISOString().slice(0, 10),
  );
  return [...new Set(dates)];
}

const canonical = (text: string): string | null => {
  const parsed = parseOpeningHours(text, UTC);
  return 'unreadable' in parsed ? null : formatOpeningHours(parsed.schedule);
};

describe('the days of a rule', () => {
  it.each([
    ['Mo[1] 09:00-12:00', '2026-11-01', 61, ['2026-11-02', '2026-12-07']],
    ['Th[-1] 09:00-12:00', '2026-11-01', 61, ['2026-11-26', '2026-12-31']],
    ['week 50-51 We 09:00-12:00', '2026-11-01', 61, ['2026-12-09', '2026-12-16']],
    ['week 1-53/26 Mo 09:00-12:00', '2027-01-01', 365, ['2027-01-04', '2027-07-05']],
    ['Dec 30-Jan 2 09:00-12:00', '2026-12-01', 60, ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
    ['Nov-Jan Su[1] 09:00-12:00', '2026-10-01', 140, ['2026-11-01', '2026-12-06', '2027-01-03']],
    ['2027 Mo 09:00-12:00', '2026-12-25', 14, ['2027-01-04']],
    ['2026-2030/2 Jan 1 09:00-12:00', '2026-01-01', 1100, ['2026-01-01', '2028-01-01']],
    ['2027+ Dec 31 09:00-12:00', '2026-01-01', 1100, ['2027-12-31', '2028-12-31']],
    ['Feb 29 09:00-12:00', '2026-01-01', 1100, ['2028-02-29']],
    ['Feb 27-29 09:00-12:00', '2027-02-01', 40, ['2027-02-27', '2027-02-28']],
    ['easter 09:00-12:00', '2027-01-01', 365, ['2027-03-28']],
    ['easter -2 days 09:00-12:00', '2027-01-01', 365, ['2027-03-26']],
    ['PH 09:00-12:00', '2026-11-01', 61, ['2026-11-01', '2026-11-11', '2026-12-25']],
    ['PH Su 09:00-12:00', '2026-11-01', 61, ['2026-11-01']],
    ['2026 Dec 24-2027 Jan 2 Sa 09:00-12:00', '2026-12-01', 60, ['2026-12-26', '2027-01-02']],
  ])('%s', (text, from, days, expected) => {
    expect(openDates(text, from, days)).toEqual(expected);
  });

  it('has the holidays of the place', () => {
    const metz = { timeZone: 'UTC', department: '57' };
    expect(openDates('PH 09:00-12:00', '2026-12-20', 10, metz)).toEqual(['2026-12-25', '2026-12-26']);
    expect(parseOpeningHours('PH off', { timeZone: 'Pacific/Tahiti', department: '987' })).toMatchObject({
      unreadable: 'PH off',
    });
  });
});

describe('canonical writing', () => {
  it.each([
    ['mo-fr 9:00 – 12:00 , 14:00-18:00;sa 9h30-12h', 'Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:30-12:00'],
    ['Mo-Fr: 09:00-12:00', 'Mo-Fr 09:00-12:00'],
    ['24/7', '24/7'],
    ['open', '24/7'],
    ['closed', 'off'],
    ['Fr 20:00-26:00;', 'Fr 20:00-02:00'],
    ['Jul-Jan: 22:00-23:00; PH closed', 'Jul-Jan 22:00-23:00; PH off'],
    [
      'Mo-Fr 08:00-11:00 || Tu-Th,PH open "Emergency only"',
      'Mo-Fr 08:00-11:00 || Tu-Th,PH open "Emergency only"',
    ],
    ['2021 Mar 28-Apr 16 off', '2021 Mar 28-2021 Apr 16 off'],
    ['easter +1 day off', 'easter +1 day off'],
    ['Mo unknown', 'Mo unknown'],
    ['Mo 10:00-12:00, PH 10:00-11:00', 'Mo 10:00-12:00, PH 10:00-11:00'],
    ['Mo[1-2,-1] 10:00-12:00 “sur rendez-vous”', 'Mo[1,2,-1] 10:00-12:00 "sur rendez-vous"'],
  ])('%s → %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });
});

describe('what is kept as text', () => {
  it.each([
    ['22:00+', 'closing time'],
    ['sunset-sunrise', 'the sun'],
    ['Mo-Fr 10:00-sunset', 'the sun'],
    ['Mo-Fr 09:00-17:00; SH off', 'school holidays'],
    ['Mo 10:00,11:00', 'points in time'],
    ['Mo-Fr 10:00-16:00/01:30', 'points in time'],
    ['Sa[-1] +1 day 10:00-12:00', 'shift'],
    ['PH -1 day off', 'shift'],
    ['Mo 10:00-12:00 || 22:00-02:00', 'fallback'],
    ['2026 Dec 25,26 off', 'not understood'],
    ['Jan,Feb 5 10:00-12:00', 'not understood'],
    ['Dec 20-10 off', 'not understood'],
    ['Jun 18-Jun 17 off', 'not understood'],
    ['Feb 30 off', 'not understood'],
    ['Mo 25:00-26:00', 'not understood'],
    ['Mo 10:75-12:00', 'not understood'],
    ['Mo 8-12', 'not understood'],
    ['Mo-', 'too early'],
    ['Mo-Fr 09:00-12:00,', 'too early'],
    ['', 'too early'],
    ['lun-ven 9h-12h', 'not understood'],
    ['Mo-Fr 09:00-12:00 sauf jours fériés', 'not understood'],
    ['<script>', 'not understood'],
    ['Mo '.repeat(1_000), 'too long'],
  ])('%s', (text, reason) => {
    const parsed = parseOpeningHours(text, UTC);
    expect(parsed).toMatchObject({ unreadable: text });
    expect('reason' in parsed && parsed.reason.en).toContain(reason);
  });

  it('never throws, whatever the text, and never claims to be open', () => {
    const pieces = fc.constantFrom(
      'Mo',
      'Fr',
      '-',
      ',',
      ';',
      '||',
      '10:00',
      '12',
      'PH',
      '2026',
      'Dec',
      '[',
      ']',
      '"',
      ':',
      'off',
      ' ',
      '24/7',
      'week',
      'é',
      '\u0000',
      '🥖',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
        const text = list.join(' ');
        const parsed = parseOpeningHours(text, UTC);
        if ('unreadable' in parsed) expect(parsed.unreadable).toBe(text);
        else
          expect(canonical(formatOpeningHours(parsed.schedule) ?? '')).toBe(
            formatOpeningHours(parsed.schedule),
          );
      }),
      { seed: SEED, numRuns: 3_000 },
    );
    expect(stateAt(scheduleOfTexts(UTC, { shop: 'le matin' }), 'shop', 0)).toBeNull();
  });

  it('keeps what one mode says when another cannot be read', () => {
    const schedule = scheduleOfTexts(UTC, { shop: 'le matin', delivery: 'Mo-Fr 18:00-22:00' });
    expect(schedule.modes.shop).toMatchObject({ text: 'le matin' });
    expect(formatOpeningHours(schedule, 'shop')).toBe('le matin');
    expect(formatOpeningHours(schedule, 'delivery')).toBe('Mo-Fr 18:00-22:00');
  });
});

describe('days of one year', () => {
  const datesOf = (text: string): string[] => {
    const parsed = parseOpeningHours(text, UTC);
    return 'unreadable' in parsed
      ? []
      : parsed.schedule.exceptions.map(({ from, until }) => `${from} ${until}`);
  };
  const DECEMBER = '2026-12-29 2027-01-02';

  it.each([
    [
      'behind a season',
      'Mo-Sa 09:00-19:00; Jul-Aug Mo-Sa 09:00-13:00; 2026 Dec 29-2027 Jan 02 off',
      [DECEMBER],
    ],
    [
      'before a season',
      'Mo-Sa 09:00-19:00; 2026 Dec 29-2027 Jan 02 off; Jul-Aug Mo-Sa 09:00-13:00',
      [DECEMBER],
    ],
    [
      'before a season and what is of public holidays',
      'Mo-Sa 09:00-19:00; 2026 Nov 30 off; Jul-Aug Mo-Sa 09:00-13:00; PH off; 2026 Dec 29-2027 Jan 02 off',
      ['2026-11-30 2026-11-30', DECEMBER],
    ],
    ['before what replaces them', 'Mo-Sa 09:00-19:00; 2026 Nov 30 off; Nov-Mar Mo-Sa 10:00-12:00', []],
    [
      'on a public holiday that is told behind them',
      'Mo-Su 09:00-19:00; 2026 Dec 25 10:00-12:00; Jul off; PH off',
      [],
    ],
    ['before the night that runs into them', 'Mo-Su 09:00-19:00; 2026 Aug 01 off; Jul Mo-Su 20:00-03:00', []],
  ])('are exceptions %s, as far as they say the same', (_, text, dates) => {
    expect(datesOf(text)).toEqual(dates);
  });

  it.each([
    ['Mo-Fr 09:00-19:00; PH off; Su off', []],
    ['Mo-Sa 09:00-19:00; Su,PH off', []],
    ['Mo-Fr 09:00-19:00; PH,Su 10:00-12:00; 2026 Dec 24 off', [{ from: 600, until: 720 }]],
    ['Mo-Sa 09:00-19:00; PH off; Jun 20-Jul 05 Mo-Sa 09:00-21:00', []],
    ['Mo-Sa 09:00-19:00; PH off; Jul-Aug Mo-Sa 09:00-13:00', 'as-usual'],
    ['Mo-Fr 09:00-19:00; PH off; Sa 09:00-12:00', 'as-usual'],
    ['Mo-Fr 09:00-19:00; PH 10:00-12:00; Su off', 'as-usual'],
    ['Mo-Fr 09:00-19:00; PH off; Su off "sauf fête"', 'as-usual'],
  ])('of holidays are taken out of %s where no rule behind them says otherwise', (text, holidays) => {
    const parsed = parseOpeningHours(text, { timeZone: 'UTC', department: '33' });
    expect('schedule' in parsed && parsed.schedule.publicHolidays).toEqual(holidays);
  });

  it('say the same wherever they are written', () => {
    const rules = [
      '2026 Nov 30 off',
      '2026 Dec 24 11:00-13:00',
      '2026 Dec 29-2027 Jan 02 off',
      '2027 Jul 31 20:00-04:00',
      'Jul-Aug Mo-Sa 09:00-13:00',
      'Dec Fr,Sa 18:00-02:00',
      'PH off',
      'PH 10:00-12:00',
      'Sa off',
      '2027 May 01-09 off "Travaux"',
      'Su,PH off',
      'Su,PH 10:00-11:00',
      'Su,PH 22:00-02:00',
      'Su off',
      'Jun 20-30 Mo-Sa 09:00-21:00',
    ];
    const start = dayOfIso('2026-11-01') * DAY;
    const openOf = (schedule: Schedule) => intervals(schedule, 'shop', start, start + 400 * DAY);
    fc.assert(
      fc.property(fc.shuffledSubarray(rules), fc.constantFrom('; ', ', '), (others, join) => {
        const text = ['Mo-Sa 09:00-19:00', others.join(join)].filter(Boolean).join('; ');
        const parsed = parseOpeningHours(text, UTC);
        if ('unreadable' in parsed) throw new Error(text);
        const asWritten = { ...emptySchedule(UTC), modes: { shop: { rules: parseRules(text) } } };
        expect([text, openOf(parsed.schedule)]).toEqual([text, openOf(asWritten)]);
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});
