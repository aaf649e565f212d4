import { dayOfIso, isoOfDay, wallTime } from '@halles/domain/hours';
import type { Fact, Listing, Provenance } from '@halles/domain/listings';
import { BY_LINK, FACTS } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

const DAYS_OF_MONTH = 30;
const DAYS_OF_YEAR = 365;
/** Days from which months are said, and years. */
const MONTHS_FROM = 60;
const YEARS_FROM = 730;

// A format takes longer to make than a page's worth of words with it.
const monthFormat = (language: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const agoFormat = (language: string): Intl.RelativeTimeFormat =>
  new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const monthFormats = { fr: monthFormat('fr-FR'), en: monthFormat('en-GB') };
const agoFormats = { fr: agoFormat('fr-FR'), en: agoFormat('en-GB') };

/** « octobre 2026 » of an ISO date. */
const monthWords = (iso: string, locale: Locale): string =>
  monthFormats[locale].format(new Date(`${iso}T00:00:00Z`));

/** « Source : Sirene, octobre 2026 », « Source : liste de la ville, La Poste, octobre 2026 ». Pure. */
export function sourceWords({ source, origin, toldOn }: Provenance, { texts, locale }: PageScope): string {
  const when = monthWords(toldOn, locale);
  if (origin === BY_LINK)
    return texts.line('listing.source', { who: texts.line('listing.sources.link'), when });
  const who = texts.line(`listing.sources.${source}`);
  return texts.line('listing.source', { who: origin === null ? who : `${who}, ${origin}`, when });
}

/** Where one of some facts comes from: of the first that is known. Pure. */
export function sourceOf(
  listing: Listing,
  facts: readonly Fact[],
  scope: PageScope,
): { readonly source?: string } {
  const known = facts.map((fact) => listing.provenance[fact]).find((provenance) => provenance !== undefined);
  return known ? { source: sourceWords(known, scope) } : {};
}

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

/** Each source once, in the order of facts. Pure. */
export function allSources(listing: Listing, scope: PageScope): string[] {
  const words = FACTS.flatMap((fact) => {
    const provenance = listing.provenance[fact];
    return provenance ? [sourceWords(provenance, scope)] : [];
  });
  return [...new Set(words)];
}
