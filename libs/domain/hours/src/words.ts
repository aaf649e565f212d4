import type { Locale } from '@halles/kernel';
import { civilDate, weekdayOf } from './civil-date';
import type { ServiceMode } from './schedule';

/** Not broken at the end of a line: between a figure and its unit. */
const NBSP = '\u00a0';
const MINUTES_OF_DAY = 1_440;

interface DateWords {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
}

const DATES: Readonly<Record<Locale, DateWords>> = {
  fr: {
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    months: [
      'janvier',
      'février',
      'mars',
      'avril',
      'mai',
      'juin',
      'juillet',
      'août',
      'septembre',
      'octobre',
      'novembre',
      'décembre',
    ],
  },
  en: {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
  },
};

/** How each mode is named: at the head of a sentence, in a list, as the title of a line. */
export const MODE_WORDS: Readonly<
  Record<ServiceMode, Readonly<Record<Locale, { alone: string; listed: string; title: string }>>>
> = {
  shop: {
    fr: { alone: 'Ouvert', listed: 'sur place', title: 'Sur place' },
    en: { alone: 'Open', listed: 'in shop', title: 'In shop' },
  },
  pickup: {
    fr: { alone: 'Retrait', listed: 'retrait', title: 'Retrait' },
    en: { alone: 'Pickup', listed: 'pickup', title: 'Pickup' },
  },
  delivery: {
    fr: { alone: 'Livraison', listed: 'livraison', title: 'Livraison' },
    en: { alone: 'Delivery', listed: 'delivery', title: 'Delivery' },
  },
  appointment: {
    fr: { alone: 'Sur rendez-vous', listed: 'rendez-vous', title: 'Sur rendez-vous' },
    en: { alone: 'By appointment', listed: 'appointments', title: 'By appointment' },
  },
  phone: {
    fr: { alone: 'Par téléphone', listed: 'téléphone', title: 'Par téléphone' },
    en: { alone: 'By phone', listed: 'phone', title: 'By phone' },
  },
};

/** « Sur place », « Livraison ». */
export const modeTitle = (mode: ServiceMode, locale: Locale): string => MODE_WORDS[mode][locale].title;

/** `9 h`, `12 h 30`, `minuit` for the end of a day; `9 am`, `12:30 pm`, `noon`, `midnight`. */
export function timeWords(minute: number, locale: Locale): string {
  if (minute === MINUTES_OF_DAY) return locale === 'fr' ? 'minuit' : 'midnight';
  const within = minute % MINUTES_OF_DAY;
  const hour = Math.floor(within / 60);
  const rest = within % 60;
  const digits = String(rest).padStart(2, '0');
  if (locale === 'fr') return rest === 0 ? `${hour}${NBSP}h` : `${hour}${NBSP}h${NBSP}${digits}`;
  if (within === MINUTES_OF_DAY / 2) return 'noon';
  const half = hour < 12 ? 'am' : 'pm';
  const clock = rest === 0 ? `${hour % 12 || 12}` : `${hour % 12 || 12}:${digits}`;
  return `${clock}${NBSP}${half}`;
}

/** `17 août`, `1er mai`; `17 August`. */
export function dateWords(day: number, locale: Locale, withYear = false): string {
  const { year, month, day: dayOfMonth } = civilDate(day);
  const number = locale === 'fr' && dayOfMonth === 1 ? '1er' : String(dayOfMonth);
  const name = DATES[locale].months[month - 1] ?? '';
  return `${number}${NBSP}${name}${withYear ? ` ${year}` : ''}`;
}

/** `lundi`, `Monday`. */
export function weekdayWords(day: number, locale: Locale): string {
  return DATES[locale].weekdays[weekdayOf(day) - 1] ?? '';
}

/** `décembre 2026`, `December 2026`. */
export function monthWords(day: number, locale: Locale): string {
  const { year, month } = civilDate(day);
  return `${DATES[locale].months[month - 1] ?? ''} ${year}`;
}

/** Months whose name is cut off, and how; the others are short enough. */
const CUT_MONTHS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  fr: {
    ...{ janvier: 'janv.', février: 'févr.', avril: 'avr.', juillet: 'juil.' },
    ...{ septembre: 'sept.', octobre: 'oct.', novembre: 'nov.', décembre: 'déc.' },
  },
  en: {
    ...{ January: 'Jan', February: 'Feb', March: 'Mar', April: 'Apr', June: 'Jun', July: 'Jul' },
    ...{ August: 'Aug', September: 'Sep', October: 'Oct', November: 'Nov', December: 'Dec' },
  },
};

/** `sam. 5 déc.`, `Sat 5 Dec`: where there is no room for more. */
export function shortDayWords(day: number, locale: Locale): string {
  const [number = '', month = ''] = dateWords(day, locale).split(NBSP);
  const weekday = weekdayWords(day, locale).slice(0, 3) + (locale === 'fr' ? '.' : '');
  return [weekday, number, CUT_MONTHS[locale][month] ?? month].join(NBSP);
}

/** `lundi`, `mardi` for 1, 2. */
export function weekdayNames(weekdays: readonly number[], locale: Locale): string[] {
  return weekdays.map((weekday) => DATES[locale].weekdays[weekday - 1] ?? '');
}

/** `24 h/24`. */
export function aroundTheClock(locale: Locale): string {
  return locale === 'fr' ? `24${NBSP}h/24` : '24 hours a day';
}

/** `a`, `a et b`, `a, b et c`. */
export function listWords(items: readonly string[], locale: Locale): string {
  const and = locale === 'fr' ? ' et ' : ' and ';
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')}${and}${last}`;
}
