import { daysInMonth } from './civil-date';
import type { DateMark, DateRange, DaySelector, MonthRange, NumberRange } from './schedule';
import { TokenReader, Unreadable } from './syntax-reader';

export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

const MIN_YEAR = 1900;
const MAX_YEAR = 9_999;
const LEAP_YEAR = 2_000;

const SCHOOL_HOLIDAYS = new Unreadable({
  fr: 'les vacances scolaires (SH) changent chaque année par arrêté',
  en: 'school holidays (SH) are set each year by decree',
});
const SHIFTED_DAYS = new Unreadable({
  fr: 'un décalage en jours n’est pas compris ici',
  en: 'a shift by days is not understood here',
});

/** `2026`, `2026-2028`, `2026+`, `2026-2030/2`, `2026,2028`; not the year that a date begins with. */
export function readYears(reader: TokenReader): NumberRange[] | undefined {
  if (!isYear(reader) || isDatedYear(reader)) return undefined;
  const ranges: NumberRange[] = [];
  do ranges.push(readYearRange(reader));
  while (isYear(reader, 1) && reader.readSign(','));
  return ranges;
}

const isYear = (reader: TokenReader, ahead = 0): boolean => reader.numberAt(ahead)?.digits === 4;

/** `2026 Dec 24`: a day of that year. */
const isDatedYear = (reader: TokenReader): boolean =>
  MONTHS.includes(reader.wordAt(1) ?? '') && reader.numberAt(2) !== undefined;

function readYearRange(reader: TokenReader): NumberRange {
  const from = reader.number(MIN_YEAR, MAX_YEAR);
  if (reader.readSign('+')) return { from, until: null, step: 1 };
  const until = reader.readSign('-') ? reader.number(from, MAX_YEAR) : from;
  return { from, until, step: until > from ? readStep(reader) : 1 };
}

function readStep(reader: TokenReader): number {
  return reader.readSign('/') ? reader.number(1, 99) : 1;
}

/** `week 4-16`, `week 1-53/2`, `week 10,12`: ISO weeks. */
export function readWeeks(reader: TokenReader): NumberRange[] | undefined {
  if (!reader.readKeyword('week')) return undefined;
  const ranges: NumberRange[] = [];
  do {
    const from = reader.number(1, 53);
    const until = reader.readSign('-') ? reader.number(from, 53) : from;
    ranges.push({ from, until, step: until > from ? readStep(reader) : 1 });
  } while (reader.numberAt(1) && reader.readSign(','));
  return ranges;
}

export interface Calendar {
  readonly months?: readonly MonthRange[];
  readonly dates?: readonly DateRange[];
}

/** Months (`Jan-Mar,Dec`) or days (`Jul 23-Jan 3`, `2026 Dec 24-26`, `easter -2 days`), never both in one rule. */
export function readCalendar(reader: TokenReader): Calendar {
  const months: MonthRange[] = [];
  const dates: DateRange[] = [];
  while (startsCalendar(reader)) {
    if (isWholeMonth(reader)) months.push(readMonthRange(reader));
    else dates.push(...readDateRanges(reader));
    if (!(reader.isSign(',') && startsCalendar(reader, 1))) break;
    reader.skip();
  }
  if (months.length > 0 && dates.length > 0) throw reader.error();
  return { ...(months.length > 0 ? { months } : {}), ...(dates.length > 0 ? { dates } : {}) };
}

function startsCalendar(reader: TokenReader, ahead = 0): boolean {
  const word = reader.wordAt(ahead);
  if (word !== undefined) return word === 'easter' || MONTHS.includes(word);
  return isYear(reader, ahead) && MONTHS.includes(reader.wordAt(ahead + 1) ?? '');
}

function isWholeMonth(reader: TokenReader): boolean {
  return MONTHS.includes(reader.wordAt() ?? '') && reader.numberAt(1) === undefined;
}

function readMonthRange(reader: TokenReader): MonthRange {
  const from = readMonth(reader);
  if (!reader.readSign('-')) return { from, until: from };
  const until = readMonth(reader);
  // `Jan-Mar 5`: a month is no date.
  if (reader.numberAt()) throw reader.error();
  return { from, until };
}

function readMonth(reader: TokenReader): number {
  const month = MONTHS.indexOf(reader.wordAt() ?? '') + 1;
  if (month === 0) throw reader.error();
  reader.skip();
  return month;
}

function readDateRanges(reader: TokenReader): DateRange[] {
  if (reader.wordAt() === 'easter') {
    const mark = readEaster(reader);
    return [{ from: mark, until: mark }];
  }
  const year = isYear(reader) ? reader.number(MIN_YEAR, MAX_YEAR) : undefined;
  const month = readMonth(reader);
  const ranges: DateRange[] = [];
  do ranges.push(readDayRange(reader, year, month));
  while (year === undefined && isDayOfMonth(reader, 1) && reader.readSign(','));
  // `2026 Dec 25,26` is read in several ways.
  if (year !== undefined && reader.isSign(',') && reader.numberAt(1)) throw reader.error();
  return ranges;
}

