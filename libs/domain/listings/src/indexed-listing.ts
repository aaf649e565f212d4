import type { IndexedListing } from '@halles/domain/search-index';
import { featureBits } from './feature';
import type { ListingRow } from './listing-row';
import type { ResolvedListing } from './resolved-listing';

const KNOWN_HOURS = featureBits(['known-hours']);

/** What a listing is found by beside what its page says. */
export interface FoundBy {
  /** Words of what it sells. */
  readonly sold: readonly string[];
  /** What can be booked there. */
  readonly booked: readonly string[];
  readonly hasAgenda: boolean;
  /** Of listings that were merged into it: who knows one of them finds the one that stands. */
  readonly formerNames: readonly string[];
}

/** What search is to know of a listing. Pure. */
export function indexedListing(
  listing: ResolvedListing,
  row: ListingRow,
  { sold, booked, hasAgenda, formerNames }: FoundBy,
): IndexedListing {
  const { visibility, state, commune, category, street, name, position, details } = listing;
  return {
    id: row.id,
    isFindable: visibility === 'public' && state === 'open',
    commune,
    category,
    street,
    texts: [name ?? '', details.brand ?? '', ...details.keywords, ...booked, ...formerNames],
    words: sold,
    hasAgenda,
    position,
    opening: (row.features & KNOWN_HOURS) === 0 ? null : row.opening_id,
    features: row.features,
  };
}
