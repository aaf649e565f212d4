import { createInflate } from 'node:zlib';

/**
 * Names of a PDF (ISO 32000-2) that run a program, start another, carry a file, send a form or hide what is in it. A kbis,
 * a bill or a lease has none.
 */
const ACTIVE =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition|Movie|Encrypt)(?![\w.-])/;

/** Objects may lie in compressed streams: of each so much is looked at, and so much of all together. Bytes. */
const MOST_OF_A_STREAM = 1024 * 1024;
const MOST_OF_ALL = 64 * 1024 * 1024;
const MOST_STREAMS = 20_000;

/** `#4a` may stand for any letter of a name. */
const isActive = (text: string): boolean =>
  ACTIVE.test(
    text.replaceAll(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  );

/** The beginning of what a compressed stream holds, and whether that is all of it; empty where it is compressed otherwise. */
async function beginningOf(bytes: Buffer): Promise<{ readonly content: Buffer; readonly isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let isWhole = false;
  try {
    const unpacking = createInflate();
    unpacking.end(bytes);
    let length = 0;
    for await (const chunk of unpacking as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      if ((length += chunk.length) > MOST_OF_A_STREAM) break;
    }
    isWhole = length > 0 && length <= MOST_OF_A_STREAM;
  } catch {
    // What came before the error is looked at all the same.
  }
  return { content: Buffer.concat(chunks), isWhole };
}

/**
 * Whether a PDF only shows something. One whose objects cannot be looked at (compressed beyond all measure, encrypted) does
 * not pass: a photograph of the paper does.
 */
export async function isInertPdf(pdf: Buffer): Promise<boolean> {
  const text = pdf.toString('latin1');
  if (isActive(text)) return false;
  let [looked, streams] = [0, 0];
  for (const { index, 0: keyword } of text.matchAll(/stream\r?\n/g)) {
    if (text.startsWith('end', index - 3)) continue;
    const start = index + keyword.length;
    const end = text.indexOf('endstream', start);
    const { content, isWhole } = await beginningOf(pdf.subarray(start, end === -1 ? undefined : end));
    // What is before the word says what is behind it.
    const head = text.slice(Math.max(0, Math.min(text.lastIndexOf(' obj', index), index - 4_096)), index);
    if (isActive(content.toString('latin1')) || (head.includes('/ObjStm') && !isWhole)) return false;
    looked += content.length;
    streams += 1;
    if (looked > MOST_OF_ALL || streams > MOST_STREAMS) return false;
  }
  return true;
}

/** The file up to its last end mark: what somebody hung behind it is none of it. Pure. */
export function withoutTrailingBytes(pdf: Buffer): Buffer {
  const end = pdf.lastIndexOf('%%EOF');
  if (end === -1) return pdf;
  const lineEnd = /^\r?\n?/.exec(pdf.toString('latin1', end + 5, end + 7))?.[0].length ?? 0;
  return pdf.subarray(0, end + 5 + lineEnd);
}
