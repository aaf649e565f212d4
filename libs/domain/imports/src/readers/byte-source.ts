import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import type { ReadingTally } from './reading';
import { ZIP_LOCAL_HEADER, readZipEntry } from './zip-entry';

/** Enough to know what a file is, the longest zip header included. */
const HEAD_BYTES = 64 * 1024;
const UNPACKED_CHUNK = 256 * 1024;

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

/** What an unsupported file seems to be, in two languages. */
function foreignKind(head: Buffer): { readonly fr: string; readonly en: string } | undefined {
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46)) return { fr: 'un PDF', en: 'a PDF' };
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31)) return { fr: 'un fichier Parquet', en: 'a Parquet file' };
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { fr: 'un ancien classeur Excel', en: 'an old Excel workbook' };
  }
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
    return { fr: 'un texte UTF-16 (enregistrez-le en UTF-8)', en: 'UTF-16 text (save it as UTF-8)' };
  }
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head.subarray(0, 512).toString('latin1'))) {
    return { fr: 'une page HTML ou du XML', en: 'an HTML page or XML' };
  }
  return undefined;
}

/** Not by class: an error of Node's streams may come from another realm. */
const textOf = (error: unknown, key: 'message' | 'code'): string => {
  if (typeof error !== 'object' || error === null) return key === 'message' ? String(error) : '';
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
};

/** The chunks with the first ones joined until there is enough to recognise the file. */
async function headOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  for (let size = 0; size < HEAD_BYTES;) {
    const next = await chunks.next();
    if (next.done === true) break;
    head.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(head);
}

async function* rejoined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* counted(source: AsyncIterable<Uint8Array>, tally: ReadingTally): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    tally.bytesRead += chunk.byteLength;
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

/** Through a decompressor of Node: off the main thread, with back pressure. */
async function* unpacked(
  chunks: AsyncIterable<Buffer>,
  through: ReturnType<typeof createGunzip> | ReturnType<typeof createInflateRaw>,
): AsyncGenerator<Buffer> {
  const source = Readable.from(chunks, { objectMode: false });
  // An error of the source has to reach who reads the result: pipe alone would leave it waiting.
  source.once('error', (error) => through.destroy(error));
  source.pipe(through);
  try {
    for await (const chunk of through) yield chunk as Buffer;
  } finally {
    source.destroy();
    through.destroy();
  }
}

async function* recognised(chunks: AsyncGenerator<Buffer>, tally: ReadingTally): AsyncGenerator<Buffer> {
  const head = await headOf(chunks);
  if (head.length === 0) {
    tally.log.add('file-empty', 0);
    return;
  }
  const whole = rejoined(head, chunks);
  if (startsWith(head, 0x1f, 0x8b)) {
    yield* unpacked(whole, createGunzip({ chunkSize: UNPACKED_CHUNK }));
    return;
  }
  if (startsWith(head, ...ZIP_LOCAL_HEADER)) {
    const entry = readZipEntry(head);
    if ('refused' in entry) {
      tally.log.add('file-kind', 0, entry.refused);
      return;
    }
    const body = rejoined(head.subarray(entry.dataStart), chunks);
    yield* unpacked(body, createInflateRaw({ chunkSize: UNPACKED_CHUNK }));
    return;
  }
  const foreign = foreignKind(head);
  if (foreign === undefined) yield* whole;
  else tally.log.add('file-kind', 0, foreign);
}

async function* opened(source: AsyncIterable<Uint8Array>, tally: ReadingTally): AsyncGenerator<Buffer> {
  const chunks = counted(source, tally);
  try {
    yield* recognised(chunks, tally);
  } finally {
    // A file that is refused on its head is closed too.
    await chunks.return(undefined);
  }
}

/**
 * The text of a source file, unpacked: plain, gzip or zip, told by its first bytes whatever its name. Never throws: what is
 * wrong with the file is an error of the tally, and the text ends there.
 */
export async function* readBytes(
  source: AsyncIterable<Uint8Array>,
  tally: ReadingTally,
): AsyncGenerator<Buffer> {
  let empty = true;
  try {
    for await (const chunk of opened(source, tally)) {
      const text = empty && startsWith(chunk, 0xef, 0xbb, 0xbf) ? chunk.subarray(3) : chunk;
      empty &&= chunk.length === 0;
      yield text;
    }
    if (empty && !tally.log.failed) tally.log.add('file-empty', 0);
  } catch (error) {
    const code = textOf(error, 'code');
    if (code === 'Z_BUF_ERROR') tally.log.add('file-truncated', 0);
    else if (code.startsWith('Z_')) tally.log.add('file-corrupt', 0, textOf(error, 'message'));
    else tally.log.add('file-unreadable', 0, textOf(error, 'message'));
  }
}
