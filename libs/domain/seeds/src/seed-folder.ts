import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  type District,
  type Perimeter,
  type SeedPosts,
  type SeedShops,
  type SeedSource,
  districtsSchema,
  perimeterSchema,
  seedPostsSchema,
  seedShopsSchema,
  seedSourcesSchema,
} from '@halles/contracts';
import { FolderFileError, readFolderFile } from '@halles/platform/tenancy';
import type { z } from 'zod';

interface SeedFile {
  /** The file's name: `demonstration.csv.gz`. */
  readonly name: string;
  /** Of this edition of the file. */
  readonly digest: string;
  readonly bytes: number;
}

/** A file of a territory's folder that fills its directory. */
export type Seed = SeedFile &
  (
    | { readonly kind: 'districts'; readonly districts: readonly District[] }
    | { readonly kind: 'posts'; readonly posts: SeedPosts['posts'] }
    | ({ readonly kind: 'shops' } & Pick<SeedShops, 'owner' | 'mediator' | 'shops'>)
    | {
        readonly kind: SeedSource['kind'];
        /** As it was read when its digest was made: the file itself is not opened again. */
        readonly content: Buffer;
        readonly vintage: string;
      }
  );

const digestOf = (...parts: readonly (Buffer | string)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** @throws FolderFileError of a link, a pipe or what is too large */
function readIfThere(folder: string, path: string): Buffer | null {
  try {
    return readFolderFile(folder, path);
  } catch (error) {
    if (error instanceof FolderFileError) throw error;
    return null;
  }
}

/** @returns null where the file is not there. @throws with the file's name and what is wrong in it */
function readJson<S extends z.ZodType>(
  folder: string,
  name: string,
  schema: S,
): { readonly value: z.output<S>; readonly bytes: Buffer } | null {
  const path = join(folder, name);
  const bytes = readIfThere(folder, path);
  if (bytes === null) return null;
  try {
    return { value: schema.parse(JSON.parse(bytes.toString('utf8'))), bytes };
  } catch (error) {
    throw new Error(`${path} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

function seedOf(folder: string, source: SeedSource): Seed {
  const { kind, vintage } = source;
  const content = readFolderFile(folder, join(folder, 'seed', source.file));
  // The same rows told of another day are another edition.
  const digest = digestOf(kind, vintage, content);
  return { name: source.file, kind, content, vintage, digest, bytes: content.length };
}

/**
 * The files that a territory's directory starts with, real places before invented ones, districts behind what lies in them,
 * and what shops tell of and sell behind the shops; none for a folder without.
 * @param folder `tenants/<slug>`
 * @throws when one of them is damaged or missing, with what is wrong
 */
export function readSeeds(folder: string): readonly Seed[] {
  const districts = readJson(folder, 'districts.json', districtsSchema);
  const sources = readJson(folder, 'seed/sources.json', seedSourcesSchema);
  const posts = readJson(folder, 'seed/posts.json', seedPostsSchema);
  const shops = readJson(folder, 'seed/shops.json', seedShopsSchema);
  const lists = (sources?.value.files ?? []).map((source) => seedOf(folder, source));
  const order = (seed: Seed) => (seed.kind === 'real' ? 0 : 1);
  lists.sort((one, other) => order(one) - order(other));
  const fileOf = (name: string, bytes: Buffer): SeedFile => ({
    name,
    digest: digestOf(bytes),
    bytes: bytes.length,
  });
  return [
    ...lists,
    ...(districts === null
      ? []
      : [
          {
            ...fileOf('districts.json', districts.bytes),
            kind: 'districts' as const,
            districts: districts.value.districts,
          },
        ]),
    ...(posts === null
      ? []
      : [{ ...fileOf('posts.json', posts.bytes), kind: 'posts' as const, posts: posts.value.posts }]),
    ...(shops === null
      ? []
      : [
          {
            ...fileOf('shops.json', shops.bytes),
            kind: 'shops' as const,
            owner: shops.value.owner,
            mediator: shops.value.mediator,
            shops: shops.value.shops,
          },
        ]),
  ];
}

/** The communes of the folder: INSEE code → name. @throws when the perimeter is damaged or missing */
export function readCommunes(folder: string): ReadonlyMap<string, string> {
  const perimeter = readJson(folder, 'perimeter.json', perimeterSchema);
  const communes: Perimeter['communes'] = perimeter?.value.communes ?? [];
  return new Map(communes.map(({ code, name }) => [code, name]));
}
