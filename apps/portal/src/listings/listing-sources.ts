import type { Fact, Listing, Provenance } from '@halles/domain/listings';
import { BY_LINK, FACTS } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

// A format takes longer to make than a page's worth of words with it.
const monthFormat = (language: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthFormats = { fr: monthFormat('fr-FR'), en: monthFormat('en-GB') };

/** By language and month: every fact of a page names one of a few. */
const knownMonths = new Map<string, string>();

/** « octobre 2026 » of an ISO date. */
function monthWords(iso: string, locale: Locale): string {
  const month = iso.slice(0, 7);
  const key = `${locale} ${month}`;
  let words = knownMonths.get(key);
  if (words === undefined)
    knownMonths.set(key, (words = monthFormats[locale].format(new Date(`${month}-01T00:00:00Z`))));
  return words;
}

/** « Source : Sirene, octobre 2026 », « Source : liste de la ville, La Poste, octobre 2026 ». Pure. */
function sourceWords({ source, origin, reportedOn }: Provenance, { texts, locale }: PageScope): string {
  const when = monthWords(reportedOn, locale);
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

/** Each source once, in the order of facts. Pure. */
export function allSources(listing: Listing, scope: PageScope): string[] {
  const words = FACTS.flatMap((fact) => {
    const provenance = listing.provenance[fact];
    return provenance ? [sourceWords(provenance, scope)] : [];
  });
  return [...new Set(words)];
}
