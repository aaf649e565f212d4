import { fileRoutes, type FileRoute, pathTo, type PortalRoute, portalRoutes } from '@halles/contracts';
import type { BenchPortal } from '../search/portal';

type Route = PortalRoute | FileRoute;

/** What the directory of the territory has, as its sitemaps list it. */
export interface Sampled {
  /** Paths of pages by the French pattern of their route. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** `longitude,latitude` of one business. */
  readonly position: readonly [number, number];
  /** Last segment of the address of a shop that takes orders, bookings and messages. */
  readonly shop: string;
  /** A service of its agenda. */
  readonly service: string;
}

const PER_ROUTE = 8;

const matcherOf = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll(/:[a-z]+/gi, '[^/]+')}$`);

/** Of each route, a few addresses spread over those that the sitemaps list. */
export async function sample(
  portal: BenchPortal,
  { position, shop, service }: Omit<Sampled, 'paths'>,
): Promise<Sampled> {
  const read = async (path: string): Promise<string[]> =>
    [...(await portal.get(path)).body.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map(
      ([, at = '']) => at,
    );
  const files = await read(fileRoutes.sitemap);
  // The files of places and businesses are many: their first ones say enough.
  const listed = (
    await Promise.all(files.filter((path) => !/-(?:[2-9]|\d\d+)\.xml$/.test(path)).map(read))
  ).flat();
  const paths = new Map(
    Object.values(portalRoutes).map(({ fr }) => {
      const own = listed.filter((path) => matcherOf(fr).test(path));
      const step = Math.max(1, Math.floor(own.length / PER_ROUTE));
      return [fr, own.filter((_, at) => at % step === 0).slice(0, PER_ROUTE)] as const;
    }),
  );
  return { paths, position, shop, service };
}

const query = (path: string, fields: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(fields).toString()}`;

const WIDEST = '-180,-85,180,85';
/** As many words as the box takes, each of which many businesses or places have. */
const WORDY = 'boulangerie de la place du marché rue de la république saint jean pharmacie centre coiffure';

/** So many months from now, as addresses of months have it. */
function monthAhead(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 7);
}

/** The dearest things that a reader may ask of a route. A route that is not here is asked by its address alone. */
const DEAR: Partial<Readonly<Record<Route, (sampled: Sampled) => readonly string[]>>> = {
  'claim.find': () => {
    const path = pathTo('claim.find', 'fr');
    return [
      query(path, { q: 'boulangerie' }),
      query(path, { q: WORDY }),
      query(path, { q: '05 56 00 00 01' }),
    ];
  },
  businesses: ({ position: [longitude, latitude] }) => {
    const path = pathTo('businesses', 'fr');
    const near = `${latitude},${longitude}`;
    return [
      query(path, { q: 'boulangerie' }),
      query(path, { q: WORDY }),
      query(path, { q: 'e', rayon: '200000', autour: near }),
      query(path, { autour: near, rayon: '200000' }),
      query(path, { quand: 'maintenant', autour: near, rayon: '200000' }),
      query(path, { carte: WIDEST }),
      query(path, { q: 'zzzzqx wwkkq', ou: 'qqxx yywz' }),
    ];
  },
  apiSearch: ({ position: [longitude, latitude] }) => {
    const near = `${latitude},${longitude}`;
    return [
      query(fileRoutes.apiSearch, { limit: '100' }),
      query(fileRoutes.apiSearch, { q: WORDY, limit: '100' }),
      query(fileRoutes.apiSearch, { near, radius: '200000', limit: '100' }),
      query(fileRoutes.apiSearch, { near, radius: '200000', open: 'now', limit: '100' }),
      query(fileRoutes.apiSearch, { bounds: WIDEST, limit: '100' }),
    ];
  },
  apiFacets: ({ position: [longitude, latitude] }) => [
    query(fileRoutes.apiFacets, { bounds: WIDEST }),
    query(fileRoutes.apiFacets, { near: `${latitude},${longitude}`, radius: '200000', q: WORDY }),
  ],
  apiSuggest: ({ position: [longitude, latitude] }) => [
    query(fileRoutes.apiSuggest, { q: 'b', near: `${latitude},${longitude}` }),
    query(fileRoutes.apiSuggest, { q: WORDY, near: `${latitude},${longitude}` }),
  ],
  apiClusters: () => [
    query(fileRoutes.apiClusters, { bounds: WIDEST, zoom: '22' }),
    query(fileRoutes.apiClusters, { bounds: WIDEST, zoom: '9' }),
    query(fileRoutes.apiClusters, { bounds: WIDEST, zoom: '14', q: WORDY }),
  ],
  'order.form': ({ shop }) => [pathTo('order.form', 'fr', { listing: shop })],
  listing: ({ shop }) => [pathTo('listing', 'fr', { listing: shop })],
  'booking.services': ({ shop }) => [pathTo('booking.services', 'fr', { listing: shop })],
  'booking.times': ({ shop, service }) => {
    const path = pathTo('booking.times', 'fr', { listing: shop, service });
    return [path, query(path, { mois: monthAhead(1) }), query(path, { mois: monthAhead(6), personnes: '6' })];
  },
  'booking.askWait': ({ shop, service }) => [pathTo('booking.askWait', 'fr', { listing: shop, service })],
  'conversation.start': ({ shop }) => [pathTo('conversation.start', 'fr', { listing: shop })],
  apiOutlines: () => [
    query(fileRoutes.apiOutlines, { of: 'communes' }),
    query(fileRoutes.apiOutlines, { of: 'territory' }),
    query(fileRoutes.apiOutlines, { bounds: WIDEST }),
  ],
};

/** What stands at the places of addresses that no sitemap lists. */
const VALUES: Readonly<Record<string, string>> = {
  number: '1',
  size: '192',
  hash: '0',
  name: 'x.css',
  file: 'x.webp',
  token: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};

/** Addresses to ask of every route of the portal, whether it lets strangers in or not: a new one is among them by itself. */
export function requestsOf(sampled: Sampled): ReadonlyMap<string, readonly string[]> {
  const segments = (sampled.paths.get(portalRoutes.listing.fr) ?? []).map(
    (path) => path.split('/').at(-1) ?? '1',
  );
  const fill = (pattern: string, segment: string): string =>
    pattern.replaceAll(/:([a-z]+)/gi, (_, name: string) =>
      name === 'listing' ? segment : (VALUES[name] ?? '1'),
    );
  const filled = (pattern: string): string[] =>
    pattern.includes(':listing') ? segments.map((segment) => fill(pattern, segment)) : [fill(pattern, '1')];
  const routes = [
    ...Object.entries(portalRoutes).map(([route, { fr }]) => [route, fr] as const),
    ...Object.entries(fileRoutes),
  ];
  return new Map(
    routes.map(([route, pattern]) => {
      const listed = sampled.paths.get(pattern) ?? [];
      const plain = listed.length > 0 ? listed : filled(pattern);
      return [route, [...plain, ...(DEAR[route as Route]?.(sampled) ?? [])]];
    }),
  );
}
