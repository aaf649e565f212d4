import { type CategoryTree, categoryById, TOWN_HALL, TOWN_SERVICE } from '@halles/domain/categories';
import { foldText, slugOf, indexWordsOf } from '@halles/domain/text';
import type { IndexedListing } from './indexed-listing';

/** What a listing is found by. `all` and `agenda` have the empty value; a street's is `<INSEE code>/<slug>`. */
export type SearchKeyKind = 'agenda' | 'all' | 'branch' | 'category' | 'commune' | 'street' | 'word';

export interface SearchKeyName {
  readonly kind: SearchKeyKind;
  readonly value: string;
}

/** A key in one text, as maps of keys have it. */
export const keyName = ({ kind, value }: SearchKeyName): string => `${kind} ${value}`;

/** Keys whose listings are counted on the map at low zooms. */
export const MAPPED_KINDS: readonly SearchKeyKind[] = ['all', 'branch', 'category'];

/** The value of a street's key. */
export const streetKey = (commune: string, street: string): string => `${commune}/${slugOf(street)}`;

/** The key of a category. */
export const categoryKey = (id: string): SearchKeyName => ({ kind: 'category', value: id });

/** Sources write "4" where a street should be. */
const hasName = (street: string): boolean => /[a-z]{2}/.test(foldText(street));

/** The keys of a listing, each once; none for a listing that is not to be found. */
export function searchKeysOf(listing: IndexedListing, tree: CategoryTree): SearchKeyName[] {
  const { isFindable, commune, category, street, texts, words: further } = listing;
  if (!isFindable || commune === null) return [];
  const keys: SearchKeyName[] = [
    { kind: 'all', value: '' },
    { kind: 'commune', value: commune },
  ];
  if (listing.hasAgenda) keys.push({ kind: 'agenda', value: '' });
  const branch = category === null ? undefined : categoryById(category, tree)?.branch;
  if (category !== null) keys.push(categoryKey(category));
  // Who looks for the town hall, or for what is done there, looks for its desks too.
  if (category === TOWN_SERVICE) keys.push(categoryKey(TOWN_HALL));
  if (branch !== undefined) keys.push({ kind: 'branch', value: branch });
  if (street !== null && hasName(street)) keys.push({ kind: 'street', value: streetKey(commune, street) });
  const words = new Set([...texts.flatMap(indexWordsOf), ...further]);
  for (const value of words) keys.push({ kind: 'word', value });
  return keys;
}
