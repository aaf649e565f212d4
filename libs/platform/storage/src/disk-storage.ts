import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Clock, DAY } from '@halles/kernel';
import { type TenantContext, mediaFolder } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import {
  type FileKey,
  FileStorage,
  type FileVisibility,
  type OpenedFile,
  type StoredFile,
  checkKey,
} from './file-storage';

/** Where files are written before they are whole: beside the tenants' folders, so that no archive carries them. */
const PARTIAL = '.partial';
/** Folder of what is not whole yet, on the disk of the media: uploads are worked on there too. */
export const partialFolder = (home: string): string => join(home, 'media', PARTIAL);

/**
 * A partial file of this age was left by a process that died. An archive that is packed or unpacked is a folder here, whose
 * time does not follow the files below it: the largest takes hours.
 */
const ABANDONED_MS = 2 * DAY;

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

async function opened(path: string): Promise<OpenedFile> {
  const handle = await open(path, 'r');
  return {
    read: async (into, from) => (await handle.read(into, 0, into.length, from)).bytesRead,
    close: () => handle.close(),
  };
}

async function ifThere<T>(operation: Promise<T>): Promise<T | null> {
  try {
    return await operation;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Tells the disk to keep what a folder says of its files, where the system allows it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Files below one folder: `<root>/<role>/<visibility>/…`. The folder is shared by every process that serves or stores files:
 * on several machines it is a network disk. A file is written beside, flushed, and renamed into its place.
 */
export class DiskStorage extends FileStorage {
  constructor(
    private readonly root: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  async put(
    ctx: TenantContext,
    visibility: FileVisibility,
    key: FileKey,
    body: Buffer | Readable,
  ): Promise<void> {
    const target = this.pathOf(ctx, visibility, key);
    const partials = join(this.root, PARTIAL);
    await mkdir(partials, { recursive: true, mode: 0o750 });
    const partial = join(partials, uuid());
    try {
      const source = Buffer.isBuffer(body) ? Readable.from([body]) : body;
      await pipeline(source, createWriteStream(partial, { flags: 'wx', mode: 0o640, flush: true }));
      const folder = dirname(target);
      await mkdir(folder, { recursive: true, mode: 0o750 });
      await rename(partial, target);
      await syncFolder(folder);
    } finally {
      await rm(partial, { force: true });
    }
  }

  async get(ctx: TenantContext, visibility: FileVisibility, key: FileKey): Promise<StoredFile | null> {
    const path = this.pathOf(ctx, visibility, key);
    const found = await ifThere(stat(path));
    if (!found?.isFile()) return null;
    return {
      bytes: found.size,
      storedAt: found.mtime,
      stream: (range) => createReadStream(path, range),
      open: () => opened(path),
    };
  }

  async delete(ctx: TenantContext, visibility: FileVisibility, key: FileKey): Promise<void> {
    await ifThere(rm(this.pathOf(ctx, visibility, key)));
  }

  async *list(ctx: TenantContext, visibility: FileVisibility, folder: FileKey): AsyncIterable<FileKey> {
    const path = this.pathOf(ctx, visibility, folder);
    const entries = (await ifThere(readdir(path, { withFileTypes: true }))) ?? [];
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const key: FileKey = [...folder, entry.name];
      if (entry.isDirectory()) yield* this.list(ctx, visibility, key);
      else if (entry.isFile()) yield key;
    }
  }

  /** Removes what processes that died left half-written. @returns how many files */
  async sweep(): Promise<number> {
    const folder = join(this.root, PARTIAL);
    let swept = 0;
    for (const name of (await ifThere(readdir(folder))) ?? []) {
      const found = await ifThere(stat(join(folder, name)));
      if (!found || found.mtimeMs > this.clock.now().getTime() - ABANDONED_MS) continue;
      await rm(join(folder, name), { recursive: true, force: true });
      swept += 1;
    }
    return swept;
  }

  private pathOf({ tenant }: TenantContext, visibility: FileVisibility, key: FileKey): string {
    return join(mediaFolder(this.root, tenant), visibility, ...checkKey(key));
  }
}
