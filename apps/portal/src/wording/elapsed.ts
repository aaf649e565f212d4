import { dayOfIso, isoOfDay, wallTime } from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

const DAYS_OF_MONTH = 30;
const DAYS_OF_YEAR = 365;
/** Days from which months are said, and years. */
const MONTHS_FROM = 60;
const YEARS_FROM = 730;

// A format takes longer to make than a page's worth of words with it.
const agoFormat = (language: string): Intl.RelativeTimeFormat =>
  new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const agoFormats = { fr: agoFormat('fr-FR'), en: agoFormat('en-GB') };

/** « il y a 3 jours », « hier », « il y a 2 mois » of an ISO date before another. */
function agoWords(from: string, today: string, locale: Locale): string {
  const days = Math.max(0, dayOfIso(today) - dayOfIso(from));
  const format = agoFormats[locale];
  if (days < MONTHS_FROM) return format.format(-days, 'day');
  return days < YEARS_FROM
    ? format.format(-Math.floor(days / DAYS_OF_MONTH), 'month')
    : format.format(-Math.floor(days / DAYS_OF_YEAR), 'year');
}

/** How long ago an instant was, by the calendar of the territory. Pure. @param now ms since 1970 */
export function agoOf(at: Date, now: number, { settings, locale }: PageScope): string {
  const dayOf = (instant: number): string => isoOfDay(wallTime(settings.timeZone, instant).day);
  return agoWords(dayOf(at.getTime()), dayOf(now), locale);
}
