import {
  comingDays,
  COMING_DAYS,
  recurringHours,
  type Schedule,
  isoOfDay,
  wallTime,
  weekTable,
} from '@halles/domain/hours';
import type { PageScope } from '../rendering/page-scope';

/** One day of the week table. */
export interface DayView {
  readonly name: string;
  readonly date: string;
  readonly isToday: boolean;
  /** What is out of the ordinary: a public holiday, holidays, a stocktaking. */
  readonly note: string | null;
  /** One text a mode, in the order of the table's columns. */
  readonly hours: readonly string[];
}

export interface HoursView {
  /** Titles of the columns; a single one needs no head. */
  readonly modes: readonly string[];
  readonly days: readonly DayView[];
  /** Hours that could not be read, as the source wrote them. */
  readonly asWritten: readonly { readonly title: string; readonly text: string }[];
  /** Seasons and nth weekdays of months. */
  readonly recurring: readonly ComingView[];
  /** What comes after the week of the table. */
  readonly coming: readonly ComingView[];
}

/** Public holidays, time off and special days to come; what comes back each year or month. */
export interface ComingView {
  /** « Vendredi 25 décembre, Noël », « Du 14 juillet au 31 août ». */
  readonly day: string;
  readonly hours: string;
}

const WEEK = 7;
/** The dash of a stretch, where no line may end: a space that keeps together does not keep a dash. */
const UNBROKEN = '–\u2060\u00a0';
/** Two stretches go on two lines where one is too short, never one stretch. */
const unbroken = (text: string): string => text.replaceAll('– ', UNBROKEN);

interface HoursOfDay {
  readonly today: number;
  readonly view: HoursView;
}

/** By schedule and scope, each one value for all pages that show it: the view of the day that was asked for last. */
const presented = new WeakMap<Schedule, WeakMap<PageScope, HoursOfDay>>();

/** The week from today on and what comes after it, as the shop keeps it; null where no hours are known. Pure. */
export function presentHours(schedule: Schedule | null, now: number, scope: PageScope): HoursView | null {
  if (schedule === null || Object.keys(schedule.modes).length === 0) return null;
  const today = wallTime(schedule.place.timeZone, now).day;
  const ofSchedule = presented.get(schedule) ?? new WeakMap<PageScope, HoursOfDay>();
  presented.set(schedule, ofSchedule);
  const known = ofSchedule.get(scope);
  if (known?.today === today) return known.view;
  const view = hoursFrom(schedule, today, scope);
  ofSchedule.set(scope, { today, view });
  return view;
}

function hoursFrom(schedule: Schedule, today: number, { texts, locale }: PageScope): HoursView {
  const table = weekTable(schedule, isoOfDay(today), locale);
  const coming = comingDays(schedule, isoOfDay(today), COMING_DAYS, locale);
  const afterTable = isoOfDay(today + WEEK);
  const unstated = new Set(coming.filter(({ hours }) => hours === null).map(({ from }) => from));
  const notStated = texts.line('listing.hoursNotStated');
  return {
    modes: table.modes.map(({ title }) => title),
    days:
      table.modes.length === 0
        ? []
        : table.days.map(({ date, name, dateText, isToday, holiday, note, hours }) => ({
            name,
            date: dateText,
            isToday,
            note: unstated.has(date) ? `${holiday ?? ''}, ${notStated}` : (holiday ?? note),
            hours: hours.map(({ text }) => unbroken(text)),
          })),
    asWritten: table.asWritten.map(({ title, text }) => ({ title, text })),
    recurring: recurringHours(schedule, isoOfDay(today), { locale, beside: 'days' }).map(
      ({ when, hours }) => ({
        day: when,
        hours: unbroken(hours),
      }),
    ),
    coming: coming
      .filter(({ until }) => until >= afterTable)
      .map(({ when, name, hours }) => ({ day: `${when}, ${name}`, hours: unbroken(hours ?? notStated) })),
  };
}
