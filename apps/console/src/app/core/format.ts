import {
  DAY,
  HOUR,
  type Locale,
  MINUTE,
  momentWords,
  type PluralForm,
  pluralForm,
  SECOND,
} from '@halles/kernel';

/** Figures and times as one language writes them. */
export interface Format {
  /** 1 250 in French, 1,250 in English. */
  readonly count: (value: number) => string;
  /** The plural form that the language has for a count. */
  readonly plural: (value: number) => PluralForm;
  /** A latency in milliseconds: one decimal below 10 ms, whole above, seconds from 1 s. */
  readonly latency: (milliseconds: number) => string;
  /** How long something has waited, in its two largest units: "12 s", "3 min", "2 h 05 min", "4 j 2 h". */
  readonly duration: (seconds: number) => string;
  /** The time of day to the second, in the operator's own time zone. */
  readonly clock: (instant: Date) => string;
  /** A day with its time to the minute, in the reader's own time zone. */
  readonly moment: (instant: Date) => string;
  /** A date of the calendar as it is, and the date of an instant in the reader's own time zone: "1er déc. 2026". */
  readonly day: (iso: string) => string;
  /** "a, b et c". */
  readonly list: (items: readonly string[]) => string;
}

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;
const NBSP = '\u00a0';
const dayUnit: Record<Locale, string> = { fr: 'j', en: 'd' };

/**
 * @param timeZone IANA zone; the browser's own when left out
 */
export function createFormat(locale: Locale, timeZone?: string): Format {
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB';
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat(tag, { timeStyle: 'medium', ...(timeZone && { timeZone }) });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', ...(timeZone && { timeZone }) });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return {
    count: (value) => whole.format(value),
    plural: (value) => pluralForm(value, locale),
    latency: (ms) => {
      if (ms >= SECOND) return `${tenth.format(ms / SECOND)}${NBSP}s`;
      return `${(ms < 10 ? tenth : whole).format(ms)}${NBSP}ms`;
    },
    duration: (seconds) => duration(Math.max(0, seconds) * SECOND, dayUnit[locale]),
    clock: (instant) => clockWords(clock.format(instant), locale),
    moment: (instant) => momentWords(instant, { locale, timeZone }, 'medium'),
    day: (iso) => ordinal((CALENDAR_DATE.test(iso) ? date : day).format(new Date(iso)), locale),
    list: (items) => list.format(items),
  };
}

/** « 20 h 44 min 41 s », as durations are written; “20:44:41”. */
function clockWords(time: string, locale: Locale): string {
  if (locale === 'en') return time;
  const [hours = '', minutes = '', seconds = ''] = time.split(':');
  return `${Number(hours)}${NBSP}h${NBSP}${minutes}${NBSP}min${NBSP}${seconds}${NBSP}s`;
}

/** French counts the first day of a month, and no other: "1er déc.". */
const ordinal = (words: string, locale: Locale): string =>
  locale === 'fr' ? words.replace(/^1(?=\s)/, '1er') : words;

function duration(milliseconds: number, day: string): string {
  const whole = (unit: number): number => Math.floor(milliseconds / unit);
  if (milliseconds < MINUTE) return `${whole(SECOND)}${NBSP}s`;
  if (milliseconds < HOUR) return `${whole(MINUTE)}${NBSP}min`;
  if (milliseconds < DAY) {
    const minutes = String(whole(MINUTE) % 60).padStart(2, '0');
    return `${whole(HOUR)}${NBSP}h${NBSP}${minutes}${NBSP}min`;
  }
  return `${whole(DAY)}${NBSP}${day}${NBSP}${whole(HOUR) % 24}${NBSP}h`;
}
