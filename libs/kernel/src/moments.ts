import type { Locale } from './errors';

/** Who reads, and the clock of which place: the reader's own where it is left out. */
export interface MomentReader {
  readonly locale: Locale;
  readonly timeZone?: string | undefined;
}

const DAYS = {
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** Of the last or next days. */
  recent: { weekday: 'long', day: 'numeric', month: 'long' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** How much is said of the day. */
export type MomentForm = keyof typeof DAYS;

// A format takes longer to make than a page's worth of words with it.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(tag: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${tag} ${key} ${options.timeZone ?? ''}`;
  const format = formats.get(id) ?? new Intl.DateTimeFormat(tag, options);
  formats.set(id, format);
  return format;
}

/** The time of day as people write it: « 12 h 18 », « 14 h »; 12:18. */
export function clockWords(instant: Date, { locale, timeZone }: MomentReader): string {
  const time = formatOf('en-GB', 'clock', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
  if (locale === 'en') return time;
  const [hours = '', minutes = ''] = time.split(':');
  return `${Number(hours)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}

/** A day with its time of day, to the minute: « 25 novembre 2026 à 12 h 18 », “25 November 2026 at 12:18”. */
export function momentWords(instant: Date, reader: MomentReader, form: MomentForm = 'long'): string {
  const { locale, timeZone } = reader;
  const day = formatOf(locale === 'fr' ? 'fr-FR' : 'en-GB', form, { ...DAYS[form], timeZone }).format(
    instant,
  );
  return locale === 'fr'
    ? `${day.replace(/\b1(?= )/, '1er')} à ${clockWords(instant, reader)}`
    : `${day.replace(',', '')} at ${clockWords(instant, reader)}`;
}
