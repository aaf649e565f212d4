import { capitalised, type Locale } from '@halles/kernel';
import { dayOfIso, type IsoDate } from './civil-date';
import { COMING_DAYS } from './coming-days';
import {
  type DaySelector,
  isUnreadable,
  type Rule,
  type Schedule,
  SERVICE_MODES,
  type ServiceMode,
} from './schedule';
import { plainWeekOf, type Season, seasonsAhead, weekPartsOf } from './seasons';
import type { Timeline } from './timeline';
import { daysOfWeek, type UsualDay } from './usual-week';
import { dateWords, listWords, MODE_WORDS, weekdayNames } from './words';

/** Hours that come back: of a part of the year, or of one weekday of each month. */
export interface RecurringHours {
  /** « Du 14 juillet au 31 août », « Le premier lundi du mois ». */
  readonly when: string;
  /** « Lundi à vendredi : 9 h – 12 h · Samedi : Fermé ». */
  readonly hours: string;
}

interface RecurringOptions {
  readonly locale: Locale;
  /** What stands above: with days by their date the usual week is told too while a season is under way. */
  readonly beside: 'usual-week' | 'days';
}

const YEAR = 365;
/** More parts of a year than these are a rhythm, of every other week: only the next ones are told. */
const MAX_SEASONS = 8;

const ORDINALS: Readonly<Record<Locale, Readonly<Record<number, string>>>> = {
  fr: { 1: 'premier', 2: 'deuxième', 3: 'troisième', 4: 'quatrième', 5: 'cinquième' },
  en: { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth' },
};
/** In French only the last two of a month have names of their own; the others are counted « avant la fin du mois ». */
const LAST_FR: Readonly<Record<number, string>> = { 1: 'dernier', 2: 'avant-dernier' };
const FROM_END_EN: Readonly<Record<number, string>> = {
  1: 'last',
  2: 'last but one',
  3: 'third last',
  4: 'fourth last',
  5: 'fifth last',
};

const colonOf = (locale: Locale): string => (locale === 'fr' ? '\u00a0: ' : ': ');

/** « Lundi à vendredi : 9 h – 18 h », « Lundi et mardi »: days that follow one another with the same hours are one line. Pure. */
export function weekLines(days: readonly UsualDay[], locale: Locale): string[] {
  const runs: { readonly first: UsualDay; last: UsualDay; count: number }[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.last.text === day.text) Object.assign(run, { last: day, count: run.count + 1 });
    else runs.push({ first: day, last: day, count: 1 });
  }
  const [and, until] = locale === 'fr' ? [' et ', ' à '] : [' and ', ' to '];
  return runs.map(({ first, last, count }) => {
    const name = (day: UsualDay): string =>
      locale === 'fr' && day !== first ? day.name.toLowerCase() : day.name;
    const names = first === last ? first.name : first.name + (count === 2 ? and : until) + name(last);
    return names + colonOf(locale) + first.text;
  });
}

/** The whole of a week on one line; its hours alone where all days have the same. */
function weekWords(mode: ServiceMode, week: Timeline, locale: Locale): string {
  const days = daysOfWeek(mode, week, locale);
  const [first] = days;
  if (first && days.every(({ text }) => text === first.text)) {
    const daily = locale === 'fr' ? 'Tous les jours' : 'Every day';
    return first.spans.length === 0 ? first.text : daily + colonOf(locale) + first.text;
  }
  return weekLines(days, locale).join(' · ');
}

/** Each mode by its name, where there are several. */
const modeWords = (
  mode: ServiceMode,
  words: string,
  modes: readonly ServiceMode[],
  locale: Locale,
): string => (modes.length === 1 ? words : MODE_WORDS[mode][locale].title + colonOf(locale) + words);

function whenWords({ first, last, isUnderWay, isEndless }: Season, locale: Locale): string {
  const [from, until] = [dateWords(first, locale), dateWords(last, locale)];
  if (isUnderWay && isEndless) return locale === 'fr' ? 'En ce moment' : 'At present';
  if (isUnderWay) return locale === 'fr' ? `Jusqu’au ${until}` : `Until ${until}`;
  if (isEndless) return locale === 'fr' ? `À partir du ${from}` : `From ${from}`;
  if (first === last) return locale === 'fr' ? `Le ${from}` : capitalised(from);
  return locale === 'fr' ? `Du ${from} au ${until}` : `From ${from} to ${until}`;
}

function seasonWords(
  schedule: Schedule,
  today: number,
  modes: readonly ServiceMode[],
  { locale, beside }: RecurringOptions,
): RecurringHours[] {
  const seasons = seasonsAhead(schedule, today, YEAR);
  const shown =
    seasons.length > MAX_SEASONS ? seasons.filter(({ first }) => first < today + COMING_DAYS) : seasons;
  const lines = shown.map((season): RecurringHours & { readonly season: Season } => ({
    season,
    when: whenWords(season, locale),
    hours: season.weeks
      .map(({ mode, week }) => modeWords(mode, weekWords(mode, week, locale), modes, locale))
      .join(' · '),
  }));
  const isNow = ({ season }: (typeof lines)[number]): boolean => season.first === today;
  const now = lines.find(isNow);
  // One under way comes back within the year: it is told once.
  const end = now && dateWords(now.season.last, locale);
  const once = lines.filter(
    (line) => line === now || line.hours !== now?.hours || dateWords(line.season.last, locale) !== end,
  );
  const usual = (beside === 'days' && now ? now.season.weeks : []).flatMap(({ mode }) => {
    const parts = weekPartsOf(schedule, mode);
    if (!parts?.hasBase) return [];
    return [modeWords(mode, weekWords(mode, parts.weekOf(parts.baseKey), locale), modes, locale)];
  });
  return [
    ...once.map(({ when, hours }) => ({ when, hours })),
    ...(usual.length > 0
      ? [{ when: locale === 'fr' ? 'Le reste de l’année' : 'The rest of the year', hours: usual.join(' · ') }]
      : []),
  ];
}

