import type { SearchQuery } from '@halles/domain/search';
import { toDegrees } from '@halles/domain/geo';
import type { TenantContext, UnitOfWork } from '@halles/platform/tenancy';

/** One question, as the portal's addresses and the service ask it. */
export interface Question {
  /** Path and query of the JSON API; null where it has none. */
  readonly path: string | null;
  readonly call: SearchCall;
}

export type SearchCall =
  | { readonly kind: 'search' | 'facets'; readonly query: Partial<SearchQuery> }
  | { readonly kind: 'suggest'; readonly text: string }
  | { readonly kind: 'clusters'; readonly query: Partial<SearchQuery>; readonly zoom: number };

interface Sampled {
  readonly name: string;
  readonly category: string;
  readonly x: number;
  readonly y: number;
}

/** Businesses by chance: towns are asked about as often as they have some. */
async function sample(work: UnitOfWork, ctx: TenantContext, count: number): Promise<Sampled[]> {
  return work.read(ctx, ({ manager }) =>
    manager.query<Sampled[]>(
      `SELECT folded_name AS name, category, place[0] AS x, place[1] AS y FROM listing
       WHERE id % greatest(1, (SELECT count(*) FROM listing) / $1) = 0 ORDER BY md5(id::text) LIMIT $1`,
      [count],
    ),
  );
}

const pathOf = (api: string, fields: Readonly<Record<string, string>>): string =>
  `/api/v1/${api}?${new URLSearchParams(fields).toString()}`;

const rounded = ({ x, y }: Sampled) => {
  const { longitude, latitude } = toDegrees({ x, y });
  return { longitude: Math.round(longitude * 1_000) / 1_000, latitude: Math.round(latitude * 1_000) / 1_000 };
};

/** A letter less in the middle. */
const misspelled = (word: string): string =>
  word.slice(0, word.length >> 1) + word.slice((word.length >> 1) + 1);

const longest = (name: string): string =>
  name.split(' ').reduce((one, other) => (other.length > one.length ? other : one), '');

function around(one: Sampled, fields: { readonly category?: string; readonly text?: string }): Question {
  const near = rounded(one);
  const { category, text } = fields;
  return {
    path: pathOf('search', {
      near: `${near.latitude},${near.longitude}`,
      radius: '2000',
      ...(category === undefined ? {} : { category }),
      ...(text === undefined ? {} : { q: text }),
    }),
    call: { kind: 'search', query: { near, radius: 2_000, category: category ?? null, text: text ?? '' } },
  };
}

function facetsAt(one: Sampled): Question {
  const { longitude, latitude } = rounded(one);
  const [west, south, east, north] = [
    longitude - 0.034,
    latitude - 0.0225,
    longitude + 0.034,
    latitude + 0.0225,
  ];
  const bounds = { west, south, east, north };
  const text = [west, south, east, north].map((degrees) => degrees.toFixed(4)).join(',');
  return { path: pathOf('facets', { bounds: text }), call: { kind: 'facets', query: { bounds } } };
}

const REGION = { west: 1.4, south: 48.8, east: 4.3, north: 51.1 };

function clustersAt(at: number, category: string): Question {
  const zoom = 6 + (at % 4);
  const bounds = `${REGION.west},${REGION.south},${REGION.east},${REGION.north}`;
  const chosen = at % 2 === 0 ? category : null;
  return {
    path: pathOf('clusters', {
      bounds,
      zoom: String(zoom),
      ...(chosen === null ? {} : { category: chosen }),
    }),
    call: { kind: 'clusters', query: { bounds: REGION, category: chosen }, zoom },
  };
}

const searchFor = (text: string): Question => ({
  path: pathOf('search', { q: text }),
  call: { kind: 'search', query: { text } },
});

/** So many questions of each kind, the same for everyone who asks them. */
export async function questionsOf(
  work: UnitOfWork,
  ctx: TenantContext,
  count: number,
): Promise<Readonly<Record<string, readonly Question[]>>> {
  const businesses = await sample(work, ctx, count);
  return {
    'category around me, 2 km': businesses.map((one) => around(one, { category: one.category })),
    'text around me, 2 km': businesses.map((one) => around(one, { text: longest(one.name) })),
    'text over the territory': businesses.map(({ name }) => searchFor(name)),
    'a letter missing': businesses.map(({ name }) => searchFor(misspelled(longest(name)))),
    'being typed': businesses.map(({ name }, at) => ({
      path: pathOf('suggest', { q: name.slice(0, 3 + (at % 5)) }),
      call: { kind: 'suggest', text: name.slice(0, 3 + (at % 5)) },
    })),
    'facets of 5 × 5 km': businesses.map(facetsAt),
    'clusters of the region': businesses.map(({ category }, at) => clustersAt(at, category)),
  };
}
