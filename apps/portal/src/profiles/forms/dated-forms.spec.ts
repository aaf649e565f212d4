import { emptyProfile } from '@halles/contracts';
import { formValuesOf, textOf } from '@halles/platform/forms';
import { scheduleOfTexts } from '@halles/domain/hours';
import type { Known } from './editor-form';
import { accessForm } from './access.form';
import { holidaysForm } from './holidays.form';
import { timeOffForm } from './time-off.form';

const known = {
  content: emptyProfile,
  elsewhere: {},
  listing: null,
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
    ['18 h', 'minuit'],
    ['minuit', '2 h'],
    ['midi', '14h'],
    ['9 am', 'noon'],
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
      'v0from writtenDate',
      'v0returns writtenDate',
    ]);
    expect(
      errorsOf(timeOffForm, { x0first: '2026-13-45', x0last: 'demain', x0note: 'x'.repeat(81) }),
    ).toEqual(['x0first writtenDate', 'x0last writtenDate', 'x0state dayState', 'x0note tooLong']);
    expect(errorsOf(timeOffForm, { x0first: 'demain', x0state: 'closed' })).toEqual(['x0first writtenDate']);
    expect(errorsOf(timeOffForm, { v0returns: '2027-01-03' })).toEqual(['v0from date']);
    expect(errorsOf(timeOffForm, { v0from: '2027-01-03' })).toEqual(['v0returns returns']);
  });

  it.each([
    ['28 décembre', '3 janvier', '2026-12-28', '2027-01-03'],
    ['28/12', '03/01/2027', '2026-12-28', '2027-01-03'],
    ['28 December', 'January 3rd', '2026-12-28', '2027-01-03'],
    ['1er juillet', '1er août', '2027-07-01', '2027-08-01'],
    // It is running: it did not begin in a year from now.
    ['20 novembre', '5 décembre', '2026-11-20', '2026-12-05'],
  ])('is read from %j until %j', (v0from, v0returns, from, returns) => {
    const read = timeOffForm.read(formValuesOf({ v0from, v0returns }), known);
    expect([read.errors, read.changes.vacations]).toEqual([{}, [{ from, returns }]]);
  });

  it('is read of a month that is written alone', () => {
    const typed = { x0first: 'février', x0last: 'février', x0state: 'closed' };
    const { changes } = timeOffForm.read(formValuesOf(typed), known);
    expect(changes.exceptions).toEqual([{ from: '2027-02-01', until: '2027-02-28', spans: [] }]);
  });
});

describe('a list of time off', () => {
  const vacations = [
    { from: '2027-08-01', returns: '2027-08-16' },
    { from: '2026-12-28', returns: '2027-01-03' },
  ];
  const exceptions = [
    { from: '2027-07-13', until: '2027-07-13', spans: [] },
    { from: '2026-12-24', until: '2026-12-24', spans: [] },
  ];
  const saying = (content: object): Known => ({ ...known, content: { ...emptyProfile, ...content } });

  it('opens by its dates, whatever the order in which it was said, and is no change for that', () => {
    const said = saying({ vacations, exceptions });
    const form = timeOffForm.fill(said.content, said);
    const days = ['v0from', 'v1from', 'x0first', 'x1first'].map((name) => textOf(form, name));
    expect(days).toEqual(['2026-12-28', '2027-08-01', '2026-12-24', '2027-07-13']);
    expect(timeOffForm.read(form, said).changes).toEqual({ vacations, exceptions });
  });

  it('is stored by its dates', () => {
    const { changes } = timeOffForm.read(
      formValuesOf({
        ...{ v0from: '2027-08-01', v0returns: '2027-08-16', v1from: '2026-12-28', v1returns: '2027-01-03' },
      }),
      saying({}),
    );
    expect(changes.vacations).toEqual(vacations.toReversed());
  });

  it('keeps the order of days that are said twice: the last one counts', () => {
    const twice = [
      { from: '2027-07-13', until: '2027-07-13', spans: [] },
      { from: '2027-07-01', until: '2027-07-31', spans: [{ from: 540, until: 720 }] },
    ];
    const said = saying({ exceptions: twice });
    expect(timeOffForm.read(timeOffForm.fill(said.content, said), said).changes.exceptions).toEqual(twice);
  });
});

