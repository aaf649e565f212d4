import type { Degrees } from '@halles/domain/geo';
import type { Feature } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';

/** A rectangle of the map, WGS84 degrees. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** What is asked of the directory. Everything but the locale and the moment may be left open. */
export interface SearchQuery {
  readonly locale: Locale;
  /** As typed in the one box, at most 200 characters; empty for none. */
  readonly text: string;
  /** Whether its words are words alone, in names, keywords and what is on sale, and no kind of business: "tarte" is no bakery. */
  readonly isOfGoods: boolean;
  /** As typed in the place box: a commune, district, street or postal code. */
  readonly where: string;
  /** The browser's position, or a point of the map. Comes before `where`. */
  readonly near: Degrees | null;
  /** Metres on the ground around the point asked for; null: as far as it takes. */
  readonly radius: number | null;
  readonly bounds: Bounds | null;
  /** A leaf or a branch of the category tree. */
  readonly category: string | null;
  /** INSEE code: only listings of this commune. */
  readonly commune: string | null;
  /** Ids of `search_place`: only listings of this district or street. */
  readonly place: number | null;
  readonly features: readonly Feature[];
  /** Only what is open at `at`. */
  readonly open: boolean;
  /** Only where something can be booked that begins in the span, ms since 1970. */
  readonly free: { readonly from: number; readonly until: number } | null;
  /** The moment that opening is told for, ms since 1970; now unless asked otherwise. */
  readonly at: number;
  /** Where the next page begins, as `SearchPage.next` gave it. */
  readonly after: string | null;
  /** 1 to 100. */
  readonly limit: number;
}

/** What a page asks by its links, made whole. */
export function searchQuery(
  criteria: Partial<SearchQuery> & Pick<SearchQuery, 'locale' | 'at'>,
): SearchQuery {
  return {
    text: '',
    isOfGoods: false,
    where: '',
    near: null,
    radius: null,
    bounds: null,
    category: null,
    commune: null,
    place: null,
    features: [],
    open: false,
    free: null,
    after: null,
    limit: 20,
    ...criteria,
  };
}
