import { type Schedule, isoOfDay, publicHolidayOn, wallTime, weekTable } from '@halles/domain/hours';
import { formatDay } from '@halles/platform/theming';
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
  readonly holidays: readonly string[];
}

/** How many days ahead public holidays are announced. */
const HOLIDAYS_AHEAD = 45;
const WEEK = 7;
/** The dash of a stretch, where no line may end: a space that keeps together does not keep a dash. */
const UNBROKEN = '–\u2060\u00a0';

function holidaysAhead({ place }: Schedule, today: number, locale: 'fr' | 'en'): string[] {
  const upcoming: string[] = [];
  for (let day = today + WEEK; day < today + HOLIDAYS_AHEAD; day += 1) {
    const holiday = publicHolidayOn(place.department, day);
    if (holiday) upcoming.push(`${formatDay(isoOfDay(day), locale)}, ${holiday[locale]}`);
  }
  return upcoming;
}

/** The week from today on, as the shop keeps it; null where no hours are known. Pure. */
export function presentHours(
  schedule: Schedule | null,
  now: number,
  { locale }: PageScope,
): HoursView | null {
  if (schedule === null || Object.keys(schedule.modes).length === 0) return null;
  const today = wallTime(schedule.place.timeZone, now).day;
  const table = weekTable(schedule, isoOfDay(today), locale);
  return {
    modes: table.modes.map(({ title }) => title),
    days:
      table.modes.length === 0
        ? []
        : table.days.map(({ name, dateText, isToday, holiday, note, hours }) => ({
            name,
            date: dateText,
            isToday,
            note: holiday ?? note,
            // Two stretches go on two lines where one is too short, never one stretch.
            hours: hours.map(({ text }) => text.replaceAll('– ', UNBROKEN)),
          })),
    asWritten: table.asWritten.map(({ title, text }) => ({ title, text })),
    holidays: table.modes.length === 0 ? [] : holidaysAhead(schedule, today, locale),
  };
}
