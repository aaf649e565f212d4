import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FileType, fileType } from './file-type';
import { SNIFFED_BYTES } from './picture-format';
import { contentOf, type SentFile } from './sent-file';

/** Which files are received, and what is said to whoever sends another. */
export interface Accepted {
  readonly mostBytes: number;
  readonly tooLarge: () => Error;
  /** What the first bytes say that a file is: a picture or a PDF unless said. */
  readonly typeOf?: (head: Buffer) => FileType | null;
  /** Null for a type that is taken. */
  readonly refusalOf: (type: FileType | null) => Error | null;
}

const paths = new WeakMap<ReceivedFile, string>();

/** A file that has arrived whole, in the folder of work. Its content is for the processes that open files alone. */
export class ReceivedFile {
  constructor(
    path: string,
    readonly type: FileType,
    readonly bytes: number,
  ) {
    paths.set(this, path);
  }

  /** Removes it. */
  async discard(): Promise<void> {
    await rm(pathOf(this), { force: true });
  }
}

/** Where a received file lies; not exported by the library. */
export function pathOf(file: ReceivedFile): string {
  const path = paths.get(file);
  if (path === undefined) throw new Error('this file was not received');
  return path;
}

/** Lets through what begins as it may and stays below the largest size; the first bytes decide at once. */
class Inspection extends Transform {
  private head = Buffer.alloc(0);
  type: FileType | null = null;
  bytes = 0;

  constructor(private readonly accepted: Accepted) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.bytes += chunk.length;
    if (this.bytes > this.accepted.mostBytes) return done(this.accepted.tooLarge());
    if (this.type !== null) {
      this.push(chunk);
      return done();
    }
    this.head = Buffer.concat([this.head, chunk]);
    if (this.head.length < SNIFFED_BYTES) return done();
    done(this.judge());
  }

  override _flush(done: (error?: Error | null) => void): void {
    done(this.type === null ? this.judge() : null);
  }

  private judge(): Error | null {
    const { typeOf = fileType } = this.accepted;
    const type = typeOf(this.head);
    const refusal = this.accepted.refusalOf(type);
    if (refusal) return refusal;
    this.type = type;
    this.push(this.head);
    return null;
  }
}

/**
 * Writes what is sent to a file of the folder while it arrives: this process never holds more than a few pieces of it. What
 * is not accepted is refused at its first bytes, what is too large at the first byte too many: the stream is then destroyed,
 * and nothing of it stays.
 * @throws what the acceptance says
 */
export async function receiveFile(folder: string, sent: SentFile, accepted: Accepted): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const path = join(folder, randomUUID());
  const inspection = new Inspection(accepted);
  try {
    await pipeline(contentOf(sent), inspection, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  if (inspection.type === null) throw new Error('a file was received that has no type');
  return new ReceivedFile(path, inspection.type, inspection.bytes);
}
