import { listingTaps } from '@halles/contracts';

/** What a page of a business is used for. */
export const LISTING_USES = ['view', 'search', ...listingTaps] as const;
/** `view`: the page was read. `search`: it was, from a list of results. The others were tapped on it. */
export type ListingUse = (typeof LISTING_USES)[number];

/** How often something was done on one day. */
export interface UseCount {
  readonly listing: number;
  /** ISO date of the territory's calendar. */
  readonly day: string;
  readonly use: ListingUse;
  readonly count: number;
}

/** How often each use was made. */
export type UseTotals = Readonly<Record<ListingUse, number>>;

export const noUse: UseTotals = Object.freeze({ view: 0, search: 0, call: 0, itinerary: 0, site: 0 });
