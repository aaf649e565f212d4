import { MINUTES_A_DAY, type ProductHours, type ProductInput, type ProductSeason } from '@halles/contracts';
import {
  dateWords,
  dayOfIso,
  isoOfDay,
  listWords,
  timeWords,
  weekdayNames,
  weekdayOf,
} from '@halles/domain/hours';
import { type Locale, readDayOfYear, withPlainSpans } from '@halles/kernel';

/** When a product can be had. */
export type ProductTimes = Pick<ProductInput, 'hours' | 'season'>;

/** A moment by the clock of the shop; without a minute, a day. */
export interface LocalMoment {
  /** Days since 1970. */
  readonly day: number;
  readonly minute: number | null;
}

/** Days of a week as they are written, and as people begin them in French and in English. */
const DAYS = [
  { code: 'lu', begins: ['lu', 'mo'] },
  { code: 'ma', begins: ['ma', 'tu'] },
  { code: 'me', begins: ['me', 'we'] },
  { code: 'je', begins: ['je', 'th'] },
  { code: 've', begins: ['ve', 'fr'] },
  { code: 'sa', begins: ['sa'] },
  { code: 'di', begins: ['di', 'su'] },
] as const;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Longest line that is read: a schema counts what it reads. */
const LONGEST = 400;
const LINE = /^(\p{L}[\p{L}., -]{0,120})?(\d.{0,200})?$/u;
const DAY = /^\p{L}{2,9}$/u;
const SPAN = /^(\d{1,2})(?:[:h](\d{2})?)?-(\d{1,2})(?:[:h](\d{2})?)?$/;
/** A year with a 29 February, by which a day of each year is worded. */
const LEAP_YEAR = 2024;

function weekdayIn(word: string): number | null {
  const start = DAY.test(word) ? word.slice(0, 2).toLowerCase() : '';
  const at = DAYS.findIndex(({ begins }) => begins.some((one) => one === start));
  return at < 0 ? null : at + 1;
}

/** "lu-ve", over Sunday too; null where it is none. */
function weekdaysIn(text: string): number[] | null {
  const ends = text.split('-').map((word) => weekdayIn(word.trim()));
  const [first, last = first] = ends;
  if (ends.length > 2 || first == null || last == null) return null;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, at) => ((first + at - 1) % 7) + 1);
}

function minuteOf(hour: string, minute = '00'): number | null {
  const at = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && at <= MINUTES_A_DAY ? at : null;
}

/** "7h-12h30"; null where it is none, or ends before it begins. */
function spanIn(text: string): Pick<ProductHours, 'from' | 'until'> | null {
  const [, opens, opensMinute, closes, closesMinute] = SPAN.exec(text.replaceAll(' ', '')) ?? [];
  if (opens === undefined || closes === undefined) return null;
  const [from, until] = [minuteOf(opens, opensMinute), minuteOf(closes, closesMinute)];
  return from !== null && until !== null && from < until ? { from, until } : null;
}

function hoursIn(line: string): ProductHours[] | null {
  const text = withPlainSpans(line)
    .trim()
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');
  const [, days = '', times = ''] = LINE.exec(text) ?? [];
  if (days === '' && times === '') return null;
  const named = days
    .split(/,| et | and /)
    .map((part) => part.replaceAll('.', '').trim())
    .filter((part) => part !== '')
    .map(weekdaysIn);
  const spans =
    times === ''
      ? [{ from: 0, until: MINUTES_A_DAY }]
      : times.split(/,| et | and /).map((part) => spanIn(part.trim()));
  if (named.includes(null) || spans.includes(null)) return null;
  const all = new Set(named.flatMap((some) => some ?? []));
  const weekdays = all.size === 0 ? EVERY_DAY : EVERY_DAY.filter((day) => all.has(day));
  return spans.flatMap((span) => (span === null ? [] : [{ days: weekdays, ...span }]));
}

