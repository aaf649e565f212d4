import { civilDate, daysInMonth, easterSunday, isoWeekOf, weekdayOf, dayNumber } from './civil-date';
import { holidayCalendar } from './public-holidays';
import type { DateMark, DateRange, DaySelector, MonthRange, NumberRange, Rule } from './schedule';

/** Whether a rule speaks of a day. */
export type DayMatcher = (day: number) => boolean;

const always: DayMatcher = () => true;

/** Compiles the selectors of a rule. A rule of weekdays alone costs one table look-up a day. */
export function dayMatcher(rule: Rule, department: string): DayMatcher {
  const parts: DayMatcher[] = [];
  if (rule.years) parts.push(yearMatcher(rule.years));
  if (rule.months) parts.push(monthMatcher(rule.months));
  if (rule.dates) parts.push(anyOf(rule.dates.map(dateMatcher)));
  if (rule.weeks) parts.push(weekMatcher(rule.weeks));
  if (rule.days) parts.push(weekdayMatcher(rule.days, department));
  if (rule.onPublicHoliday) parts.push(holidayMatcher(department));
  const [first = always, ...others] = parts;
  return others.length === 0 ? first : (day) => parts.every((matches) => matches(day));
}

/** Whether the rule says on which days it holds. */
export function hasDaySelector(rule: Rule): boolean {
  return Boolean(rule.years ?? rule.months ?? rule.dates ?? rule.weeks ?? rule.days ?? rule.onPublicHoliday);
}

function anyOf(matchers: readonly DayMatcher[]): DayMatcher {
  const [first = always, ...others] = matchers;
  return others.length === 0 ? first : (day) => matchers.some((matches) => matches(day));
}

const inRange = ({ from, until, step }: NumberRange, value: number): boolean =>
  value >= from && (until === null || value <= until) && (value - from) % step === 0;

function yearMatcher(ranges: readonly NumberRange[]): DayMatcher {
  return (day) => {
    const { year } = civilDate(day);
    return ranges.some((range) => inRange(range, year));
  };
}

function monthMatcher(ranges: readonly MonthRange[]): DayMatcher {
  const chosen = new Set<number>();
  for (const { from, until } of ranges)
    for (let month = from; ; month = (month % 12) + 1) {
      chosen.add(month);
      if (month === until) break;
    }
  return (day) => chosen.has(civilDate(day).month);
}

function weekMatcher(ranges: readonly NumberRange[]): DayMatcher {
  return (day) => {
    const week = isoWeekOf(day);
    return ranges.some((range) => inRange(range, week));
  };
}

function dateMatcher({ from, until }: DateRange): DayMatcher {
  const first = fullDay(from);
  const last = fullDay(until);
  if (first !== null && last !== null) return (day) => day >= first && day <= last;
  const overNewYear = orderOf(from) > orderOf(until);
  return (day) => {
    const { year } = civilDate(day);
    const afterStart = day >= firstDayOf(from, year);
    const beforeEnd = day <= lastDayOf(until, year);
    return overNewYear ? afterStart || beforeEnd : afterStart && beforeEnd;
  };
}

function fullDay(mark: DateMark): number | null {
  return 'month' in mark && mark.year !== undefined ? dayNumber(mark.year, mark.month, mark.day) : null;
}

/** Easter is in spring: where it stands among the days of a year matters only against those of the other seasons. */
function orderOf(mark: DateMark): number {
  return 'easter' in mark ? 400 + mark.easter : mark.month * 100 + mark.day;
}

/** 29 February, where there is none, begins on 1 March and ends on 28 February: alone, it is no day at all. */
function firstDayOf(mark: DateMark, year: number): number {
  return 'easter' in mark ? easterSunday(year) + mark.easter : dayNumber(year, mark.month, mark.day);
}

function lastDayOf(mark: DateMark, year: number): number {
  if ('easter' in mark) return easterSunday(year) + mark.easter;
  return dayNumber(year, mark.month, Math.min(mark.day, daysInMonth(year, mark.month)));
}

function weekdayMatcher(selectors: readonly DaySelector[], department: string): DayMatcher {
  const plain = new Uint8Array(8);
  const others: DayMatcher[] = [];
  for (const selector of selectors) {
    if (selector.kind === 'weekdays')
      for (let weekday = selector.from; ; weekday = (weekday % 7) + 1) {
        plain[weekday] = 1;
        if (weekday === selector.until) break;
      }
    else if (selector.kind === 'nth') others.push(nthMatcher(selector.weekday, selector.nth));
    else others.push(holidayMatcher(department));
  }
  if (others.length === 0) return (day) => plain[weekdayOf(day)] === 1;
  return (day) => plain[weekdayOf(day)] === 1 || others.some((matches) => matches(day));
}

function holidayMatcher(department: string): DayMatcher {
  const calendar = holidayCalendar(department);
  return (day) => calendar(day) !== undefined;
}

function nthMatcher(weekday: number, nth: readonly number[]): DayMatcher {
  return (day) => {
    if (weekdayOf(day) !== weekday) return false;
    const date = civilDate(day);
    const fromStart = Math.ceil(date.day / 7);
    const fromEnd = -Math.ceil((daysInMonth(date.year, date.month) - date.day + 1) / 7);
    return nth.includes(fromStart) || nth.includes(fromEnd);
  };
}
