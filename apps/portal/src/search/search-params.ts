import type { CategoryTree } from '@halles/domain/categories';
import { dayOfIso, instantOf, wallTime } from '@halles/domain/hours';
import { type Degrees } from '@halles/domain/geo';
import { FEATURE_NAMES, type Feature } from '@halles/domain/listings';
import { type Bounds, type SearchQuery, searchQuery } from '@halles/domain/search';
import { type Locale, parseLocalMinute } from '@halles/kernel';
import { z } from 'zod';
import { nodeAt, nodeOf } from '../wording/category-slugs';

/** The query parameters of the results page, as its address is shared, bookmarked and linked to. */
export interface SearchParams {
  readonly q: string;
  readonly where: string;
  readonly near: Degrees | null;
  /** Metres. */
  readonly radius: number | null;
  /** A leaf or branch of the tree. */
  readonly category: string | null;
  /** Only what is open now, or at a local minute (`2026-11-28T15:00`). */
  readonly open: string | null;
  /** Only where something can be booked within these days. */
  readonly free: FreeDays | null;
  readonly features: readonly Feature[];
  readonly bounds: Bounds | null;
  readonly after: string | null;
}

export const NOW = 'maintenant';

/** Days within which something is to be booked: from which day from today on, and how many. */
export const FREE_WITHIN = {
  'aujourd-hui': { from: 0, days: 1 },
  demain: { from: 1, days: 1 },
  semaine: { from: 0, days: 7 },
} as const;
export type FreeDays = keyof typeof FREE_WITHIN;
/** The same days as the API names them. */
export const FREE_OF_API = { today: 'aujourd-hui', tomorrow: 'demain', week: 'semaine' } as const;
export const FREE_CHOICES = Object.keys(FREE_WITHIN) as readonly FreeDays[];

export const emptySearchParams: SearchParams = {
  q: '',
  where: '',
  near: null,
  radius: null,
  category: null,
  open: null,
  free: null,
  features: [],
  bounds: null,
  after: null,
};

/** Longest text of either box, characters: what the search takes, and what its fields let type. */
export const TEXT_MAX = 200;
/** Metres. */
export const RADII = [500, 1_000, 2_000, 5_000, 10_000, 20_000] as const;
const RADIUS_MAX = 200_000;
/** What a keyset cursor fits into, characters. */
const CURSOR_MAX = 400;

/** A text of the address; repeated ones, objects and control characters are nothing that a reader typed. */
const text = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .slice(0, TEXT_MAX)
        .replaceAll(/\p{Cc}/gu, ' ')
        .trim()
    : '';

/** The numbers of a list `a,b,…` if it has exactly this many, else null. */
function numbers(value: unknown, count: number): number[] | null {
  const parts = text(value).split(',');
  if (parts.length !== count || !parts.every((part) => /^-?\d{1,3}(?:\.\d{1,15})?$/.test(part))) return null;
  return parts.map(Number);
}

const rounded = (degrees: number): number => Math.round(degrees * 1_000) / 1_000;

/** A position `latitude,longitude`, to about a hundred metres: nothing finer is ever searched for or repeated. */
function position(value: unknown): Degrees | null {
  const [latitude = NaN, longitude = NaN] = numbers(value, 2) ?? [];
  if (!(Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180)) return null;
  return { latitude: rounded(latitude), longitude: rounded(longitude) };
}

/** A part of the map `west,south,east,north`. */
function rectangle(value: unknown): Bounds | null {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = numbers(value, 4) ?? [];
  const isOnEarth = west >= -180 && east <= 180 && south >= -85 && north <= 85;
  return isOnEarth && west < east && south < north ? { west, south, east, north } : null;
}

function radiusOf(value: unknown): number | null {
  const metres = Number(/^\d{1,6}$/.exec(text(value))?.[0] ?? NaN);
  return metres >= 1 && metres <= RADIUS_MAX ? metres : null;
}

function featuresOf(value: unknown): Feature[] {
  const names = new Set(text(value).split(','));
  return FEATURE_NAMES.filter((name) => names.has(name));
}