/** "sa 7:00-12:00; me": the stretches of a week in which a product can be had; none for nothing; null where a line is none. Pure. */
export function readProductHours(text: string): ProductHours[] | null {
  if (text.length > LONGEST) return null;
  const lines = text.split(/[\r\n;]+/).filter((line) => line.trim() !== '');
  const read = lines.map(hoursIn);
  return read.includes(null) ? null : read.flatMap((some) => some ?? []);
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Days that follow each other as a range. Pure. */
function daysText(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const code = (day: number | undefined): string => DAYS[(day ?? 1) - 1]?.code ?? '';
  return runs
    .map((run) => (run.length < 3 ? run.map(code).join(',') : `${code(run[0])}-${code(run.at(-1))}`))
    .join(',');
}

/** The same as it is typed. Pure. */
export const productHoursText = (hours: readonly ProductHours[]): string =>
  hours
    .map(({ days, from, until }) => {
      const isWhole = from === 0 && until === MINUTES_A_DAY;
      return isWhole ? daysText(days) : `${daysText(days)} ${clock(from)}-${clock(until)}`;
    })
    .join('; ');

/** What the two days of a season are separated by, and what may stand before the first. */
const TO = /-|–|—|\s(?:au|à|to|until)\s/i;
const FROM = /^\s*(?:du|de|from)\s/i;

const endsOf = (text: string): string[] =>
  text
    .replace(FROM, '')
    .split(TO)
    .map((day) => day.trim());

/** "15/09-31/03", "du 1er juillet au 31 août", "juillet": from a day to another of each year, both in it; null where it is none. Pure. */
export function readSeason(text: string): ProductSeason | null {
  const [first = '', last = first, ...more] = endsOf(text);
  // One day is no season, a whole month is.
  if (last === first && /\d/.test(first)) return null;
  const [from, until] = [readDayOfYear(first, 'first'), readDayOfYear(last, 'last')];
  return from === null || until === null || more.length > 0 ? null : { from, until };
}

/** Of a season that is written as two days, those that no year has, as they are typed; none where it is written otherwise. Pure. */
export function wrongSeasonDays(text: string): string[] {
  const days = endsOf(text);
  return days.length === 2 ? days.filter((day) => day !== '' && readDayOfYear(day) === null) : [];
}

/** The same as it is typed. Pure. */
export const seasonText = ({ from, until }: ProductSeason): string =>
  [from, until].map((day) => day.split('-').toReversed().join('/')).join('-');

function isInSeason(season: ProductSeason, day: number): boolean {
  const today = isoOfDay(day).slice(5);
  const { from, until } = season;
  return from <= until ? from <= today && today <= until : today >= from || today <= until;
}

/** Whether a product can be had only at some times. Pure. */
export const isTimed = ({ hours, season }: ProductTimes): boolean => hours.length > 0 || season !== null;

/** Whether it can be had at a moment by the clock of the shop. Of a day without an hour, its season alone is asked. Pure. */
export function isHadAt({ hours, season }: ProductTimes, { day, minute }: LocalMoment): boolean {
  if (season !== null && !isInSeason(season, day)) return false;
  if (minute === null || hours.length === 0) return true;
  const weekday = weekdayOf(day);
  return hours.some(({ days, from, until }) => days.includes(weekday) && from <= minute && minute < until);
}

const seasonDay = (day: string, locale: Locale): string =>
  dateWords(dayOfIso(`${String(LEAP_YEAR)}-${day}`), locale);

/** "samedi, 7 h – 12 h", "du 15 septembre au 31 mars": when it can be had; none where that is always. Pure. */
export function timesWords({ hours, season }: ProductTimes, locale: Locale): string[] {
  const isFrench = locale === 'fr';
  const spans = hours.map(({ days, from, until }) => {
    const named =
      days.length === 7
        ? isFrench
          ? 'tous les jours'
          : 'every day'
        : listWords(weekdayNames(days, locale), locale);
    return from === 0 && until === MINUTES_A_DAY
      ? named
      : `${named} ${timeWords(from, locale)}\u00a0– ${timeWords(until, locale)}`;
  });
  const only = isFrench ? 'Seulement\u00a0: ' : 'Only: ';
  return [
    ...(spans.length === 0 ? [] : [only + spans.join(', ')]),
    ...(season === null
      ? []
      : [
          isFrench
            ? `Du ${seasonDay(season.from, locale)} au ${seasonDay(season.until, locale)}`
            : `From ${seasonDay(season.from, locale)} to ${seasonDay(season.until, locale)}`,
        ]),
  ];
}
