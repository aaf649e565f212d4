import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DomainError } from '@halles/kernel';
import { type Extract, extract as createExtract } from 'tar-stream';
import { CHUNK_BYTES, HashingStream, type Manifest, manifestSchema, refuseArchive } from './archive-format';
import { type ArchiveOrigin, type ArchiveTrust, originOf } from './archive-signature';

export interface ArchiveLimits {
  /** Bytes that it may unpack to. */
  readonly bytes: number;
  /** Tables and files that it may hold. */
  readonly entries: number;
  /** How much larger than itself it may become, once it has unpacked to `RATIO_FROM`. */
  readonly ratio: number;
}

export const defaultArchiveLimits: ArchiveLimits = {
  bytes: 16 * 1_024 ** 3,
  entries: 500_000,
  ratio: 200,
};

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never;

/** Tables of repeated values shrink well: small ones may do so as they like. */
const RATIO_FROM = 64 * 1_024 ** 2;
/** Bytes of the manifest, which is held in memory. */
const MANIFEST_BYTES = 128 * 1_024 ** 2;
const SIGNATURE_BYTES = 4_096;
/** Bytes that may pass beyond what the entries so far announced: headers, padding, and what is on its way. */
const SLACK = 4 * 1_024 ** 2;

/** An archive below a folder, whole: what it says it holds, and who vouches for it. */
export interface UnpackedArchive {
  readonly manifest: Manifest;
  readonly origin: ArchiveOrigin;
}

/** Counts what an archive unpacks to, and ends it at its limits: nothing beyond them is written or held in memory. */
class Meter extends Transform {
  /** Bytes on the disk that were read so far. */
  packed = 0;
  private passed = 0;
  private granted = SLACK;

  constructor(private readonly limits: ArchiveLimits) {
    super();
  }

  /** Lets an entry of so many bytes pass: what no entry announced (a header without end, a tail) does not. */
  grant(bytes: number): void {
    // With its header and its padding.
    this.granted += bytes + 2_048;
    if (bytes + this.passed > this.limits.bytes + SLACK) refuseSize(this.limits);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.passed += chunk.length;
    const { bytes, ratio } = this.limits;
    const isTooDense = this.passed > RATIO_FROM && this.passed > this.packed * ratio;
    try {
      if (this.passed > bytes || this.passed > this.granted || isTooDense) refuseSize(this.limits);
      done(null, chunk);
    } catch (error) {
      done(error as Error);
    }
  }
}

function refuseSize({ bytes, entries, ratio }: ArchiveLimits): never {
  const gigabytes = (bytes / 1_024 ** 3).toLocaleString('en', { maximumFractionDigits: 3 });
  return refuseArchive(
    `Elle dépasse ce qu’une archive peut contenir (${gigabytes} Gio, ${entries} fichiers, ${ratio} fois sa taille).`,
    `It unpacks to more than an archive may (${gigabytes} GiB, ${entries} files, ${ratio} times its size).`,
  );
}

/** What a manifest lists, by the path of each part: its SHA-256, and its size where that is told. */
function partsOf({ tables, media, theme }: Manifest) {
  const parts = new Map<string, { readonly sha256: string; readonly bytes?: number }>();
  const add = (path: string, part: { readonly sha256: string; readonly bytes?: number }) => {
    if (parts.has(path)) refuseArchive(`« ${path} » y est deux fois.`, `"${path}" is in it twice.`);
    parts.set(path, part);
  };
  for (const { name, sha256 } of tables) add(`tables/${name}.csv`, { sha256 });
  for (const { path, ...part } of media) add(`media/${path}`, part);
  for (const { path, ...part } of theme) add(`theme/${path}`, part);
  return parts;
}

/** Reads the entries of one archive in their order: the manifest, its signature, and then what the manifest lists. */
class ArchiveReader {
  private manifest: Buffer | null = null;
  private opened: UnpackedArchive | null = null;
  private parts = new Map<string, { readonly sha256: string; readonly bytes?: number }>();

  constructor(
    private readonly folder: string,
    private readonly trust: ArchiveTrust,
    private readonly limits: ArchiveLimits,
    private readonly meter: Meter,
  ) {}

