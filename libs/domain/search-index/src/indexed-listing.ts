import type { Degrees } from '@halles/domain/geo';

/** What the index needs to know of a listing. */
export interface IndexedListing {
  readonly id: number;
  /** Whether searches may find it: it is open, and public. */
  readonly isFindable: boolean;
  /** INSEE code. */
  readonly commune: string | null;
  readonly category: string | null;
  readonly street: string | null;
  /** Its name, its brand and its keywords: it is found by the words of them. */
  readonly texts: readonly string[];
  /** Further words that it is found by, as `indexWordsOf` gives them: of what it sells. */
  readonly words: readonly string[];
  /** Whether something was ever to be booked there: searches for free times begin with those. */
  readonly hasAgenda: boolean;
  readonly position: Degrees | null;
  /** Id of its opening hours; null where they are not known. */
  readonly opening: number | null;
  /** A bit for each thing that it offers. */
  readonly features: number;
}
