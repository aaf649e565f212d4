import type { Readable } from 'node:stream';
import type { TenantContext } from '@halles/platform/tenancy';

/** `public`: what anybody may be served (photos). `private`: what few people may read (documents of a claim, shopping lists, photos of messages, files of bookings). */
export type FileVisibility = 'public' | 'private';

/** Kinds of files, each in a folder of its name. `StorageQuota` counts them all. */
export const storedKinds = ['photos', 'claims', 'open-data', 'lists', 'conversations', 'bookings'] as const;
export type StoredKind = (typeof storedKinds)[number];

/** Where a file is stored: its kind, folders, then its name. Example: `['photos', '42', '3f2a….avif']`. */
export type FileKey = readonly [StoredKind, ...string[]];

/** A part of a file: offsets of its first and its last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file that is open. To be closed by who opened it. */
export interface OpenedFile {
  /** Fills memory with what stands from an offset on. @returns how many bytes that were, 0 behind the end */
  read(into: Buffer, from: number): Promise<number>;
  close(): Promise<void>;
}

export interface StoredFile {
  readonly bytes: number;
  /** When it was written. */
  readonly storedAt: Date;
  /** Its content, or a part of it. To be read to its end or destroyed by who asked. */
  stream(range?: ByteRange): Readable;
  /** For who reads it into memory of their own. What is open stays readable when the file is replaced or removed. */
  open(): Promise<OpenedFile>;
}

/**
 * Files of tenants. Every call takes the context, and the tenant's folder is made from it: no key reaches another
 * tenant's files. Keys are of our own making: a name that came from outside is refused.
 */
export abstract class FileStorage {
  /**
   * Stores a file whole or not at all; one of the same key is replaced in one step.
   * @throws FileKeyRefused; whatever the body throws, and then nothing was stored
   */
  abstract put(
    ctx: TenantContext,
    visibility: FileVisibility,
    key: FileKey,
    body: Buffer | Readable,
  ): Promise<void>;
  /** The file, or null where there is none. @throws FileKeyRefused */
  abstract get(ctx: TenantContext, visibility: FileVisibility, key: FileKey): Promise<StoredFile | null>;
  /** Removes a file; none there is as good. @throws FileKeyRefused */
  abstract delete(ctx: TenantContext, visibility: FileVisibility, key: FileKey): Promise<void>;
  /** The keys below a folder, in the order of their names. @throws FileKeyRefused */
  abstract list(ctx: TenantContext, visibility: FileVisibility, folder: FileKey): AsyncIterable<FileKey>;
}

/** A key that was not made by us: an error of the program, never of who asks. */
export class FileKeyRefused extends Error {
  constructor(part: string) {
    super(`not a part of a file's key: ${JSON.stringify(part.slice(0, 80))}`);
    this.name = 'FileKeyRefused';
  }
}

/** Letters, digits, `-` and `_`, and one extension: never a dot first, a separator, or a name of two meanings. */
const PART = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\.[a-z0-9]{1,8})?$/;

/** The parts, if each may be one. Pure. @throws FileKeyRefused */
export function checkKey(key: FileKey): FileKey {
  for (const part of key) if (!PART.test(part)) throw new FileKeyRefused(part);
  return key;
}
