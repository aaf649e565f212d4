/**
 * A document never leaves as it came. The pages of a PDF are drawn by PDFium (compiled to WebAssembly, without JavaScript and
 * without XFA), and a new PDF is made of the drawings: whatever else was in the file, by whatever name and however packed,
 * stays behind. A photograph of a paper is made again as a picture. What draws is loaded for a PDF alone, and what writes once
 * there is something to draw: to load both takes longer than to make a picture.
 */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { makePictures, sharp } from './pictures.mjs';
import { Refusal } from './refusal.mjs';

/** Points of an inch in PDF; pixels of the drawing: a page of A4 is 1,414 by 2,000, small print can be read. */
const LONGEST_SIDE = 2_000;
const MAX_SCALE = 4;

/** The pixels that a page is drawn in, whatever size it claims. */
function sizeOf(page) {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) throw new Refusal('unreadable');
  const scale = Math.min(MAX_SCALE, LONGEST_SIDE / Math.max(originalWidth, originalHeight));
  const pixels = (side) => Math.max(1, Math.round(side * scale));
  return { width: pixels(originalWidth), height: pixels(originalHeight), scale };
}

async function drawingOf(page) {
  const { width, height, scale } = sizeOf(page);
  const { data } = await page.render({ width, height, render: 'bitmap', renderFormFields: false });
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 78 })
    .toBuffer();
  return { jpeg, size: [width / scale, height / scale] };
}

/** @throws Refusal for one that is locked or that nothing can be drawn of */
async function opened(bytes) {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    return await library.loadDocument(bytes);
  } catch (error) {
    throw new Refusal(/password/i.test(String(error?.message)) ? 'locked' : 'unreadable');
  }
}

async function drawPages({ input, output, mostPages }) {
  const source = await opened(await readFile(input));
  const pages = source.getPageCount();
  if (pages < 1) throw new Refusal('unreadable');
  if (pages > mostPages) throw new Refusal('too-many-pages');
  const { default: PDFDocument } = await import('pdfkit');
  const file = 'document.pdf';
  const copy = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const written = createWriteStream(join(output, file), { flags: 'wx' });
  copy.pipe(written);
  for (const page of source.pages()) {
    const { jpeg, size } = await drawingOf(page);
    copy.addPage({ size, margin: 0 }).image(jpeg, 0, 0, { width: size[0], height: size[1] });
  }
  copy.end();
  await finished(written);
  return { file, type: 'application/pdf', bytes: written.bytesWritten };
}

export async function makeDocument(task) {
  if (task.type === 'pdf') return drawPages(task);
  const { master } = await makePictures(task);
  return { file: master.file, type: 'image/jpeg', bytes: master.bytes };
}
