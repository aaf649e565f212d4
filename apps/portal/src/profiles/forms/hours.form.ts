import { oneOf, type FormValues, formValuesOf, textOf, type KeyedError } from '@halles/platform/forms';
import { hoursFields, type ListingProfile } from '@halles/contracts';
import {
  type EditableHours,
  editableOfRules,
  formatRules,
  type HoursSeason,
  isUnreadable,
  type NthDay,
  opensOnAnyDay,
  parseOpeningHours,
  type Place,
  rulesOfEditable,
  type ServiceMode,
  type TimeSpan,
  type WeeklyHours,
} from '@halles/domain/hours';
import { type Locale, type MonthEdge, readDayOfYear } from '@halles/kernel';
import { together, fillSpans, readSpans, SPANS_A_DAY } from './spans';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** How many seasons and particular days a form has room for. */
export const MAX_SEASONS = 3;
export const MAX_DAYS = 4;
export const NTH = ['1', '2', '3', '4', '5', '-1'] as const;

const DAY = 1_440;

/** What a form of hours says: the text that is stored, or null for none. */
export type ReadHours =
  { readonly text: string | null } | { readonly errors: Readonly<Record<string, KeyedError>> };

const hasRoom = (spans: readonly TimeSpan[]): boolean => spans.length <= SPANS_A_DAY;

/** Whether a form of weeks has room for these hours. */
const fits = ({ week, seasons, days }: EditableHours): boolean =>
  seasons.length <= MAX_SEASONS &&
  days.length <= MAX_DAYS &&
  [week, ...seasons.map((season) => season.week)].every((one) =>
    Object.values(one).every((spans) => hasRoom(spans ?? [])),
  ) &&
  days.every(({ spans }) => hasRoom(spans));

/** A text of hours as a form of weeks shows it; null where it says more. Pure. */
function editableOf(text: string, place: Place): EditableHours | null {
  const parsed = parseOpeningHours(text, place);
  if ('unreadable' in parsed) return null;
  const { modes, exceptions, vacations, publicHolidays } = parsed.schedule;
  const { shop } = modes;
  const isPlain = exceptions.length === 0 && vacations.length === 0 && publicHolidays === 'as-usual';
  if (!shop || isUnreadable(shop) || !isPlain) return null;
  const hours = editableOfRules(shop.rules);
  return hours && fits(hours) ? hours : null;
}

const fillWeek = (name: string, week: WeeklyHours): Record<string, string> =>
  together(WEEKDAYS.map((day) => fillSpans(`${name}d${day}`, week[day] ?? [])));

const dayMonth = ({ month, day }: { month: number; day: number }): string =>
  `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}`;

/** The form of one mode filled in; as text where it says more than a form of weeks can. Pure. */
export function fillHours(content: ListingProfile, mode: ServiceMode, place: Place): FormValues {
  const text = content[hoursFields[mode]];
  if (text === null) return formValuesOf({ mode });
  const hours = editableOf(text, place);
  if (!hours) return formValuesOf({ mode, asText: 'yes', text });
  return formValuesOf({
    mode,
    ...fillWeek('', hours.week),
    ...together(
      hours.seasons.map(({ from, until, week }, at) => ({
        [`s${at}from`]: dayMonth(from),
        [`s${at}until`]: dayMonth(until),
        ...fillWeek(`s${at}`, week),
      })),
    ),
    ...together(
      hours.days.map(({ weekday, nth, spans }, at) => ({
        [`n${at}weekday`]: String(weekday),
        [`n${at}nth`]: String(nth),
        ...fillSpans(`n${at}`, spans),
      })),
    ),
  });
}

/** Where the hours begin, in the form of weeks or as text. Pure. */
export const firstInput = (raw: FormValues): string => (textOf(raw, 'asText') === 'yes' ? 'text' : 'd1from1');

/** Reads the parts of a form of weeks, and collects what is wrong with it. */
class WeekReader {
  readonly errors: Record<string, KeyedError> = {};

  constructor(
    private readonly raw: FormValues,
    private readonly locale: Locale,
  ) {}

  week(name: string): WeeklyHours {
    const week: Record<number, readonly TimeSpan[]> = {};
    for (const day of WEEKDAYS) {
      const spans = this.spans(`${name}d${day}`);
      if (spans.length > 0) week[day] = spans;
    }
    for (const day of WEEKDAYS) this.checkNight(name, week, day);
    return week;
  }

