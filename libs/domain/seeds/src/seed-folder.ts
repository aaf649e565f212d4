import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import {
  type District,
  type Perimeter,
  type SeedAgendas,
  type SeedPosts,
  type SeedShops,
  type SeedSource,
  districtsSchema,
  perimeterSchema,
  seedAgendasSchema,
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
    | ({ readonly kind: 'agendas' } & Pick<SeedAgendas, 'owner' | 'agendas' | 'townServices'>)
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
 * and what shops tell of, sell and have booked behind the shops; none for a folder without.
 * @param folder `tenants/<slug>`
 * @throws when one of them is damaged or missing, with what is wrong
 */
export function readSeeds(folder: string): readonly Seed[] {
  const sources = readJson(folder, 'seed/sources.json', seedSourcesSchema);
  const lists = (sources?.value.files ?? []).map((source) => seedOf(folder, source));
  const order = (seed: Seed) => (seed.kind === 'real' ? 0 : 1);
  lists.sort((one, other) => order(one) - order(other));
  return [
    ...lists,
    ...seedIn(folder, 'districts.json', districtsSchema, ({ districts }) => ({
      kind: 'districts' as const,
      districts,
    })),
    ...seedIn(folder, 'seed/posts.json', seedPostsSchema, ({ posts }) => ({ kind: 'posts' as const, posts })),
    ...seedIn(folder, 'seed/shops.json', seedShopsSchema, ({ owner, mediator, shops }) => ({
      kind: 'shops' as const,
      owner,
      mediator,
      shops,
    })),
    ...seedIn(folder, 'seed/agendas.json', seedAgendasSchema, ({ owner, agendas, townServices }) => ({
      kind: 'agendas' as const,
      owner,
      agendas,
      townServices,
    })),
  ];
}

/** A file that is read whole, as what it fills the directory with; nothing where it is not there. */
function seedIn<S extends z.ZodType, T extends object>(
  folder: string,
  path: string,
  schema: S,
  contents: (value: z.output<S>) => T,
): readonly (SeedFile & T)[] {
  const found = readJson(folder, path, schema);
  if (found === null) return [];
  const { value, bytes } = found;
  return [{ name: basename(path), digest: digestOf(bytes), bytes: bytes.length, ...contents(value) }];
}

/** The communes of the folder: INSEE code → name. @throws when the perimeter is damaged or missing */
export function readCommunes(folder: string): ReadonlyMap<string, string> {
  const perimeter = readJson(folder, 'perimeter.json', perimeterSchema);
  const communes: Perimeter['communes'] = perimeter?.value.communes ?? [];
  return new Map(communes.map(({ code, name }) => [code, name]));
}
