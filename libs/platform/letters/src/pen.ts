import type PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import type { Locale } from '@halles/kernel';
import type { LetterType } from './letter-type';

/** Points of so many millimetres. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A4 (ISO 216), points. */
export const PAGE = { width: mm(210), height: mm(297) };

type Doc = InstanceType<typeof PDFDocument>;

/** What is drawn with: the document, its faces, and the signs that they have. */
export interface Pen {
  readonly doc: Doc;
  readonly type: LetterType;
}

export interface TextInput {
  readonly face?: 'display' | 'text' | 'bold';
  readonly size: number;
  readonly fill?: string;
  readonly x: number;
  /** Where the last one ended unless said. */
  readonly y?: number;
  readonly width: number;
  readonly gap?: number;
  readonly spacing?: number;
}

export interface AboutDocument {
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly locale: Locale;
}

/** Sets a text, marked as what it is for those who have it read out. Returns where it ends. */
export function set({ doc, type }: Pen, role: 'H1' | 'H2' | 'P', text: string, input: TextInput): number {
  const { face = 'text', size, fill = type.colors.ink, x, width, gap = size * 0.42 } = input;
  const y = input.y ?? doc.y;
  doc.addStructure(
    doc.struct(role, {}, () => {
      doc
        .font(face)
        .fontSize(size)
        .fillColor(fill)
        .text(type.printable(text), x, y, { width, lineGap: gap, characterSpacing: input.spacing ?? 0 });
    }),
  );
  return doc.y;
}

/** The largest of the sizes at which a text takes at most so many lines; undefined where none does. */
export function fittingSize(
  { doc, type }: Pen,
  text: string,
  input: Pick<TextInput, 'face' | 'width'>,
  sizes: readonly number[],
  lines: number,
): number | undefined {
  doc.font(input.face ?? 'text');
  const fits = (size: number): boolean => {
    doc.fontSize(size);
    const words = type.printable(text).split(/[ \n]+/);
    const height = doc.heightOfString(type.printable(text), { width: input.width });
    return (
      height <= lines * doc.currentLineHeight() + 1 &&
      words.every((word) => doc.widthOfString(word) <= input.width)
    );
  };
  return sizes.find(fits);
}

/** A QR code as squares, sharp at any resolution, with its address for those who have it read out. */
export function drawQr(pen: Pen, url: string, { x, y, side }: { x: number; y: number; side: number }): void {
  const { doc, type } = pen;
  const { data, size } = encode(url, { border: 0, ecc: 'M' });
  const cell = side / size;
  const squares = (): void => {
    doc.fillColor(type.colors.ink);
    data.forEach((row, line) => {
      row.forEach((isDark, column) => {
        // A hair wider than a cell, or printers leave white lines between them.
        if (isDark) doc.rect(x + column * cell, y + line * cell, cell + 0.05, cell + 0.05);
      });
    });
    doc.fill();
  };
  doc.addStructure(doc.struct('Figure', { alt: url }, squares));
}

/** A PDF of A4 pages with its faces embedded, tagged; `draw` adds the pages. */
export async function typeset(
  type: LetterType,
  { title, author, createdAt, locale }: AboutDocument,
  draw: (pen: Pen) => void | Promise<void>,
): Promise<Buffer> {
  // Loaded where the first letter is set: most processes never set one.
  const { default: Document } = await import('pdfkit');
  const doc = new Document({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: locale === 'en' ? 'en-GB' : 'fr-FR',
    displayTitle: true,
    pdfVersion: '1.7',
    tagged: true,
    info: { Title: title, Author: author, CreationDate: createdAt },
  });
  doc.registerFont('display', type.display);
  doc.registerFont('text', type.text);
  doc.registerFont('bold', type.bold);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  await draw({ doc, type });
  doc.end();
  return done;
}
