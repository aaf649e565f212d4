import { capitalised, type Locale } from '@halles/kernel';
import { dayOfIso, isoOfDay, type IsoDate } from './civil-date';
import { publicHolidayOn } from './public-holidays';
import { isUnreadable, SERVICE_MODES, type Rule, type Schedule, type ServiceMode } from './schedule';
import { HORIZON_DAYS, timelineOf, type Timeline } from './timeline';
import { hoursOn, noteOf, type DayHours, withoutName } from './week-table';
import { dateWords, MODE_WORDS, weekdayWords } from './words';

/** How many days ahead special days are announced. */
export const COMING_DAYS = 45;

/** A day, or several that follow one another, with hours of their own; or a public holiday of which nobody said them. */
export interface ComingDays {
  /** What gives these hours: the days that were named by their date, time off, or what holds on every public holiday. */
  readonly kind: 'public-holiday' | 'exception' | 'vacation';
  readonly from: IsoDate;
  /** Included. */
  readonly until: IsoDate;
  /** « Vendredi 25 décembre », « Du lundi 28 décembre au samedi 2 janvier ». */
  readonly when: string;
  /** « Noël », « Congés », « Inventaire ». */
  readonly name: string;
  /** « 7 h – 12 h 30 »; each mode by its name where they differ, or where not all are known. Null: nobody said whether it opens on this holiday. */
  readonly hours: string | null;
  /** When the shop is open on each of these days, for machines; null where nobody said it. */
  readonly spans: DayHours['spans'] | null;
}

interface Mode {
  readonly mode: ServiceMode;
  readonly timeline: Timeline;
  readonly statesHolidays: boolean;
}

type SpecialDay = Pick<ComingDays, 'kind' | 'name' | 'hours' | 'spans'> & { readonly day: number };

/** Whether rules say anything of public holidays, or are the same whatever the day. */
const speaksOfHolidays = (rules: readonly Rule[]): boolean =>
  rules.some(
    ({ days, onPublicHoliday, ...others }) =>
      onPublicHoliday === true ||
      days?.some(({ kind }) => kind === 'public-holiday') === true ||
      (!days && !others.dates && !others.months && !others.weeks && !others.years && others.state === 'open'),
  );

/** Whether anybody said when a mode is open on public holidays, if only that they are as usual. Pure. */
export function statesHolidays(schedule: Schedule, mode: ServiceMode): boolean {
  if (schedule.publicHolidays !== 'as-usual' || schedule.statesPublicHolidays === true) return true;
  const hours = schedule.modes[mode];
  return hours !== undefined && !isUnreadable(hours) && speaksOfHolidays(hours.rules);
}

function modesOf(schedule: Schedule): Mode[] {
  return SERVICE_MODES.flatMap((mode) => {
    const hours = schedule.modes[mode];
    const timeline = timelineOf(schedule, mode);
    if (!hours || isUnreadable(hours) || !timeline) return [];
    return [{ mode, timeline, statesHolidays: statesHolidays(schedule, mode) }];
  });
}

/** @param isWhole whether these are all modes: else each is named, since another may differ */
function hoursWords(hours: readonly DayHours[], name: string, isWhole: boolean, locale: Locale): string {
  const [first] = hours;
  const words = (one: DayHours): string => withoutName(one, name).text;
  if (!first) return '';
  if (isWhole && hours.every(({ text }) => text === first.text)) return words(first);
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  return hours.map((one) => MODE_WORDS[one.mode][locale].title + colon + words(one)).join(' · ');
}

function specialDay(schedule: Schedule, modes: readonly Mode[], day: number, locale: Locale): SpecialDay[] {
  const replaced = modes.find(({ timeline }) => timeline.overlay?.(day) !== undefined);
  const kind = replaced?.timeline.overlay?.(day)?.kind;
  const holiday = publicHolidayOn(schedule.place.department, day)?.[locale];
  if (kind === undefined && holiday === undefined) return [];
  // On a holiday only that mode's hours are known of which somebody said them.
  const stated = modes.filter(
    ({ timeline, statesHolidays }) =>
      holiday === undefined || statesHolidays || timeline.overlay?.(day) !== undefined,
  );
  const hours = stated.map(({ mode, timeline }) => hoursOn(mode, timeline, day, locale));
  const note = kind === 'vacation' || holiday === undefined ? noteOf(replaced?.timeline, day, locale) : null;
  const name = note ?? holiday ?? '';
  return [
    {
      day,
      kind: kind ?? 'public-holiday',
      spans: hours.find(({ mode }) => mode === 'shop')?.spans ?? null,
      name,
      hours: stated.length === 0 ? null : hoursWords(hours, name, stated.length === modes.length, locale),
    },
  ];
}

type Stretch = SpecialDay & { readonly until: number };

/** Whether a day is the next of a stretch. A public holiday stands alone. */
const goesOn = (last: Stretch, next: SpecialDay | undefined): boolean =>
  next?.day === last.until + 1 &&
  next.kind !== 'public-holiday' &&
  next.kind === last.kind &&
  next.name === last.name &&
  next.hours === last.hours;

const dayWords = (day: number, locale: Locale): string =>
  `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;

function spanWords(from: number, until: number, locale: Locale): string {
  if (from === until) return capitalised(dayWords(from, locale));
  const [first, last] = [dayWords(from, locale), dayWords(until, locale)];
  return locale === 'fr' ? `Du ${first} au ${last}` : `From ${first} to ${last}`;
}

/**
 * What a business announces of the days to come that are not as every week: public holidays, whether it said its hours of
 * them or not, time off, exceptions. In their order; days that follow one another and are the same make one. Pure.
 * @param from first local date that is looked at: a stretch that is under way begins there
 * @param days how many days, 1 to 400
 */
export function comingDays(schedule: Schedule, from: IsoDate, days: number, locale: Locale): ComingDays[] {
  const modes = modesOf(schedule);
  if (modes.length === 0) return [];
  const first = dayOfIso(from);
  const stretches: Stretch[] = [];
  for (let day = first; day < first + HORIZON_DAYS; day += 1) {
    const [special] = specialDay(schedule, modes, day, locale);
    const last = stretches.at(-1);
    if (last && goesOn(last, special)) stretches[stretches.length - 1] = { ...last, until: day };
    // A stretch is shown whole: one that begins on the last day is followed to its end.
    else if (day >= first + days) break;
    else if (special) stretches.push({ ...special, until: day });
  }
  return stretches.map(({ day, until, ...special }) => ({
    ...special,
    from: isoOfDay(day),
    until: isoOfDay(until),
    when: spanWords(day, until, locale),
  }));
}
