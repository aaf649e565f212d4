import type { IndexedListing } from '@halles/domain/search-index';
import { featureBits } from './feature';
import type { ListingRow } from './listing-row';
import type { ResolvedListing } from './resolved-listing';

const KNOWN_HOURS = featureBits(['known-hours']);

/**
 * What search is to know of a listing. Pure.
 * @param sold words of what it sells
 */
export function indexedListing(
  listing: ResolvedListing,
  row: ListingRow,
  sold: readonly string[],
): IndexedListing {
  const { visibility, state, commune, category, street, name, position, details } = listing;
  return {
    id: row.id,
    isFindable: visibility === 'public' && state === 'open',
    commune,
    category,
    street,
    texts: [name ?? '', details.brand ?? '', ...details.keywords],
    words: sold,
    position,
    opening: (row.features & KNOWN_HOURS) === 0 ? null : row.opening_id,
    features: row.features,
  };
}
