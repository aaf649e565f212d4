import type { Locale } from '@halles/kernel';
import { dayOfIso, isoOfDay, weekdayOf, type IsoDate } from './civil-date';
import { isUnreadable, type Schedule } from './schedule';
import { weekTable, type DayHours, type WeekDay } from './week-table';

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
const NO_HOURS: Pick<DayHours, 'text' | 'spans'> = { text: '', spans: [] };

const keyOf = ({ spans }: OtherDay): string => spans.map(({ opens, closes }) => `${opens}-${closes}`).join();

/** The day whose hours come most often. */
function mostUsual(days: readonly OtherDay[]): OtherDay | undefined {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(keyOf(day), (counts.get(keyOf(day)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return days.find((day) => counts.get(keyOf(day)) === most);
}

/** The days of some weeks with their hours in the shop. */
function daysOf(schedule: Schedule, first: number, weeks: number, locale: Locale): OtherDay[] {
  return Array.from({ length: weeks }, (_, week) => isoOfDay(first + week * WEEK)).flatMap((begin) =>
    weekTable(schedule, begin, locale).days.map(({ hours, date, name, dateText, holiday, note }) => {
      const { text, spans } = hours.find(({ mode }) => mode === 'shop') ?? NO_HOURS;
      return { date, name, dateText, why: holiday ?? note, text, spans };
    }),
  );
}

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
  const shop = schedule?.modes.shop;
  if (!schedule || !shop || isUnreadable(shop)) return null;
  const first = dayOfIso(from);
  const weekdayAt = (at: number): number => weekdayOf(first + at);
  const days = daysOf(schedule, first, weeks, locale);
  const isDisturbed = schedule.exceptions.length > 0 || schedule.vacations.length > 0;
  const undisturbed = isDisturbed
    ? daysOf({ ...schedule, exceptions: [], vacations: [] }, first, weeks, locale)
    : days;
  const rules = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const rule = mostUsual(undisturbed.filter((_, at) => weekdayAt(at) === weekday));
    return rule ? [{ weekday, rule }] : [];
  });
  const keys = new Map(rules.map(({ weekday, rule }) => [weekday, keyOf(rule)]));
  return {
    days: rules.map(({ weekday, rule: { name, text, spans } }) => ({ weekday, name, text, spans })),
    others: days.filter((day, at) => keyOf(day) !== keys.get(weekdayAt(at))),
  };
}
