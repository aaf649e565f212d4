import { brotliDecompressSync } from 'node:zlib';
import list from './data/communes.json';

/** A commune of France, in a territory or not. */
export interface Commune {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly postalCodes: readonly string[];
  /** Of its town hall or its middle, to a hundred metres; where neither is known, in the middle of its postal code. */
  readonly longitude: number;
  readonly latitude: number;
}

interface Communes {
  readonly byCode: ReadonlyMap<string, Commune>;
  readonly bySlug: ReadonlyMap<string, readonly Commune[]>;
}

let communes: Communes | undefined;

function read(): Communes {
  const byCode = new Map<string, Commune>();
  const bySlug = new Map<string, Commune[]>();
  for (const line of brotliDecompressSync(Buffer.from(list.brotli, 'base64')).toString().split('\n')) {
    const [slug = '', code = '', name = '', postalCodes = '', longitude, latitude] = line.split('|');
    const point = { longitude: Number(longitude), latitude: Number(latitude) };
    const commune = { code, name, postalCodes: postalCodes.split(' '), ...point };
    byCode.set(code, commune);
    bySlug.set(slug, [...(bySlug.get(slug) ?? []), commune]);
  }
  return { byCode, bySlug };
}

/** The communes whose name has a slug: several in France may. The list is read when it is first asked. Pure. */
export const communesCalled = (slug: string): readonly Commune[] =>
  (communes ??= read()).bySlug.get(slug) ?? [];

/** Null for a code that no commune has. Pure. */
export const communeOf = (code: string): Commune | null => (communes ??= read()).byCode.get(code) ?? null;
