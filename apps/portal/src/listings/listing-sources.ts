import type { Fact, Listing, Provenance } from '@halles/domain/listings';
import { FACTS } from '@halles/domain/listings';
import type { PageScope } from '../page/page-scope';

/** « octobre 2026 » of an ISO date. */
function monthWords(iso: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${iso}T00:00:00Z`));
}

/** « Source : Sirene, octobre 2026 », « Source : liste de la ville, La Poste, octobre 2026 ». Pure. */
export function sourceWords({ source, origin, toldOn }: Provenance, { texts, locale }: PageScope): string {
  const who = texts.line(`listing.sources.${source}`);
  const when = monthWords(toldOn, locale);
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