function openOf(value: unknown): string | null {
  const moment = text(value);
  return moment === NOW || parseLocalMinute(moment) !== null ? moment : null;
}

const freeOf = (value: unknown): FreeDays | null => {
  const asked = text(value);
  return FREE_CHOICES.find((choice) => choice === asked) ?? null;
};

/** A local minute of the time zone as an instant, ms since 1970; null where the text is not one. Pure. */
export function instantOfLocalMinute(localMinute: string, timeZone: string): number | null {
  const read = parseLocalMinute(localMinute);
  return read && instantOf(timeZone, dayOfIso(read.date), read.minute);
}

const given = z.unknown().optional();

/** What the results page reads of an address, whatever it is there: see `readSearchParams`. */
export const resultsQuery = z.object({
  ...{ q: given, ou: given, autour: given, rayon: given, categorie: given },
  ...{ ouvert: given, libre: given, avec: given, carte: given, apres: given },
});

/**
 * Reads the query of an address. A parameter that is not text, unknown or out of range is ignored: an old or hostile link
 * shows results, not an error. Pure.
 */
export function readSearchParams(query: unknown, tree: CategoryTree): SearchParams {
  const fields = (typeof query === 'object' && query !== null ? query : {}) as Readonly<
    Record<string, unknown>
  >;
  const where = text(fields['ou']);
  // A place that was just typed replaces an earlier position.
  const near = where === '' ? position(fields['autour']) : null;
  return {
    q: text(fields['q']),
    where,
    near,
    radius: radiusOf(fields['rayon']),
    category: nodeAt(text(fields['categorie']), tree)?.id ?? null,
    open: openOf(fields['ouvert']),
    free: freeOf(fields['libre']),
    features: featuresOf(fields['avec']),
    bounds: rectangle(fields['carte']),
    after: text(fields['apres']) === '' ? null : String(fields['apres']).slice(0, CURSOR_MAX),
  };
}

/** The query string of these parameters, with its `?`; empty if none is set. Always in the same order. Pure. */
export function writeSearchParams(params: SearchParams, tree: CategoryTree, locale: Locale): string {
  const { near, bounds } = params;
  const fields: readonly (readonly [string, string | null])[] = [
    ['q', params.q],
    ['ou', params.where],
    ['autour', near && `${near.latitude},${near.longitude}`],
    ['rayon', params.radius === null ? null : String(params.radius)],
    ['categorie', params.category && (nodeOf(params.category, tree)?.slug[locale] ?? null)],
    ['ouvert', params.open],
    ['libre', params.free],
    ['avec', params.features.join(',')],
    ['carte', bounds && [bounds.west, bounds.south, bounds.east, bounds.north].join(',')],
    ['apres', params.after],
  ];
  const query = fields.flatMap(([name, value]) =>
    value ? `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':')}` : [],
  );
  return query.length === 0 ? '' : `?${query.join('&')}`;
}

/** Whether the answer is for one reader alone: the position of a reader belongs in no cache. */
export const isPrivate = ({ near, bounds }: SearchParams): boolean => near !== null || bounds !== null;

/** Those days, from now on, ms since 1970. Pure. */
export function freeSpan(
  free: FreeDays,
  timeZone: string,
  now: number,
): { readonly from: number; readonly until: number } {
  const { from, days } = FREE_WITHIN[free];
  const first = wallTime(timeZone, now).day + from;
  return { from: Math.max(now, instantOf(timeZone, first, 0)), until: instantOf(timeZone, first + days, 0) };
}

/** The query that these parameters stand for. @param now ms since 1970. Pure. */
export function toSearchQuery(
  params: SearchParams,
  locale: Locale,
  timeZone: string,
  now: number,
): SearchQuery {
  const { q, where, open, free, ...same } = params;
  const at = (open === null ? null : instantOfLocalMinute(open, timeZone)) ?? now;
  const span = free && freeSpan(free, timeZone, now);
  return searchQuery({ ...same, locale, text: q, where, open: open !== null, free: span, at });
}
