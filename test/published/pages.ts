import type { ProfileChanges, PublicHolidayHours } from '@halles/contracts';
import { intervals, type Schedule } from '@halles/domain/hours';
import type { ProfileAuthor } from '@halles/domain/profiles';
import { DAY, MINUTE } from '@halles/kernel';
import { DomUtils, parseDocument } from 'htmlparser2';
import { plain } from './fields';
import { machineHoursIn, machineSpansOn } from './readers';

/** A Saturday: Christmas is four weeks away. */
export const NOW = new Date('2026-11-28T10:00:00Z');
export const TODAY = '2026-11-28';
export const DAYS = Array.from({ length: 400 }, (_, at) =>
  new Date(NOW.getTime() + at * DAY).toISOString().slice(0, 10),
);
export const PLACE = { timeZone: 'Europe/Paris', department: '33' };

const CHRISTMAS = { '2026-12-25': [{ from: 420, until: 750 }] };
export const holidays = (days: PublicHolidayHours['days']): ProfileChanges => ({
  publicHolidays: { general: null, days },
});

/** What a source tells, and what the merchant said before anything else happens. */
export const PAGES: Readonly<Record<string, { readonly source: string; readonly said: ProfileChanges }>> = {
  'a week': { source: 'Tu-Sa 11:00-19:00', said: holidays(CHRISTMAS) },
  'holidays off': { source: 'Mo-Sa 09:00-19:00; PH off', said: holidays(CHRISTMAS) },
  'holiday hours': {
    source: 'Mo-Su 09:00-19:00; PH 10:00-12:00',
    said: holidays({ '2027-05-01': 'closed' }),
  },
  'dated days': {
    source: 'Tu-Sa 11:00-19:00; PH off; 2026 Dec 24 11:00-13:00; 2026 Dec 29-2027 Jan 02 off',
    said: {},
  },
  'dated days over a holiday': {
    source: 'Tu-Sa 11:00-19:00; 2026 Dec 24-27 off; 2027 Apr 20-2027 May 10 off "congés"',
    said: holidays({ ...CHRISTMAS, '2027-05-08': 'as-usual' }),
  },
  nights: { source: 'Th 18:00-01:00; Fr,Sa 18:00-02:00; PH off; 2026 Dec 31 20:00-04:00', said: {} },
  'dated days before a season': {
    source: 'Mo-Sa 09:00-19:00; 2026 Nov 30 off; Jul-Aug Mo-Sa 09:00-13:00; 2026 Dec 29-2027 Jan 02 off',
    said: holidays(CHRISTMAS),
  },
  'dated days beside those of the merchant': {
    source: 'Mo-Sa 09:00-19:00; 2026 Dec 24 off',
    said: { vacations: [{ from: '2027-02-01', returns: '2027-02-08' }], ...holidays(CHRISTMAS) },
  },
  'more dated days than a page has room for': {
    source: `Mo-Sa 09:00-19:00; ${Array.from({ length: 26 }, (_, at) => `2027 Mar ${String(at + 2).padStart(2, '0')} 10:00-1${at % 5}:30`).join('; ')}`,
    said: holidays(CHRISTMAS),
  },
};
export const PAGE_NAMES = Object.keys(PAGES);

export const AGENT: ProfileAuthor = { kind: 'agent', accountId: null, name: 'Mairie' };

/** « 11:00-19:00 » of each day, by its date. */
export type Answers = Readonly<Record<string, string>>;

const clockOf = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
export function answersOf(schedule: Schedule): Answers {
  const spans = new Map<string, string[]>();
  for (const { from, until } of intervals(schedule, 'shop', NOW.getTime(), NOW.getTime() + 400 * DAY)) {
    const day = new Date(from + 60 * MINUTE).toISOString().slice(0, 10);
    const ofDay = spans.get(day) ?? [];
    ofDay.push(`${clockOf(from)}/${clockOf(until)}`);
    spans.set(day, ofDay);
  }
  return Object.fromEntries(DAYS.map((day) => [day, (spans.get(day) ?? []).join()]));
}

export const isSaturday = (day: string): boolean => new Date(`${day}T12:00:00Z`).getUTCDay() === 6;
const differing = (before: Answers, after: Answers): string[] =>
  DAYS.filter((day) => before[day] !== after[day]);

/** The words of a page. */
export const textOf = (html: string): string =>
  plain(DomUtils.textContent(parseDocument(html.replaceAll('<', ' <')))).replaceAll(/\s+/g, ' ');

/** What a program reads of each day. */
export function byMachine(json: string): Answers {
  const hours = machineHoursIn(json);
  return Object.fromEntries(DAYS.map((day) => [day, machineSpansOn(hours, day).join()]));
}

/** Where hours are read, with no day that differs. */
export const SAME = { directory: [], data: [], node: [], file: [] };
type Everywhere = Readonly<Record<keyof typeof SAME, Answers>>;

/** The days that are read otherwise than before, by where. */
export const changedDays = (before: Everywhere, after: Everywhere) =>
  Object.fromEntries(
    (Object.keys(SAME) as (keyof typeof SAME)[]).map((where) => [
      where,
      differing(before[where], after[where]),
    ]),
  );
