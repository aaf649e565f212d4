import type { Locale } from '@halles/kernel';
import { dayOfIso, isoOfDay, weekdayOf, type IsoDate } from './civil-date';
import { publicHolidayOn } from './public-holidays';
import type { Schedule } from './schedule';
import { timelineOf, type Timeline } from './timeline';
import { hoursOn, noteOf, type DayHours, type WeekDay } from './week-table';
import { capitalised, dateWords, weekdayWords } from './words';

/** What a weekday's hours in the shop usually are. */
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

export interface UsualWeek {
  /** Monday first. */
  readonly days: readonly UsualDay[];
  /** In their order. */
  readonly others: readonly OtherDay[];
}

const WEEK = 7;

const keyOf = ({ spans }: Pick<DayHours, 'spans'>): string =>
  spans.map(({ opens, closes }) => `${opens}-${closes}`).join();

/** The hours that come most often; of several the first. */
function mostUsual(days: readonly DayHours[]): DayHours | undefined {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(keyOf(day), (counts.get(keyOf(day)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return days.find((day) => counts.get(keyOf(day)) === most);
}

/** The hours in the shop on so many days. */
const hoursFrom = (timeline: Timeline, first: number, days: number, locale: Locale): DayHours[] =>
  Array.from({ length: days }, (_, at) => hoursOn('shop', timeline, first + at, locale));

/**
 * The hours in the shop as a rule with its exceptions, which is how people write them on a door: what each weekday has most
 * often in the weeks from a local date on, whatever is closed meanwhile, and the days that differ. Null where the hours are
 * unknown or unreadable.
 */
export function usualWeek(
  schedule: Schedule | null,
  from: IsoDate,
  weeks: number,
  locale: Locale,
): UsualWeek | null {
  const timeline = schedule && timelineOf(schedule, 'shop');
  if (!timeline) return null;
  const first = dayOfIso(from);
  const weekdayAt = (at: number): number => weekdayOf(first + at);
  const days = hoursFrom(timeline, first, weeks * WEEK, locale);
  const isDisturbed = schedule.exceptions.length > 0 || schedule.vacations.length > 0;
  const rules = isDisturbed ? timelineOf({ ...schedule, exceptions: [], vacations: [] }, 'shop') : null;
  const undisturbed = rules ? hoursFrom(rules, first, weeks * WEEK, locale) : days;
  const usual = new Map<number, UsualDay>();
  for (let at = 0; at < Math.min(WEEK, days.length); at += 1) {
    const weekday = weekdayAt(at);
    const hours = mostUsual(undisturbed.filter((_, other) => weekdayAt(other) === weekday));
    if (!hours) continue;
    const { text, spans } = hours;
    usual.set(weekday, { weekday, name: capitalised(weekdayWords(first + at, locale)), text, spans });
  }
  return {
    days: [...usual.values()].sort((one, other) => one.weekday - other.weekday),
    others: days.flatMap((hours, at) => {
      const rule = usual.get(weekdayAt(at));
      if (rule && keyOf(rule) === keyOf(hours)) return [];
      return otherDay({ schedule, timeline }, first + at, hours, locale);
    }),
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
