import { hash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Outlines, outlinesSchema, slugSchema } from '@halles/contracts';
import { type LastGoodFolders, readFolderFile } from '@halles/platform/tenancy';
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

/** A file of outlines on this machine's disk. */
interface Found {
  readonly path: string;
  readonly size: number;
  /** Says that it is another one: that is read anew. */
  readonly stamp: string;
}

interface Held {
  readonly stamp: string;
  readonly file: Promise<OutlineFile>;
}

/** Size of a packed file from which on its outlines are drawn once and not for each reader. */
const DEAR_BYTES = 64 * 1024;

const pathIn = (root: string, slug: string): string => join(root, 'tenants', slug, 'outlines.geojson.gz');

/** Null where there is none. @throws where the disk does not say: a territory with outlines is not taken for one without */
async function findFile(path: string): Promise<Found | null> {
  try {
    const { mtimeMs, size } = await lstat(path);
    return { path, size, stamp: `${mtimeMs}:${size}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function parseOutlines(compressed: Buffer): Promise<Outlines> {
  const raw: unknown = JSON.parse((await unpack(compressed)).toString('utf8'));
  return outlinesSchema.parse(raw);
}

async function readOutlines(path: string): Promise<OutlineFile> {
  const compressed = readFolderFile(dirname(path), path);
  const outlines = await parseOutlines(compressed);
  const { source, licence } = outlines;
  return { compressed, source, licence, index: new CommuneIndex(outlines) };
}

/** Outlines by territory, from `tenants/<slug>/outlines.geojson.gz`: read at the first question, kept while the file stays. */
export class TerritoryOutlines {
  private readonly held = new Map<string, Held>();
  private readonly editions = new Map<string, { readonly stamp: string; readonly edition: string }>();
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
   * The outlines of a territory; null where it has none. Of a file that is damaged or gone, those of the last good copy.
   * @throws when the file is damaged and no copy is kept, with what is wrong in it
   */
  async outlines(slug: string): Promise<OutlineFile | null> {
    const [first, copy] = await this.filesOf(slug);
    if (first === undefined) return null;
    try {
      return await this.read(first);
    } catch (error) {
      if (copy === undefined) throw error;
      return this.read(copy);
    }
  }

  /**
   * Which outlines a territory has by now, where drawing them is dear; null where they are few or none: a file of this size
   * takes 10 ms to be drawn and to be packed. The same on each machine, whenever the file was put there.
   */
  async largeEdition(slug: string): Promise<string | null> {
    const [file] = await this.filesOf(slug);
    if (file === undefined || file.size <= DEAR_BYTES) return null;
    const known = this.editions.get(file.path);
    if (known?.stamp === file.stamp) return known.edition;
    const edition = hash('sha256', readFolderFile(dirname(file.path), file.path), 'hex');
    this.editions.set(file.path, { stamp: file.stamp, edition });
    return edition;
  }

  /** The file in the territory's folder and the one of the last good copy, as far as they are there. */
  private async filesOf(slug: string): Promise<readonly Found[]> {
    if (!slugSchema.safeParse(slug).success) return [];
    const roots = [this.root, this.lastGood?.rootOf(slug) ?? null].filter((root) => root !== null);
    const found = await Promise.all(roots.map((root) => findFile(pathIn(root, slug))));
    return found.filter((file) => file !== null);
  }

  private read({ path, stamp }: Found): Promise<OutlineFile> {
    const known = this.held.get(path);
    if (known?.stamp === stamp) return known.file;
    const file = readOutlines(path);
    this.held.set(path, { stamp, file });
    return file;
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
