import { HOUR, MINUTE } from '@halles/kernel';
import { dayOfIso } from './civil-date';
import type { Place, Schedule } from './schedule';
import { parseOpeningHours } from './syntax-parse';
import { intervals, isOpen, nextChange } from './timeline';
import { instantOf, wallTime } from './zone';

const PARIS: Place = { timeZone: 'Europe/Paris', department: '33' };

function scheduleOf(text: string, place: Place = PARIS): Schedule {
  const parsed = parseOpeningHours(text, place);
  if ('unreadable' in parsed) throw new Error(parsed.reason.en);
  return parsed.schedule;
}

const dayOf = (date: string, zone: string): [number, number] => [
  instantOf(zone, dayOfIso(date), 0),
  instantOf(zone, dayOfIso(date) + 1, 0),
];
const halfHours = (text: string, date: string): number => {
  const [from, until] = dayOf(date, 'Europe/Paris');
  return intervals(scheduleOf(text), 'shop', from, until).reduce(
    (sum, interval) => sum + (interval.until - interval.from) / (30 * MINUTE),
    0,
  );
};
const iso = (instant: number | undefined): string => new Date(instant ?? Number.NaN).toISOString();

describe('days of an odd length in Paris', () => {
  it.each([
    ['2026-10-25', 50],
    ['2027-03-28', 46],
    ['2028-02-29', 48],
    ['2026-12-31', 48],
  ])('%s has %i half-hours', (date, count) => {
    expect(halfHours('24/7', date)).toBe(count);
  });

  it('has no time between two and three on 28 March 2027', () => {
    expect(halfHours('02:00-03:00', '2027-03-28')).toBe(0);
    expect(halfHours('02:45-03:15', '2027-03-28')).toBe(0.5);
    expect(halfHours('01:30-02:30', '2027-03-28')).toBe(1);
    const [from, until] = dayOf('2027-03-28', 'Europe/Paris');
    expect(iso(intervals(scheduleOf('02:15-04:00'), 'shop', from, until)[0]?.from)).toBe(
      '2027-03-28T01:00:00.000Z',
    );
  });

  it('closes when the clock first shows the hour on 25 October 2026, and not again an hour later', () => {
    const schedule = scheduleOf('Sa 20:00-02:30');
    const closes = Date.UTC(2026, 9, 25, 0, 30);
    expect(nextChange(schedule, 'shop', Date.UTC(2026, 9, 24, 20))).toEqual({
      at: closes,
      becomes: 'closed',
    });
    expect(isOpen(schedule, 'shop', closes - 1)).toBe(true);
    // 02:15 by the clock for the second time.
    expect(isOpen(schedule, 'shop', Date.UTC(2026, 9, 25, 1, 15))).toBe(false);
  });

  it('is open through both hours when the hours span them', () => {
    expect(halfHours('01:00-04:00', '2026-10-25')).toBe(8);
  });

  it('never inverts an interval, at any quarter of any hour', () => {
    for (const date of ['2026-10-24', '2026-10-25', '2027-03-27', '2027-03-28']) {
      let previous = -Infinity;
      for (let minute = 0; minute <= 1_440; minute += 15) {
        const instant = instantOf('Europe/Paris', dayOfIso(date), minute);
        expect(instant).toBeGreaterThanOrEqual(previous);
        previous = instant;
      }
    }
  });
});

describe('the same wall time all year', () => {
  it.each([
    ['Europe/Paris', '33', ['2026-10-20T07:00:00.000Z', '2026-10-27T08:00:00.000Z']],
    ['Indian/Reunion', '974', ['2026-10-20T05:00:00.000Z', '2026-10-27T05:00:00.000Z']],
    ['America/Guadeloupe', '971', ['2026-10-20T13:00:00.000Z', '2026-10-27T13:00:00.000Z']],
    ['America/Martinique', '972', ['2026-10-20T13:00:00.000Z', '2026-10-27T13:00:00.000Z']],
    ['America/Cayenne', '973', ['2026-10-20T12:00:00.000Z', '2026-10-27T12:00:00.000Z']],
    ['America/Miquelon', '975', ['2026-10-20T11:00:00.000Z', '2026-10-27T11:00:00.000Z']],
    ['Pacific/Noumea', '988', ['2026-10-19T22:00:00.000Z', '2026-10-26T22:00:00.000Z']],
  ])('opens at nine on Tuesdays in %s', (timeZone, department, expected) => {
    const schedule = scheduleOf('Tu 09:00-12:00', { timeZone, department });
    const open = intervals(schedule, 'shop', Date.UTC(2026, 9, 18), Date.UTC(2026, 9, 30));
    expect(open.map(({ from }) => iso(from))).toEqual(expected);
    expect(open.every(({ from, until }) => until - from === 3 * HOUR)).toBe(true);
  });

  it('follows Saint-Pierre over its own change, a week after that of Paris', () => {
    const schedule = scheduleOf('Su 09:00-12:00', { timeZone: 'America/Miquelon', department: '975' });
    const open = intervals(schedule, 'shop', Date.UTC(2026, 9, 25), Date.UTC(2026, 10, 9));
    expect(open.map(({ from }) => iso(from))).toEqual([
      '2026-10-25T11:00:00.000Z',
      '2026-11-01T12:00:00.000Z',
      '2026-11-08T12:00:00.000Z',
    ]);
  });
});

describe('zones', () => {
  it('agree with the platform at each hour of three years', () => {
    for (const zone of ['Europe/Paris', 'America/Miquelon', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 11, 31); at += 7 * HOUR) {
        const { minute } = wallTime(zone, at);
        const shown = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        if (format.format(at) !== shown) throw new Error(`${zone} ${iso(at)}: ${shown}`);
      }
    }
  });

  it('are those that the machine knows', () => {
    expect(() => wallTime('Europe/Bordeaux', 0)).toThrow(RangeError);
    expect(() => wallTime('Europe/Paris', Number.NaN)).toThrow(RangeError);
  });
});