const isDayOfMonth = (reader: TokenReader, ahead: number): boolean =>
  reader.isSign(',') && (reader.numberAt(ahead)?.digits ?? 9) <= 2;

function readDayRange(reader: TokenReader, year: number | undefined, month: number): DateRange {
  const from = markOf(year, month, readDay(reader, year, month));
  if (!reader.readSign('-')) return { from, until: from };
  if (reader.numberAt() && !isYear(reader)) {
    const until = markOf(year, month, readDay(reader, year, month));
    return inOrder(reader, from, until, true);
  }
  const lastYear = isYear(reader) ? reader.number(MIN_YEAR, MAX_YEAR) : year;
  if ((lastYear === undefined) !== (year === undefined)) throw reader.error();
  const lastMonth = readMonth(reader);
  const until = markOf(lastYear, lastMonth, readDay(reader, lastYear, lastMonth));
  return inOrder(reader, from, until, year !== undefined);
}

function readDay(reader: TokenReader, year: number | undefined, month: number): number {
  const day = reader.number(1, daysInMonth(year ?? LEAP_YEAR, month));
  if ((reader.isSign('+') || reader.isSign('-')) && ['day', 'days'].includes(reader.wordAt(2) ?? ''))
    throw SHIFTED_DAYS;
  return day;
}

function markOf(year: number | undefined, month: number, day: number): DateMark {
  return year === undefined ? { month, day } : { year, month, day };
}

/** Only days of different months, without years, run over New Year: `Dec 20-10` is a slip. */
function inOrder(reader: TokenReader, from: DateMark, until: DateMark, strictly: boolean): DateRange {
  const rank = (mark: DateMark): number =>
    'easter' in mark ? 0 : (mark.year ?? 0) * 10_000 + mark.month * 100 + mark.day;
  const inOneMonth = 'month' in from && 'month' in until && from.month === until.month;
  if ((strictly || inOneMonth) && rank(from) > rank(until)) throw reader.error();
  return { from, until };
}

function readEaster(reader: TokenReader): DateMark {
  reader.skip();
  const sign = reader.isSign('+') ? 1 : reader.isSign('-') ? -1 : 0;
  if (sign === 0) return { easter: 0 };
  reader.skip();
  const days = reader.number(1, 99);
  if (!reader.readKeyword('day', 'days')) throw reader.error();
  return { easter: sign * days };
}

/** `PH` in front of weekdays: both must hold. Alone or in a list it is one of the days. */
export function readHolidayCondition(reader: TokenReader): boolean {
  if (reader.wordAt() !== 'ph' || !WEEKDAYS.includes(reader.wordAt(1) ?? '')) return false;
  reader.skip();
  return true;
}

/** `Mo-Fr`, `Mo,We`, `Th[3]`, `Th[-1]`, `PH`. */
export function readDays(reader: TokenReader): DaySelector[] | undefined {
  if (!startsDay(reader)) return undefined;
  const days: DaySelector[] = [];
  do days.push(readDaySelector(reader));
  while (reader.isSign(',') && startsDay(reader, 1) && reader.readSign(','));
  return days;
}

function startsDay(reader: TokenReader, ahead = 0): boolean {
  const word = reader.wordAt(ahead);
  return word !== undefined && (word === 'ph' || word === 'sh' || WEEKDAYS.includes(word));
}

function readDaySelector(reader: TokenReader): DaySelector {
  if (reader.readKeyword('sh')) throw SCHOOL_HOLIDAYS;
  if (reader.readKeyword('ph')) {
    if (reader.isSign('+') || reader.isSign('-')) throw SHIFTED_DAYS;
    return { kind: 'public-holiday' };
  }
  const from = readWeekday(reader);
  if (reader.readSign('[')) return readNth(reader, from);
  if (!reader.readSign('-')) return { kind: 'weekdays', from, until: from };
  return { kind: 'weekdays', from, until: readWeekday(reader) };
}

function readWeekday(reader: TokenReader): number {
  const weekday = WEEKDAYS.indexOf(reader.wordAt() ?? '') + 1;
  if (weekday === 0) throw reader.error();
  reader.skip();
  return weekday;
}

function readNth(reader: TokenReader, weekday: number): DaySelector {
  const nth: number[] = [];
  do {
    if (reader.readSign('-')) nth.push(-reader.number(1, 5));
    else {
      const from = reader.number(1, 5);
      const until = reader.readSign('-') ? reader.number(from, 5) : from;
      for (let value = from; value <= until; value += 1) nth.push(value);
    }
  } while (reader.readSign(','));
  if (!reader.readSign(']')) throw reader.error();
  if (reader.isSign('+') || reader.isSign('-')) throw SHIFTED_DAYS;
  return { kind: 'nth', weekday, nth };
}