  async take(entry: Entry): Promise<void> {
    refuseBroken(entry);
    const { name, type, size = 0 } = entry.header;
    if (type !== 'file') refuseArchive(`« ${name} » n’est pas un fichier.`, `"${name}" is not a file.`);
    if (this.manifest === null) {
      if (name !== 'manifest.json' || size > MANIFEST_BYTES) refuseManifest();
      this.meter.grant(size);
      this.manifest = await buffer(entry);
      return;
    }
    if (this.opened === null && name === 'manifest.sig' && size <= SIGNATURE_BYTES) {
      this.open(await buffer(entry));
      return;
    }
    if (this.opened === null) this.open(null);
    await this.write(entry, name, size);
  }

  /** What was read. @throws ArchiveRefused where a part is missing */
  end(): UnpackedArchive {
    const opened = this.opened ?? this.open(null);
    const [missing] = this.parts.keys();
    if (missing !== undefined) refuseArchive(`« ${missing} » manque.`, `"${missing}" is missing.`);
    return opened;
  }

  /** Nothing of what follows is written before it is known who vouches for it. */
  private open(signature: Buffer | null): UnpackedArchive {
    const bytes = this.manifest ?? refuseManifest();
    const origin = originOf(bytes, signature, this.trust);
    const manifest = readManifest(bytes);
    this.parts = partsOf(manifest);
    const declared = [...this.parts.values()].reduce((sum, part) => sum + (part.bytes ?? 0), 0);
    if (this.parts.size > this.limits.entries || declared > this.limits.bytes) refuseSize(this.limits);
    this.opened = { manifest, origin };
    return this.opened;
  }

  private async write(entry: Entry, name: string, size: number): Promise<void> {
    const part = this.parts.get(name);
    if (part === undefined)
      return refuseArchive(
        `« ${name} » n’est pas dans le manifeste, ou y est deux fois.`,
        `"${name}" is not in the manifest, or comes twice.`,
      );
    if (part.bytes !== undefined && part.bytes !== size)
      refuseArchive(`« ${name} » est abîmé.`, `"${name}" is damaged.`);
    this.parts.delete(name);
    this.meter.grant(size);
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    refuseBroken(entry);
    const hashing = new HashingStream();
    await pipeline(entry, hashing, createWriteStream(path, { flags: 'wx' }));
    if (hashing.digest() !== part.sha256) refuseArchive(`« ${name} » est abîmé.`, `"${name}" is damaged.`);
  }
}

/** An archive that is cut off ends its entry: who reads from one that has ended already would wait for ever. */
function refuseBroken(entry: Entry): void {
  if (entry.destroyed) throw new Error('the archive is cut off');
}

const refuseManifest = (cause?: unknown): never =>
  refuseArchive('Son manifeste manque ou est faux.', 'Its manifest is missing or wrong.', { cause });

function readManifest(bytes: Buffer): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    return refuseManifest(error);
  }
}

/**
 * Unpacks an archive below a folder, as it comes and in constant memory. Only what the manifest lists is written, under the
 * paths that it lists, once it is known who vouches for the manifest; sizes are limited whoever that is.
 * @throws ArchiveRefused
 */
export async function unpackArchive(
  file: string,
  folder: string,
  trust: ArchiveTrust,
  limits: ArchiveLimits,
): Promise<UnpackedArchive> {
  const meter = new Meter(limits);
  const reader = new ArchiveReader(folder, trust, limits, meter);
  const extract = createExtract();
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  source.on('data', (chunk) => (meter.packed += chunk.length));
  const read = async (): Promise<void> => {
    for await (const entry of extract) await reader.take(entry);
  };
  const inflated = pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), meter, extract);
  // Whichever fails ends the other one, with an error that says no more than that.
  const ended = await Promise.allSettled([inflated, read()]);
  const errors = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  const refusal = errors.find((error) => error instanceof DomainError);
  if (refusal) throw refusal;
  if (errors.length > 0)
    refuseArchive('Ce fichier n’est pas une archive lisible.', 'This file is not a readable archive.', {
      cause: errors[0],
    });
  return reader.end();
}
