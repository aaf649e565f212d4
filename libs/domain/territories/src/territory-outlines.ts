import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Outlines, outlinesSchema, slugSchema } from '@halles/contracts';
import type { LastGoodFolders } from '@halles/platform/tenancy';
import { CommuneIndex } from './commune-index';
import { MapOutlines } from './map-outlines';

const unpack = promisify(gunzip);

/** The outlines of a territory's communes. */
export interface OutlineFile {
  /** The file as it lies on the disk: GeoJSON, gzip. Each feature has `code` (INSEE) and `name`. */
  readonly compressed: Buffer;
  readonly source: string;
  readonly licence: string;
  readonly index: CommuneIndex;
}

interface Held {
  /** Of the file: another one is read anew. */
  readonly edition: string;
  readonly file: Promise<OutlineFile>;
}

/** Size of a packed file from which on its outlines are drawn once and not for each reader. */
const DEAR_BYTES = 64 * 1024;

const pathIn = (root: string, slug: string): string => join(root, 'tenants', slug, 'outlines.geojson.gz');
const editionOf = ({ mtimeMs, size }: { readonly mtimeMs: number; readonly size: number }): string =>
  `${mtimeMs}:${size}`;

async function parseOutlines(compressed: Buffer): Promise<Outlines> {
  const raw: unknown = JSON.parse((await unpack(compressed)).toString('utf8'));
  return outlinesSchema.parse(raw);
}

async function readOutlines(path: string): Promise<OutlineFile> {
  const compressed = await readFile(path);
  const outlines = await parseOutlines(compressed);
  const { source, licence } = outlines;
  return { compressed, source, licence, index: new CommuneIndex(outlines) };
}

/** Outlines by territory, from `tenants/<slug>/outlines.geojson.gz`: read at the first question, kept while the file stays. */
export class TerritoryOutlines {
  private readonly held = new Map<string, Held>();
  /** By file: what is drawn of an edition goes with it. */
  private readonly drawn = new WeakMap<OutlineFile, Promise<MapOutlines>>();

  /**
   * @param root the application's folder, which holds `tenants/`
   * @param lastGood the last good copies of territories' folders, which serve while a file is damaged
   */
  constructor(
    private readonly root: string,
    private readonly lastGood?: Pick<LastGoodFolders, 'rootOf'>,
  ) {}

  /**
   * The outlines of a territory; null where its folder has none. Of a file that is damaged, those of the last good copy.
   * @throws when the file is damaged and no copy is kept, with what is wrong in it
   */
  async outlines(slug: string): Promise<OutlineFile | null> {
    if (!slugSchema.safeParse(slug).success) return null;
    try {
      return await this.outlinesIn(this.root, slug);
    } catch (error) {
      const copy = this.lastGood?.rootOf(slug) ?? null;
      if (copy === null) throw error;
      return this.outlinesIn(copy, slug);
    }
  }

  private async outlinesIn(root: string, slug: string): Promise<OutlineFile | null> {
    const path = pathIn(root, slug);
    const found = await stat(path).catch(() => null);
    if (found === null) return null;
    const edition = editionOf(found);
    const known = this.held.get(path);
    if (known?.edition === edition) return known.file;
    const file = readOutlines(path);
    this.held.set(path, { edition, file });
    return file;
  }

  /**
   * Which outlines a territory has by now, where drawing them is dear; null where they are few or none: a file of this size
   * takes 10 ms to be drawn and to be packed.
   */
  async largeEdition(slug: string): Promise<string | null> {
    if (!slugSchema.safeParse(slug).success) return null;
    for (const root of [this.root, this.lastGood?.rootOf(slug) ?? this.root]) {
      const found = await stat(pathIn(root, slug)).catch(() => null);
      if (found) return found.size > DEAR_BYTES ? editionOf(found) : null;
    }
    return null;
  }

  /** INSEE code of the territory's commune around a point (WGS84 degrees); null outside, or without outlines. */
  async communeAt(slug: string, longitude: number, latitude: number): Promise<string | null> {
    const file = await this.outlines(slug);
    return file?.index.communeAt(longitude, latitude) ?? null;
  }

  /** The outlines as maps draw them, made at the first question; null where the territory has none. */
  async forMap(slug: string): Promise<MapOutlines | null> {
    const file = await this.outlines(slug);
    if (file === null) return null;
    const known = this.drawn.get(file);
    if (known) return known;
    const made = parseOutlines(file.compressed).then((outlines) => new MapOutlines(outlines));
    this.drawn.set(file, made);
    return made;
  }
}
