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
  readonly byPostalCode: ReadonlyMap<string, readonly Commune[]>;
}

/** The list has no Paris. */
const PARIS = [
  ...['paris', '75056', 'Paris'],
  [...Array.from({ length: 20 }, (_, index) => String(75_001 + index)), '75116'].join(' '),
  ...['2.352', '48.857'],
].join('|');

let communes: Communes | undefined;

function read(): Communes {
  const byCode = new Map<string, Commune>();
  const bySlug = new Map<string, Commune[]>();
  const byPostalCode = new Map<string, Commune[]>();
  const lines = brotliDecompressSync(Buffer.from(list.brotli, 'base64')).toString().split('\n');
  for (const line of [...lines, PARIS]) {
    const [slug = '', code = '', name = '', postalCodes = '', longitude, latitude] = line.split('|');
    const point = { longitude: Number(longitude), latitude: Number(latitude) };
    const commune = { code, name, postalCodes: postalCodes.split(' '), ...point };
    byCode.set(code, commune);
    bySlug.set(slug, [...(bySlug.get(slug) ?? []), commune]);
    for (const postalCode of commune.postalCodes)
      byPostalCode.set(postalCode, [...(byPostalCode.get(postalCode) ?? []), commune]);
  }
  return { byCode, bySlug, byPostalCode };
}

/** The communes whose name has a slug: several in France may. The list is read when it is first asked. Pure. */
export const communesCalled = (slug: string): readonly Commune[] =>
  (communes ??= read()).bySlug.get(slug) ?? [];

/** The communes that have a postal code, by their codes. Pure. */
export const communesAt = (postalCode: string): readonly Commune[] =>
  (communes ??= read()).byPostalCode.get(postalCode) ?? [];

/** Null for a code that no commune has. Pure. */
export const communeOf = (code: string): Commune | null => (communes ??= read()).byCode.get(code) ?? null;
