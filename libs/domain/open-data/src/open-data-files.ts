import { createHash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { type FileKey, FileStorage, type StoredFile } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import {
  type DatasetEncoding,
  datasetEncodings,
  type ReleaseFile,
  type OpenDataRelease,
} from './open-data-release';

const FOLDER = 'open-data';

/** A file is read hundreds of times for each time that it is written: the sizes at which more effort gains little. */
const BROTLI_QUALITY = 6;
const GZIP_LEVEL = 6;

const EXTENSIONS: Readonly<Record<DatasetEncoding, string>> = { identity: 'plain', gzip: 'gz', br: 'br' };

const keyOf = (release: string, format: ReleaseFile['format'], encoding: DatasetEncoding): FileKey => [
  FOLDER,
  `${release}-${format}.${EXTENSIONS[encoding]}`,
];

/** Hands bytes on, and knows their number and digest when all have passed. */
class Tally extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

/** The files of releases in the file storage. */
@Injectable()
export class OpenDataFiles {
  constructor(private readonly storage: FileStorage) {}

  /**
   * Stores a format in every encoding. The plain file is stored too: a part of it (`Range`) can be read at once, and
   * nothing is unpacked for a reader.
   * @throws what the text throws; files that were stored by then stay until `remove`, or a later `removeOld`
   */
  async write(
    ctx: TenantContext,
    release: string,
    format: ReleaseFile['format'],
    text: Readable,
  ): Promise<ReleaseFile[]> {
    const plain = await this.store(ctx, release, { format, encoding: 'identity' }, text);
    const files = [plain];
    for (const [encoding, compressor] of [
      ['gzip', createGzip({ level: GZIP_LEVEL })],
      ['br', createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })],
    ] as const) {
      const stored = await this.storage.get(ctx, 'public', keyOf(release, format, 'identity'));
      if (!stored) throw new Error('the plain file that was just stored is gone');
      files.push(await this.store(ctx, release, { format, encoding }, chain(stored.stream(), compressor)));
    }
    return files;
  }

  /** A file of a release, or null where it is not in the storage. */
  open(
    ctx: TenantContext,
    release: string,
    { format, encoding }: Pick<ReleaseFile, 'format' | 'encoding'>,
  ): Promise<StoredFile | null> {
    return this.storage.get(ctx, 'public', keyOf(release, format, encoding));
  }

  /** Whether every file of the release is there, whole, of each of the formats. */
  async isWhole(
    ctx: TenantContext,
    { id, files }: OpenDataRelease,
    formats: readonly ReleaseFile['format'][],
  ): Promise<boolean> {
    if (files.length !== formats.length * datasetEncodings.length) return false;
    for (const file of files) if ((await this.open(ctx, id, file))?.bytes !== file.bytes) return false;
    return true;
  }

  /** Removes the files of a release that was not published. */
  async remove(ctx: TenantContext, release: string): Promise<void> {
    for await (const key of this.storage.list(ctx, 'public', [FOLDER]))
      if (key.at(-1)?.startsWith(release)) await this.storage.delete(ctx, 'public', key);
  }

  /** Removes the files of other releases that were written before an instant. @returns how many */
  async removeOld(ctx: TenantContext, current: string | null, before: Date): Promise<number> {
    let removed = 0;
    for await (const key of this.storage.list(ctx, 'public', [FOLDER])) {
      if (current !== null && key.at(-1)?.startsWith(current)) continue;
      const stored = await this.storage.get(ctx, 'public', key);
      if (!stored || stored.storedAt >= before) continue;
      await this.storage.delete(ctx, 'public', key);
      removed += 1;
    }
    return removed;
  }

  private async store(
    ctx: TenantContext,
    release: string,
    { format, encoding }: Pick<ReleaseFile, 'format' | 'encoding'>,
    body: Readable,
  ): Promise<ReleaseFile> {
    const tally = new Tally();
    await this.storage.put(ctx, 'public', keyOf(release, format, encoding), chain(body, tally));
    return { format, encoding, bytes: tally.bytes, digest: tally.digest() };
  }
}

/** `from` through `to`: an error of either ends both, and reaches whoever reads the result. */
const chain = (from: Readable, to: Transform): Readable => pipeline(from, to, () => undefined);