interface NthWeekday {
  readonly weekday: number;
  readonly nth: readonly number[];
}

/** « Le premier lundi du mois », « Les premier et troisième lundis du mois », « Le troisième lundi avant la fin du mois ». */
function nthWords({ weekday, nth }: NthWeekday, locale: Locale): string {
  const [day = ''] = weekdayNames([weekday], locale);
  const ordinal = (one: number, fromEnd = ORDINALS[locale]): string =>
    (one < 0 ? fromEnd : ORDINALS[locale])[Math.abs(one)] ?? String(Math.abs(one));
  if (locale === 'en') {
    const ordinals = nth.map((one) => ordinal(one, FROM_END_EN));
    return `The ${listWords(ordinals, locale)} ${day} of the month`;
  }
  const isCountedBack = (one: number): boolean => one < 0 && LAST_FR[-one] === undefined;
  const inMonth = nth.filter((one) => !isCountedBack(one)).map((one) => ordinal(one, LAST_FR));
  const beforeEnd = nth.filter(isCountedBack).map((one) => ordinal(one));
  const parts = [
    ...(inMonth.length > 0 ? [theDaysFr(inMonth, day) + ' du mois'] : []),
    ...(beforeEnd.length > 0 ? [theDaysFr(beforeEnd, day) + ' avant la fin du mois'] : []),
  ];
  return capitalised(listWords(parts, locale));
}

/** « le premier lundi », « l’avant-dernier lundi », « les premier et dernier lundis ». */
function theDaysFr(ordinals: readonly string[], day: string): string {
  if (ordinals.length > 1) return `les ${listWords(ordinals, 'fr')} ${day}s`;
  const [ordinal = ''] = ordinals;
  return `${ordinal.startsWith('a') ? 'l’' : 'le '}${ordinal} ${day}`;
}

/** The nth weekdays of all the year that rules name. */
function nthOf(rules: readonly Rule[]): NthWeekday[] {
  const named = rules.flatMap(({ years, months, dates, weeks, onPublicHoliday, days = [] }) =>
    (years ?? months ?? dates ?? weeks ?? onPublicHoliday) ? [] : days.filter((day) => day.kind === 'nth'),
  );
  return [...new Map(named.map((day) => [`${day.weekday} ${day.nth.join()}`, day])).values()];
}

/** The hours of such a day: the rules as they are, of that weekday as if it came every week. */
function nthHours(rules: readonly Rule[], { weekday, nth }: NthWeekday, { place }: Schedule): Timeline {
  const own = rules.flatMap((rule): Rule[] => {
    if (!rule.days || rule.days.every(({ kind }) => kind !== 'nth')) return [rule];
    const days = rule.days.flatMap((day): DaySelector[] => {
      if (day.kind !== 'nth') return [day];
      const isIt = day.weekday === weekday && day.nth.join() === nth.join();
      return isIt ? [{ kind: 'weekdays', from: weekday, until: weekday }] : [];
    });
    return days.length === 0 ? [] : [{ ...rule, days }];
  });
  return plainWeekOf(own, place);
}

function nthLines(schedule: Schedule, modes: readonly ServiceMode[], locale: Locale): RecurringHours[] {
  const lines = modes.flatMap((mode) => {
    const hours = schedule.modes[mode];
    if (!hours || isUnreadable(hours)) return [];
    return nthOf(hours.rules).map((day) => {
      const words =
        daysOfWeek(mode, nthHours(hours.rules, day, schedule), locale)[day.weekday - 1]?.text ?? '';
      return { when: nthWords(day, locale), hours: modeWords(mode, words, modes, locale) };
    });
  });
  const together = new Map<string, string[]>();
  for (const { when, hours } of lines) together.set(when, [...(together.get(when) ?? []), hours]);
  return [...together].map(([when, hours]) => ({ when, hours: hours.join(' · ') }));
}

/**
 * What a business keeps by other hours than every week, again and again: the parts of the year with a week of their own,
 * then the nth weekdays of months. Nothing of modes whose hours are unknown or could not be read. Pure.
 * @param today local date
 */
export function recurringHours(
  schedule: Schedule,
  today: IsoDate,
  options: RecurringOptions,
): RecurringHours[] {
  const modes = SERVICE_MODES.filter((mode) => weekPartsOf(schedule, mode) !== null);
  return [
    ...seasonWords(schedule, dayOfIso(today), modes, options),
    ...nthLines(schedule, modes, options.locale),
  ];
}
