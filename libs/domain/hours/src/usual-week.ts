import { capitalised, type Locale } from '@halles/kernel';
import { dayOfIso, isoOfDay, weekdayOf, type IsoDate } from './civil-date';
import { dayMatcher } from './day-match';
import { publicHolidayOn } from './public-holidays';
import { isUnreadable, type Schedule, type ServiceMode } from './schedule';
import { baselineOf, type Baseline, type Season, seasonsAhead, weekPartsOf } from './seasons';
import { timelineOf, type Timeline } from './timeline';
import { hoursOn, noteOf, type DayHours, type WeekDay } from './week-table';
import { dateWords, weekdayWords } from './words';

/** What a weekday's hours usually are. */
export interface UsualDay extends Pick<DayHours, 'text' | 'spans'> {
  /** 1 for Monday to 7 for Sunday (ISO 8601). */
  readonly weekday: number;
  /** « Lundi ». */
  readonly name: string;
}

/** A day whose hours are others than its weekday's. */
export interface OtherDay
  extends Pick<DayHours, 'text' | 'spans'>, Pick<WeekDay, 'date' | 'name' | 'dateText'> {
  /** The public holiday, or what the shop says of that day. */
  readonly why: string | null;
}

/** A part of the year with a week of its own. */
export interface SeasonWeek {
  readonly from: IsoDate;
  /** Included; null where no end is in sight. */
  readonly until: IsoDate | null;
  /** Monday first. */
  readonly days: readonly UsualDay[];
}

export interface UsualWeek {
  /** Monday first: of all the year, whatever season it is. */
  readonly days: readonly UsualDay[];
  /** Of the year to come, in their order, one under way from its first day that is looked at. */
  readonly seasons: readonly SeasonWeek[];
  /** In their order. */
  readonly others: readonly OtherDay[];
  /** Behind the weeks that are looked at, those of parts of the year of a week or less and of nth weekdays, within a year. */
  readonly later: readonly OtherDay[];
}

const WEEK = 7;
const YEAR = 365;
/** Any Monday: plain weeks know no dates. */
const SOME_MONDAY = 4;

const keyOf = ({ spans }: Pick<DayHours, 'spans'>): string =>
  spans.map(({ opens, closes }) => `${opens}-${closes}`).join();

/** The seven days of a plain week in words, Monday first. */
export const daysOfWeek = (mode: ServiceMode, week: Timeline, locale: Locale): UsualDay[] =>
  Array.from({ length: WEEK }, (_, at) => {
    const { text, spans } = hoursOn(mode, week, SOME_MONDAY + at, locale);
    return { weekday: at + 1, name: capitalised(weekdayWords(SOME_MONDAY + at, locale)), text, spans };
  });

/** The seasons of the shop's week. */
const seasonsOf = (schedule: Schedule, first: number, against: Baseline): Season[] => {
  const { shop } = schedule.modes;
  if (!shop || isUnreadable(shop)) return [];
  return seasonsAhead({ ...schedule, modes: { shop } }, first, YEAR, against);
};

/** One of a week or less is told day by day. */
const isShort = ({ first, last }: Season): boolean => last - first < WEEK;

/** Those of some days that are nth weekdays of their month to some rule: « le premier mercredi ». */
function nthWeekdays({ modes: { shop }, place }: Schedule, days: readonly number[]): number[] {
  if (!shop || isUnreadable(shop)) return [];
  const matchers = shop.rules.flatMap((rule) => {
    const nth = rule.days?.filter(({ kind }) => kind === 'nth') ?? [];
    return nth.length === 0 ? [] : [dayMatcher({ ...rule, days: nth }, place.department)];
  });
  return matchers.length === 0 ? [] : days.filter((day) => matchers.some((matches) => matches(day)));
}

const daysBetween = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

/**
 * The hours in the shop as a rule with its exceptions, which is how people write them on a door: the week of all the year,
 * whatever is closed meanwhile and whatever season it is, the seasons of the year to come, and the days of so many weeks
 * that differ from the week they lie in. Null where the hours are unknown or unreadable.
 * @param against where no rule holds all the year: `usual-week` takes the week of today for the usual one, `base` has none
 */
export function usualWeek(
  schedule: Schedule | null,
  from: IsoDate,
  weeks: number,
  locale: Locale,
  against: Baseline = 'usual-week',
): UsualWeek | null {
  const timeline = schedule && timelineOf(schedule, 'shop');
  const parts = schedule && weekPartsOf(schedule, 'shop');
  if (!timeline || !parts) return null;
  const first = dayOfIso(from);
  const usual = daysOfWeek('shop', parts.weekOf(baselineOf(parts, first, against)), locale);
  const all = seasonsOf(schedule, first, against);
  const seasons = all
    .filter((one) => !isShort(one))
    .map(({ weeks: [season], ...stretch }) => ({
      ...stretch,
      days: season ? daysOfWeek('shop', season.week, locale) : usual,
    }));
  const usualOn = (day: number): UsualDay | undefined => {
    const season = seasons.find((one) => one.first <= day && day <= one.last);
    return (season?.days ?? usual)[weekdayOf(day) - 1];
  };
  const othersOf = (days: readonly number[]): OtherDay[] =>
    days.flatMap((day) => {
      const hours = hoursOn('shop', timeline, day, locale);
      const rule = usualOn(day);
      return rule && keyOf(rule) === keyOf(hours) ? [] : otherDay({ schedule, timeline }, day, hours, locale);
    });
  const end = first + weeks * WEEK;
  const later = new Set([
    ...all.filter(isShort).flatMap((one) => daysBetween(Math.max(one.first, end), one.last)),
    ...nthWeekdays(schedule, daysBetween(end, first + YEAR - 1)),
  ]);
  return {
    days: usual,
    seasons: seasons.map(({ first: begins, last, isEndless, days }) => ({
      from: isoOfDay(begins),
      until: isEndless ? null : isoOfDay(last),
      days,
    })),
    others: othersOf(daysBetween(first, end - 1)),
    later: othersOf([...later].toSorted((one, other) => one - other)),
  };
}

/** A day in words. */
function otherDay(
  { schedule, timeline }: { readonly schedule: Schedule; readonly timeline: Timeline },
  day: number,
  { text, spans }: DayHours,
  locale: Locale,
): OtherDay {
  const holiday = publicHolidayOn(schedule.place.department, day)?.[locale];
  return {
    date: isoOfDay(day),
    name: capitalised(weekdayWords(day, locale)),
    dateText: dateWords(day, locale),
    why: holiday ?? noteOf(timeline, day, locale),
    text,
    spans,
  };
}
