import { capitalised, type Locale } from '@halles/kernel';
import { dayOfIso, isoOfDay, type IsoDate } from './civil-date';
import { MINUTES_OF_DAY, type Run } from './day-states';
import { publicHolidayOn } from './public-holidays';
import { isUnreadable, SERVICE_MODES, type Schedule, type ServiceMode, type TimeSpan } from './schedule';
import { formatTime } from './syntax-format';
import { timelineOf, type Timeline } from './timeline';
import { aroundTheClock, dateWords, MODE_WORDS, timeWords, weekdayWords } from './words';

/** The hours of one mode on one day. */
export interface DayHours {
  readonly mode: ServiceMode;
  /** « 9 h – 12 h 30, 14 h – 19 h », « Fermé ». */
  readonly text: string;
  /** What is surely open, for machines: `09:00`, `12:30`; beyond `24:00` on the next day. */
  readonly spans: readonly { readonly opens: string; readonly closes: string }[];
}

export interface WeekDay {
  readonly date: IsoDate;
  /** « Lundi ». */
  readonly name: string;
  /** « 4 mai ». */
  readonly dateText: string;
  readonly isToday: boolean;
  /** The public holiday of that day. */
  readonly holiday: string | null;
  /** « Congés », « Inventaire », « Horaires exceptionnels ». */
  readonly note: string | null;
  /** One entry per mode of the table, in its order. */
  readonly hours: readonly DayHours[];
}

export interface WeekTable {
  readonly modes: readonly { readonly mode: ServiceMode; readonly title: string }[];
  /** Seven days, the given one first. */
  readonly days: readonly WeekDay[];
  /** Hours that could not be read, as the source wrote them. */
  readonly asWritten: readonly {
    readonly mode: ServiceMode;
    readonly title: string;
    readonly text: string;
  }[];
}

/** A night is shown with the day on which it began, up to this hour. */
const LATEST_NIGHT = 12 * 60;

/** The seven days from a local date on, as a listing shows them. */
export function weekTable(schedule: Schedule, date: IsoDate, locale: Locale): WeekTable {
  const first = dayOfIso(date);
  const title = (mode: ServiceMode): string => MODE_WORDS[mode][locale].title;
  const readable = SERVICE_MODES.flatMap((mode) => {
    const timeline = timelineOf(schedule, mode);
    return timeline ? [{ mode, timeline }] : [];
  });
  return {
    modes: readable.map(({ mode }) => ({ mode, title: title(mode) })),
    days: [0, 1, 2, 3, 4, 5, 6].map((offset) => {
      const day = first + offset;
      const note = noteOf(readable[0]?.timeline, day, locale);
      return {
        date: isoOfDay(day),
        name: capitalised(weekdayWords(day, locale)),
        dateText: dateWords(day, locale),
        isToday: offset === 0,
        holiday: publicHolidayOn(schedule.place.department, day)?.[locale] ?? null,
        note,
        hours: readable.map(({ mode, timeline }) =>
          withoutName(hoursOn(mode, timeline, day, locale), note ?? ''),
        ),
      };
    }),
    asWritten: SERVICE_MODES.flatMap((mode) => {
      const hours = schedule.modes[mode];
      return hours && isUnreadable(hours) ? [{ mode, title: title(mode), text: hours.text }] : [];
    }),
  };
}

/** What replaces the usual hours of a day, in words: « Congés », « Inventaire ». */
export function noteOf(timeline: Timeline | undefined, day: number, locale: Locale): string | null {
  const replacement = timeline?.overlay?.(day);
  if (replacement?.kind === 'vacation') return locale === 'fr' ? 'Congés' : 'Holidays';
  if (replacement?.kind !== 'exception') return null;
  return replacement.note ?? (locale === 'fr' ? 'Horaires exceptionnels' : 'Special hours');
}

/** The name of a day is not repeated behind its hours. Pure. */
export const withoutName = <T extends Pick<DayHours, 'text'>>(hours: T, name: string): T => ({
  ...hours,
  text: hours.text.replaceAll(` (${name})`, ''),
});

/** The hours of one mode on one day, with the night that follows. */
export const hoursOn = (mode: ServiceMode, timeline: Timeline, day: number, locale: Locale): DayHours =>
  dayHours(mode, businessDay(timeline, day), locale);

/** The runs that begin on a day, with the night that follows, without the night that came before. */
export function businessDay({ runsOn }: Timeline, day: number): Run[] {
  const before = runsOn(day - 1).at(-1);
  const runs = runsOn(day).filter((run) => run.state !== 'closed' && !isNightOf(before, run));
  const last = runs.at(-1);
  const next = runsOn(day + 1)[0];
  if (!last || !next || !isNightOf(last, next)) return runs;
  return [...runs.slice(0, -1), { ...last, until: MINUTES_OF_DAY + next.until }];
}

function isNightOf(evening: Run | undefined, run: Run): boolean {
  return (
    evening !== undefined &&
    evening.until === MINUTES_OF_DAY &&
    evening.from > 0 &&
    run.from === 0 &&
    run.until <= LATEST_NIGHT &&
    evening.state === run.state &&
    evening.comment === run.comment
  );
}

function dayHours(mode: ServiceMode, runs: readonly Run[], locale: Locale): DayHours {
  const text = runs.map((run) => runWords(run, locale)).join(', ');
  return {
    mode,
    text: text === '' ? (locale === 'fr' ? 'Fermé' : 'Closed') : capitalised(text),
    spans: runs
      .filter(({ state }) => state === 'open')
      .map(({ from, until }) => ({ opens: formatTime(from), closes: formatTime(until) })),
  };
}

function runWords({ from, until, state, comment }: Run, locale: Locale): string {
  const remark =
    comment ?? (state === 'unknown' ? (locale === 'fr' ? 'à confirmer' : 'to be confirmed') : undefined);
  const wholeDay = from === 0 && until === MINUTES_OF_DAY;
  if (wholeDay && state === 'unknown' && remark !== undefined) return remark;
  const times = wholeDay ? aroundTheClock(locale) : spanWords({ from, until }, locale);
  return remark === undefined ? times : `${times} (${remark})`;
}

/** « 9 h – 12 h 30 »: broken, if it must be, after the dash. */
function spanWords({ from, until }: TimeSpan, locale: Locale): string {
  return `${timeWords(from, locale)}\u00a0– ${timeWords(until, locale)}`;
}
