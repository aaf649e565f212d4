import { FIRST_YEAR, isIsoDate, LAST_YEAR } from './dates';

/** A day as it was written: without a year it is one of each year, without a day it is a whole month. */
interface WrittenDay {
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
}

/** Which day of a month is meant where a month alone is written. */
export type MonthEdge = 'first' | 'last';

/** Between what a date is that was written without its year. */
export type DateRange = { readonly from: string } | { readonly until: string };

/** Longest text that is read as a day. */
const LONGEST = 60;

const MONTHS = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december'],
];
const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** 29 February comes after eight years at the latest. */
const YEARS_BETWEEN = 8;

const WEEKDAY =
  /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? /;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const NUMBERS = /^(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{4}|\d{2}))?\.?$/;
const DAY_FIRST = /^(?:le |the )?(\d{1,2}) ?(?:er|st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?(?:,? (\d{4}))?$/;
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/;
const MONTH_ALONE = /^([a-z]{3,9})\.?(?: (\d{4}))?$/;

/** The month that a word begins, in French or in English; NaN for none, and for « jui », which begins two. */
function monthIn(word: string): number {
  const found = MONTHS.flatMap((names, at) => (names.some((name) => name.startsWith(word)) ? [at + 1] : []));
  return found.length === 1 ? (found[0] ?? NaN) : NaN;
}

function partsOf(text: string): { year?: string; month: number; day?: string } | null {
  const iso = ISO.exec(text);
  if (iso) return { year: iso[1] ?? '', month: Number(iso[2]), day: iso[3] ?? '' };
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [, day = '', month, year] = numbers;
    const whole = year?.length === 2 ? `20${year}` : year;
    return { ...(whole === undefined ? {} : { year: whole }), month: Number(month), day };
  }
  const [, day, name, year] = DAY_FIRST.exec(text) ?? [];
  const [, first, dayAfter, yearAfter] = MONTH_FIRST.exec(text) ?? [];
  const [, alone, yearAlone] = MONTH_ALONE.exec(text) ?? [];
  const word = name ?? first ?? alone;
  if (word === undefined) return null;
  const found = { year: year ?? yearAfter ?? yearAlone, day: day ?? dayAfter };
  return {
    month: monthIn(word),
    ...(found.year === undefined ? {} : { year: found.year }),
    ...(found.day === undefined ? {} : { day: found.day }),
  };
}

/** What a text says of a day; null where it says none, or one that no year has. */
function readDay(text: string): WrittenDay | null {
  if (text.length > LONGEST) return null;
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(WEEKDAY, '');
  const parts = partsOf(plain);
  if (!parts) return null;
  const day = parts.day === undefined ? null : Number(parts.day);
  const most = DAYS_OF_MONTHS[parts.month - 1] ?? 0;
  if (most === 0 || (day !== null && (day < 1 || day > most))) return null;
  return { year: parts.year === undefined ? null : Number(parts.year), month: parts.month, day };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The last day that a month has in a year; in no year in particular, the longest that it may be. */
const lastOf = (month: number, year: number | null): number =>
  year === null ? (DAYS_OF_MONTHS[month - 1] ?? 0) : new Date(Date.UTC(year, month, 0)).getUTCDate();

const dayOf = ({ day, month }: WrittenDay, year: number | null, edge: MonthEdge): number =>
  day ?? (edge === 'first' ? 1 : lastOf(month, year));

/**
 * A day of each year as people write it (`1er juillet`, `1 juillet`, `01/07`, `1.7.`, `juillet`, `1 July`, `July 1st`), as
 * `07-01`. Null for what is none, and for a day of one year alone. Pure.
 * @param edge of a month that is written alone
 */
export function readDayOfYear(text: string, edge: MonthEdge = 'first'): string | null {
  const written = readDay(text);
  if (written?.year !== null) return null;
  return `${two(written.month)}-${two(dayOf(written, null, edge))}`;
}

/**
 * A date as people write it: what `readDayOfYear` reads, with a year (`1er juillet 2026`, `01/07/26`, `2026-07-01`) or
 * without, where it is the first such day from a date on, or the last until one. As `2026-07-01`; null for what is none. Pure.
 * @param edge of a month that is written alone
 */
export function readWrittenDate(text: string, range: DateRange, edge: MonthEdge = 'first'): string | null {
  const written = readDay(text);
  if (!written) return null;
  const { month } = written;
  const inYear = (year: number, at: MonthEdge): string =>
    `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOf(written, year, at))}`;
  if (written.year !== null) {
    const date = inYear(written.year, edge);
    return isIsoDate(date) ? date : null;
  }
  const isAhead = 'from' in range;
  const bound = isAhead ? range.from : range.until;
  for (let away = 0; away <= YEARS_BETWEEN; away += 1) {
    const year = Number(bound.slice(0, 4)) + (isAhead ? away : -away);
    if (year < FIRST_YEAR || year > LAST_YEAR) return null;
    // Of a month alone, the one that is running counts.
    const isIn = isAhead ? inYear(year, 'last') >= bound : inYear(year, 'first') <= bound;
    if (isIn && isIsoDate(inYear(year, edge))) return inYear(year, edge);
  }
  return null;
}