describe('quiet hours', () => {
  it.each([
    'PH 09:00-12:00; Mo 14:00-16:00',
    'Mo 14:00-16:00; PH 09:00-12:00',
    'Jul-Aug Mo 14:00-16:00',
    'Mo 14:00-16:00; 2026 Dec 24 09:00-10:00',
  ])('are days of the week alone: the page would not show all of %s', (quietHours) => {
    expect(errorsOf(accessForm, { quietHours })).toEqual(['quietHours quietDays']);
  });

  it.each(['mardi 14 h à 16 h, samedi 9h-10h', 'tous les jours 7h-midi', '14:00-16:00'])(
    'are read where they are: %s',
    (quietHours) => {
      expect(errorsOf(accessForm, { quietHours })).toEqual([]);
    },
  );
});

describe('public holidays that another rule of the hours changes', () => {
  const withHours = (shop: string, more: Partial<Known> = {}): Known => {
    const schedule = scheduleOfTexts(known.place, { shop });
    return { ...known, ...more, listing: { schedule } as NonNullable<Known['listing']> };
  };
  const SUMMER = 'Mo-Sa 09:00-19:00; PH off; Jul-Aug Mo-Sa 09:00-13:00';
  const opened = (one: Known) => holidaysForm.fill(one.content, one);
  const said = (one: Known, fields: Readonly<Record<string, string>>) =>
    holidaysForm.read({ ...opened(one), ...formValuesOf(fields) }, one).changes.publicHolidays;

  it('open with what stands, and say nothing where nothing is changed', () => {
    const summer = withHours(SUMMER);
    const form = opened(summer);
    expect([textOf(form, 'general'), textOf(form, 'h2026-12-25')]).toEqual(['closed', '']);
    // Bastille Day is a Wednesday, Assumption Day a Sunday.
    expect([textOf(form, 'h2027-07-14'), textOf(form, 'h2027-07-14until1')]).toEqual(['hours', '13:00']);
    expect(textOf(form, 'h2027-08-15')).toBe('');
    expect(said(summer, {})).toBeNull();
  });

  it('are said one by one, and all of them where what holds of all is said', () => {
    const summer = withHours(SUMMER);
    const july = [{ from: 540, until: 780 }];
    const days = (fields: Readonly<Record<string, string>>) => said(summer, fields);
    expect(days({ 'h2026-12-25': 'as-usual' })).toEqual({
      general: null,
      days: { '2026-12-25': 'as-usual' },
    });
    expect(days({ 'h2027-07-14': '' })).toEqual({ general: null, days: { '2027-07-14': 'closed' } });
    expect(days({ general: 'as-usual' })).toEqual({ general: 'as-usual', days: { '2027-07-14': july } });
  });

  it('open with what is said on the page before it', () => {
    const publicHolidays = { general: null, days: { '2027-07-14': 'closed' as const } };
    const content = { ...emptyProfile, publicHolidays };
    const form = opened(withHours(SUMMER, { content }));
    expect([textOf(form, 'general'), textOf(form, 'h2027-07-14')]).toEqual(['closed', 'closed']);
    expect(said(withHours(SUMMER, { content }), {})).toEqual(publicHolidays);
  });

  it.each(['Mo-Sa 09:00-19:00', 'Mo-Sa 09:00-19:00; PH off; Sa "sur rendez-vous"', 'le matin'])(
    'open empty where nobody can say them in hours: %s',
    (text) => expect(textOf(opened(withHours(text)), 'general')).toBe(''),
  );
});
