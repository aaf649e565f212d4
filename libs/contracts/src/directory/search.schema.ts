import { parseLocalMinute } from '@halles/kernel';
import { z } from 'zod';
import { categoryIdSchema } from './categories.schema';

/** As typed: at most 200 characters, none of them control characters. */
const typed = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text));

/** Numbers of a text `a,b,…` of exactly so many, each within ± its bound. */
const numbers = (bounds: readonly number[]) =>
  z
    .string()
    .max(100)
    .transform((text) =>
      text.split(',').map((part) => (/^-?\d{1,3}(?:\.\d{1,15})?$/.test(part) ? Number(part) : NaN)),
    )
    .refine(
      (parts) =>
        parts.length === bounds.length && parts.every((part, at) => Math.abs(part) <= (bounds[at] ?? 0)),
    );

/** `latitude,longitude`, WGS84 degrees, as geo: URIs order them. */
const position = numbers([85, 180]).transform(([latitude = 0, longitude = 0]) => ({ latitude, longitude }));

/** `west,south,east,north`, WGS84 degrees. */
const bounds = numbers([180, 85, 180, 85])
  .refine(([west = 0, south = 0, east = 0, north = 0]) => west < east && south < north)
  .transform(([west = 0, south = 0, east = 0, north = 0]) => ({ west, south, east, north }));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** The languages of labels and sentences. */
const language = z.enum(['fr', 'en']).default('fr');

/** What every question to the directory may say. All parameters are texts: they come from a query. */
const question = {
  /** A name, what it sells or does, a category, a place: as one types it in the search box. */
  q: typed.default(''),
  /** A commune, district, street or postal code. */
  where: typed.default(''),
  /** From where distances are measured. Comes before `where`. */
  near: position.optional(),
  /** Metres around that point, 1 to 200,000. */
  radius: wholeNumber(1, 200_000).optional(),
  /** Id of a category or of a branch: `bakery`, `food`. */
  category: categoryIdSchema.optional(),
  /** Only what is open: `now`, or at a local minute such as `2026-11-28T15:00`. */
  open: z
    .string()
    .refine((text) => text === 'now' || parseLocalMinute(text) !== null)
    .optional(),
  /** Only where an appointment can be booked online for then: `today`, `tomorrow`, or the `week` from today on. */
  free: z.enum(['today', 'tomorrow', 'week']).optional(),
  /** Names joined by commas: `delivery,accessible`. */
  features: z
    .string()
    .max(200)
    .regex(/^[a-z-]+(?:,[a-z-]+)*$/)
    .transform((text) => text.split(','))
    .optional(),
  bounds: bounds.optional(),
  lang: language,
};

/** Query of `GET /api/v1/search`. */
export const searchRequestSchema = z.strictObject({
  ...question,
  /** Where the next page begins, as the page before said in `next`. */
  after: z.string().min(1).max(400).optional(),
  /** 1 to 100. */
  limit: wholeNumber(1, 100).default(20),
});

/** Query of `GET /api/v1/facets`. */
export const facetsRequestSchema = z.strictObject(question);

/** Query of `GET /api/v1/clusters`: what the map of a zoom shows within its bounds. */
export const clustersRequestSchema = z.strictObject({ ...question, bounds, zoom: wholeNumber(0, 22) });

/** Query of `GET /api/v1/outlines`: the whole territory by département, or its communes, all or those of a part of the map. */
export const outlinesRequestSchema = z.strictObject({
  of: z.enum(['territory', 'communes']).default('communes'),
  bounds: bounds.optional(),
});

/** Query of `GET /api/v1/suggest`. */
export const suggestRequestSchema = z.strictObject({
  q: typed.min(1),
  near: position.optional(),
  lang: language,
});

export type SearchRequest = z.output<typeof searchRequestSchema>;
export type FacetsRequest = z.output<typeof facetsRequestSchema>;
export type ClustersRequest = z.output<typeof clustersRequestSchema>;
export type OutlinesRequest = z.output<typeof outlinesRequestSchema>;
export type SuggestRequest = z.output<typeof suggestRequestSchema>;

/** A way to go on from what is being typed. */
export interface SuggestionAnswer {
  readonly kind: 'category' | 'listing' | 'place';
  readonly label: string;
  readonly detail: string | null;
  /** Path of the page that it leads to. */
  readonly url: string;
}

export interface SuggestAnswer {
  readonly suggestions: readonly SuggestionAnswer[];
}

/** A business among the results. */
export interface ResultAnswer {
  readonly id: number;
  readonly name: string;
  readonly category: { readonly id: string; readonly label: string } | null;
  readonly url: string;
  readonly address: {
    readonly line: string | null;
    readonly postalCode: string | null;
    readonly commune: string;
  };
  readonly position: {
    readonly latitude: number;
    readonly longitude: number;
    readonly precision: string;
  } | null;
  readonly phone: string | null;
  readonly open: { readonly state: 'open' | 'soon' | 'closed' | 'unknown'; readonly sentence: string };
  readonly features: readonly string[];
  /** Names of things that it sells, at most two, that have words of the search. */
  readonly products: readonly string[];
  readonly demonstration: boolean;
  /** The figures by which it stands where it stands: see the page on ranking. */
  readonly reasons: {
    readonly tier: string;
    readonly opensAt: string | null;
    readonly metres: number | null;
    readonly textMatch: number | null;
  };
}

export interface SearchAnswer {
  readonly interpretation: {
    readonly category: string | null;
    readonly place: string | null;
    readonly words: readonly string[];
    readonly corrections: readonly { readonly typed: string; readonly read: string }[];
    readonly leftOut: readonly string[];
  };
  readonly origin: { readonly kind: string; readonly latitude: number; readonly longitude: number };
  readonly results: readonly ResultAnswer[];
  /** What to give as `after` for the next page; null at the end. */
  readonly next: string | null;
  /** The formula of the order. */
  readonly ranking: { readonly version: number; readonly since: string; readonly url: string };
}

export interface FacetsAnswer {
  readonly total: number;
  /** False: at least so many. */
  readonly isExact: boolean;
  readonly open: number;
  readonly categories: readonly { readonly id: string; readonly label: string; readonly listings: number }[];
  readonly features: Readonly<Record<string, number>>;
}

/** What lies in one cell of the map's grid. */
export interface ClusterAnswer {
  readonly position: { readonly latitude: number; readonly longitude: number };
  readonly listings: number;
  /** The business where it is one alone and the map is near enough to name it. */
  readonly listing: { readonly id: number; readonly name: string; readonly url: string } | null;
}

export interface ClustersAnswer {
  /** Of the grid: a tile of this zoom has 4 × 4 cells. Lower than asked where the bounds are larger than a screen. */
  readonly zoom: number;
  readonly clusters: readonly ClusterAnswer[];
}