  spans(name: string): readonly TimeSpan[] {
    const read = readSpans(this.raw, name, this.locale);
    if ('spans' in read) return read.spans;
    this.errors[`${name}from1`] = read.error;
    return [];
  }

  /** A night may not go on beyond the next morning's opening. */
  private checkNight(name: string, week: WeeklyHours, day: number): void {
    const night = Math.max(0, ...(week[day] ?? []).map(({ until }) => until - DAY));
    const tomorrow = (day % 7) + 1;
    if ((week[tomorrow] ?? []).some(({ from }) => from < night))
      this.errors[`${name}d${day}from1`] = { key: 'nightTooLong' };
  }

  /** A day of the year as people write it: `14/07`, `14 juillet`; of a month that is written alone, an end of it. */
  private yearDay(name: string, edge: MonthEdge): { month: number; day: number } | null {
    const [month, day] = readDayOfYear(textOf(this.raw, name), edge)?.split('-').map(Number) ?? [];
    if (month !== undefined && day !== undefined) return { month, day };
    this.errors[name] = { key: 'dayMonth' };
    return null;
  }

  seasons(): HoursSeason[] {
    return Array.from({ length: MAX_SEASONS }, (_, at) => `s${at}`).flatMap((name) => {
      const week = this.week(name);
      const isBlank = ['from', 'until'].every((end) => textOf(this.raw, name + end) === '');
      if (isBlank && Object.keys(week).length === 0) return [];
      const from = this.yearDay(`${name}from`, 'first');
      const until = this.yearDay(`${name}until`, 'last');
      return from && until ? [{ from, until, week }] : [];
    });
  }

  days(): NthDay[] {
    return Array.from({ length: MAX_DAYS }, (_, at) => `n${at}`).flatMap((name) => {
      const nth = oneOf(this.raw, `${name}nth`, NTH);
      const weekday = oneOf(this.raw, `${name}weekday`, WEEKDAYS.map(String));
      const spans = this.spans(name);
      if (nth === null && weekday === null && spans.length === 0) return [];
      if (nth === null || weekday === null) {
        this.errors[`${name}nth`] = { key: 'nthDay' };
        return [];
      }
      return [{ weekday: Number(weekday), nth: Number(nth), spans }];
    });
  }
}

/** What a form of hours says, or what is wrong with it, at its inputs. Pure. */
export function readHours(raw: FormValues, place: Place, locale: Locale): ReadHours {
  if (textOf(raw, 'asText') === 'yes') {
    const text = textOf(raw, 'text');
    if (text === '') return { text: null };
    const parsed = parseOpeningHours(text, place);
    return 'unreadable' in parsed
      ? { errors: { text: { key: 'hoursText', words: { reason: parsed.reason[locale] } } } }
      : { text };
  }
  const reader = new WeekReader(raw, locale);
  const hours = { week: reader.week(''), seasons: reader.seasons(), days: reader.days() };
  if (Object.keys(reader.errors).length > 0) return { errors: reader.errors };
  if (opensOnAnyDay(hours)) return { text: formatRules(rulesOfEditable(hours)) };
  // Closed on every day is no week that somebody keeps: an empty form says nothing.
  return hours.seasons.length + hours.days.length > 0
    ? { errors: { d1from1: { key: 'neverOpen' } } }
    : { text: null };
}

/** The form with the hours of one day laid over others. Pure. */
export function copyDay(raw: FormValues): FormValues {
  const from = oneOf(raw, 'copyFrom', WEEKDAYS.map(String)) ?? '1';
  const target = oneOf(raw, 'copyTo', ['next', 'weekdays', 'all']) ?? 'weekdays';
  const days = WEEKDAYS.filter((day) => {
    if (target === 'next') return day === Number(from) + 1;
    return day !== Number(from) && (target === 'all' || day <= 5);
  });
  const ends = Array.from({ length: SPANS_A_DAY }, (_, at) => [`from${at + 1}`, `until${at + 1}`]).flat();
  return {
    ...raw,
    ...Object.fromEntries(
      days.flatMap((day) => ends.map((end) => [`d${day}${end}`, [textOf(raw, `d${from}${end}`)]])),
    ),
  };
}
