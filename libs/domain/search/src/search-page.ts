import type { Degrees } from '@halles/domain/geo';
import type { Feature, ListingSummary } from '@halles/domain/listings';

/** A commune, district or street that people name. */
export interface SearchPlace {
  readonly id: number;
  readonly kind: 'commune' | 'district' | 'street';
  readonly name: string;
  readonly slug: string;
  /** INSEE code. */
  readonly commune: string;
  readonly communeName: string;
  readonly centre: Degrees;
  /** Metres. */
  readonly radius: number;
  readonly listings: number;
}

/** How a text was understood: shown to the reader, who may undo it. */
export interface Interpretation {
  /** A leaf or branch of the category tree that the text names. */
  readonly category: string | null;
  /** The word of the text that named it ("primeur"), where it is not the label itself. */
  readonly categoryWord: string | null;
  readonly place: SearchPlace | null;
  /** Words searched in names, keywords and what is on sale, corrected. */
  readonly words: readonly string[];
  readonly corrections: readonly { readonly typed: string; readonly read: string }[];
  /** The text asked for what is open: now, or during `openDuring`. */
  readonly openRequested: boolean;
  /** The span that the text names ("dimanche", "ce soir"), ms since 1970; null for now. */
  readonly openDuring: { readonly from: number; readonly until: number } | null;
  /** The text asked for a time that can be booked in the span ("libre cet après-midi"), ms since 1970; null where it did not. */
  readonly freeDuring: { readonly from: number; readonly until: number } | null;
  /** The text asked for a pharmacy or doctor on duty, whom a telephone number tells: 3237 for pharmacies. */
  readonly onDuty: boolean;
  /** Words that nothing answered and that were left out. */
  readonly leftOut: readonly string[];
  /** Those of them that the directory has, and nothing together with the rest. */
  readonly foundApart: readonly string[];
}

/**
 * The first tier of the order: `named`, the name is what was typed; `open`, open at the moment asked for; `soon`, opens
 * within the hours of the published formula; `unknown`, hours are not known; `shut`, opens later.
 */
export const TIERS = ['named', 'open', 'soon', 'unknown', 'shut'] as const;
export type Tier = (typeof TIERS)[number];

/** The figures by which a result stands where it stands. */
export interface Reasons {
  readonly tier: Tier;
  /** When it opens next, ms since 1970, within the formula's horizon. */
  readonly opensAt: number | null;
  /** Metres on the ground from the point of reference, by which the order goes within a tier. */
  readonly metres: number | null;
  /** Share of the words typed that its name, keywords or products hold, 0 to 1; null when none were typed. */
  readonly textMatch: number | null;
}

export interface SearchResult {
  readonly listing: ListingSummary;
  readonly reasons: Reasons;
}

/** From where distances are measured, and why from there. */
export interface Origin {
  readonly kind: 'position' | 'place' | 'map' | 'territory';
  readonly point: Degrees;
  readonly place: SearchPlace | null;
}

export interface Facets {
  /** Leaves with how many listings, most first, at most 20. */
  readonly categories: readonly { readonly category: string; readonly listings: number }[];
  readonly features: Readonly<Partial<Record<Feature, number>>>;
  readonly open: number;
  /** How many match in all; `isExact` false: at least so many. */
  readonly total: number;
  readonly isExact: boolean;
}

export interface SearchPage {
  readonly interpretation: Interpretation;
  readonly origin: Origin;
  readonly results: readonly SearchResult[];
  /** What to give as `after` for the next page; null at the end. */
  readonly next: string | null;
}

export interface Suggestion {
  readonly kind: 'category' | 'listing' | 'place';
  readonly label: string;
  /** What tells it from its namesakes: the commune, the street, the kind. */
  readonly detail: string | null;
  /** Of a category: its id. Of a listing: `<slug>-<id>`. Of a place: its id. */
  readonly id: string;
  /** Of a category: only there, as one would type it in the place box. */
  readonly where?: string;
}

/** Listings of a part of the map, or one alone. */
export interface Cluster {
  readonly centre: Degrees;
  readonly listings: number;
  /** The listing where it is one alone. */
  readonly listing: number | null;
}
