import { formValuesOf } from '@halles/platform/forms';
import type { Known } from './editor-form';
import { holidaysForm } from './holidays.form';
import { timeOffForm } from './time-off.form';

const known = {
  today: '2026-11-28',
  locale: 'fr',
  place: { timeZone: 'Europe/Paris', department: '33' },
} as Known;
const errorsOf = (form: typeof holidaysForm, fields: Readonly<Record<string, string>>): string[] =>
  Object.entries(form.read(formValuesOf(fields), known).errors).map(
    ([name, error]) => `${name} ${'key' in error ? error.key : ''}`,
  );

const holiday = (from: string, until: string) =>
  errorsOf(holidaysForm, {
    'h2026-12-25': 'hours',
    'h2026-12-25from1': from,
    'h2026-12-25until1': until,
  });
const thatDay = (from: string, until: string) =>
  errorsOf(timeOffForm, { x0first: '2026-12-24', x0state: 'hours', x0from1: from, x0until1: until });

describe('a day that is not as usual', () => {
  it.each([
    ['12:30', '07:00'],
    ['09:00', '06:30'],
  ])('is not open from %s until %s of the next day: most likely the two were swapped', (from, until) => {
    expect(holiday(from, until)).toEqual(['h2026-12-25from1 spanTooLong']);
    expect(thatDay(from, until)).toEqual(['x0from1 spanTooLong']);
  });

  it.each([
    ['10:00', '02:00'],
    ['20:00', '07:00'],
    ['00:00', '00:00'],
    ['07:00', '12:30'],
  ])('may be open from %s until %s', (from, until) => {
    expect(holiday(from, until)).toEqual([]);
    expect(thatDay(from, until)).toEqual([]);
  });
});

describe('time off', () => {
  it('ends within a year, beyond which the page names no day', () => {
    const away = (returns: string) => errorsOf(timeOffForm, { v0from: '2026-12-28', v0returns: returns });
    expect(away('2027-11-28')).toEqual([]);
    expect(away('2060-02-01')).toEqual(['v0returns beyondYear']);
    const shut = (last: string) =>
      errorsOf(timeOffForm, { x0first: '2026-12-28', x0last: last, x0state: 'closed' });
    expect(shut('2027-11-28')).toEqual([]);
    expect(shut('2060-02-01')).toEqual(['x0last beyondYear']);
  });

  it('is told of both of its days at once, where both are none', () => {
    expect(errorsOf(timeOffForm, { v0from: '2026-13-45', v0returns: 'demain' })).toEqual([
      'v0from date',
      'v0returns returns',
    ]);
    expect(
      errorsOf(timeOffForm, { x0first: '2026-13-45', x0last: 'demain', x0note: 'x'.repeat(81) }),
    ).toEqual(['x0first date', 'x0last date', 'x0state dayState', 'x0note tooLong']);
    expect(errorsOf(timeOffForm, { x0first: 'demain', x0state: 'closed' })).toEqual(['x0first date']);
  });
});
