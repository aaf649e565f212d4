import type { SchoolBreak } from '@halles/contracts';
import {
  dayOfIso,
  type Instant,
  instantOf,
  isoOfDay,
  knowsPublicHolidays,
  type Place,
  publicHolidayOn,
  type PublicHoliday,
  wallTime,
  weekdayOf,
} from '@halles/domain/hours';

/** Why a merchant is asked. */
export type QuestionOccasion = 'monthly' | 'holidays' | 'summer' | 'school';

/** Public holidays that are asked about together. */
export interface HolidayGroup {
  /** ISO date of the first: what the question is known by. */
  readonly period: string;
  readonly holidays: readonly PublicHoliday[];
}

/** A question of the calendar: from when on it may be asked, and until when it makes sense. */
export interface QuestionSlot {
  readonly occasion: QuestionOccasion;
  readonly period: string;
  readonly from: Instant;
  /** Not included. */
  readonly until: Instant;
}

/** Mails leave between nine and eleven, by the clock of the place. */
const FIRST_MINUTE = 9 * 60;
const MINUTES = 2 * 60;
/** The monthly question is spread over the first days of the month, so that one moved off a holiday is still in it. */
const SPREAD_DAYS = 25;
const SUNDAY = 7;

/** Days of notice before the first of some holidays, and before a school break. */
const NOTICE_DAYS = 14;
/** Holidays that come so soon after the first of some are asked about with it: Christmas with New Year, 1 with 8 May. */
const SAME_GROUP_DAYS = 14;
/** So far back lies a stretch without holidays: those of spring, the longest row of them, are within a hundred days. */
const LONGEST_ROW_DAYS = 100;
const SUMMER = { month: '06', firstDay: 8, spreadDays: 12, lastMonth: '07', lastDay: 10 };

/** A number for a listing that has nothing to do with its neighbours' (the finaliser of MurmurHash3). */
function scatter(id: number): number {
  let h = id | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const minuteOf = (listing: number): number => FIRST_MINUTE + ((scatter(listing) >>> 8) % MINUTES);

/** The day, or the next one that is neither a Sunday nor a public holiday. */
function workingDay(day: number, { department }: Place): number {
  let found = day;
  while (weekdayOf(found) === SUNDAY || publicHolidayOn(department, found) !== undefined) found += 1;
  return found;
}

/** The first day of a month and of the one after it. @param month `YYYY-MM` */
function monthOf(month: string): { readonly first: number; readonly next: number } {
  const first = dayOfIso(`${month}-01`);
  // No month is longer than 31 days, and two are never shorter than 58: the 35th day is in the next one.
  return { first, next: dayOfIso(`${isoOfDay(first + 34).slice(0, 7)}-01`) };
}

/** When the question of a month is asked for a listing. @param month `YYYY-MM` */
export function monthlySlot(listing: number, place: Place, month: string): QuestionSlot {
  const { first, next } = monthOf(month);
  const day = workingDay(first + (scatter(listing) % SPREAD_DAYS), place);
  return {
    occasion: 'monthly',
    period: month,
    from: instantOf(place.timeZone, day, minuteOf(listing)),
    until: instantOf(place.timeZone, next, 0),
  };
}

/** The public holidays of a place from a day to another (not included), those that are near one another together. */
export function holidayGroups(department: string, from: number, until: number): HolidayGroup[] {
  if (!knowsPublicHolidays(department)) return [];
  const groups: { period: string; holidays: PublicHoliday[] }[] = [];
  // Where a group begins is only known from the holidays before it.
  for (let day = from - LONGEST_ROW_DAYS; day < until + SAME_GROUP_DAYS; day += 1) {
    const name = publicHolidayOn(department, day);
    if (!name) continue;
    const group = groups.at(-1);
    const first = group?.holidays[0];
    if (group && first && day - first.day <= SAME_GROUP_DAYS) group.holidays.push({ day, name });
    else groups.push({ period: isoOfDay(day), holidays: [{ day, name }] });
  }
  return groups.filter(({ period }) => dayOfIso(period) >= from && dayOfIso(period) < until);
}

/** A question about what begins on a day: from two weeks before it until it begins. */
function noticeSlot(
  listing: number,
  place: Place,
  { occasion, period }: Pick<QuestionSlot, 'occasion' | 'period'>,
): QuestionSlot {
  const first = dayOfIso(period);
  const day = workingDay(first - NOTICE_DAYS, place);
  return {
    occasion,
    period,
    from: instantOf(place.timeZone, day, minuteOf(listing)),
    until: instantOf(place.timeZone, first, 0),
  };
}

const soonFrom = (today: number): number => today + NOTICE_DAYS + SAME_GROUP_DAYS;

/** The public holidays that are asked about with a school break: those of a row that begins within it. Pure. */
export const holidaysWithin = (
  department: string,
  { from, resumes }: Pick<SchoolBreak, 'from' | 'resumes'>,
): PublicHoliday[] =>
  holidayGroups(department, dayOfIso(from), dayOfIso(resumes)).flatMap(({ holidays }) => holidays);

/** Rows of public holidays, but those that the question about a school break has asked about. */
function holidaySlots(
  listing: number,
  place: Place,
  breaks: readonly SchoolBreak[],
  today: number,
): QuestionSlot[] {
  return holidayGroups(place.department, today, soonFrom(today))
    .filter(({ period }) => !breaks.some(({ from, resumes }) => from <= period && period < resumes))
    .map(({ period }) => noticeSlot(listing, place, { occasion: 'holidays', period }));
}

function schoolSlots(
  listing: number,
  place: Place,
  breaks: readonly SchoolBreak[],
  today: number,
): QuestionSlot[] {
  const [since, until] = [isoOfDay(today), isoOfDay(soonFrom(today))];
  return breaks
    .filter(({ from }) => since <= from && from < until)
    .map(({ from }) => noticeSlot(listing, place, { occasion: 'school', period: from }));
}

/** A summer that a calendar of the territory has is asked about as its other breaks are. Overseas there is none else. */
function summerSlot(
  listing: number,
  place: Place,
  breaks: readonly SchoolBreak[],
  year: string,
): QuestionSlot[] {
  const isOfCalendar = breaks.some(({ from }) => from >= `${year}-06-15` && from < `${year}-08-01`);
  if (place.department.length > 2 || isOfCalendar) return [];
  const { month, firstDay, spreadDays, lastMonth, lastDay } = SUMMER;
  const begin = dayOfIso(`${year}-${month}-01`) + firstDay - 1;
  const end = dayOfIso(`${year}-${lastMonth}-01`) + lastDay;
  const day = workingDay(begin + (scatter(listing) % spreadDays), place);
  return [
    {
      occasion: 'summer',
      period: year,
      from: instantOf(place.timeZone, day, minuteOf(listing)),
      until: instantOf(place.timeZone, end, 0),
    },
  ];
}

/**
 * The questions that may be asked about a listing at an instant: begun and not over. Pure.
 * @param breaks of the schools of the place
 */
export function slotsAt(
  listing: number,
  place: Place,
  breaks: readonly SchoolBreak[],
  at: Instant,
): QuestionSlot[] {
  const { day } = wallTime(place.timeZone, at);
  const today = isoOfDay(day);
  return [
    ...holidaySlots(listing, place, breaks, day),
    ...schoolSlots(listing, place, breaks, day),
    ...summerSlot(listing, place, breaks, today.slice(0, 4)),
    monthlySlot(listing, place, today.slice(0, 7)),
  ].filter(({ from, until }) => from <= at && at < until);
}
