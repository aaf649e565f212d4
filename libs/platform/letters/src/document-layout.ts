import { setImmediate } from 'node:timers/promises';
import type { Locale } from '@halles/kernel';
import type { LetterType } from './letter-type';
import { type AboutDocument, mm, PAGE, type Pen, set, typeset } from './pen';

/** What somebody is to keep: a confirmation with its terms, over as many pages as it takes. Words only, in one language. */
export interface PrintedDocument {
  readonly locale: Locale;
  readonly heading: string;
  /** Below the heading: what it is of, and of which day. */
  readonly about: string;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  /** What is sold, with what it costs; the last one is the total. */
  readonly rows: readonly { readonly text: string; readonly amount: string; readonly isTotal?: boolean }[];
  readonly notes: readonly string[];
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
  /** Of the portal that passed it on. */
  readonly portal: string;
  /** Said where the portal is a demonstration. */
  readonly demonstration: string | null;
}

const LEFT = mm(22);
const WIDTH = PAGE.width - 2 * LEFT;
const TOP = mm(24);
const BOTTOM = mm(274);
const FOOT = mm(283);
const TERM_WIDTH = mm(42);
const AMOUNT_WIDTH = mm(32);
const SIZE = 10;
/** A list of hundreds of orders takes seconds: others are served in between. */
const SECTIONS_AT_ONCE = 10;

/** Draws the foot of a page; further down than any text reaches. */
function drawFoot(pen: Pen, { portal, demonstration, about }: PrintedDocument): void {
  const line = [portal, about, ...(demonstration === null ? [] : [demonstration])].join(' · ');
  set(pen, 'P', line, { size: 8, fill: pen.type.colors.muted, x: LEFT, y: FOOT, width: WIDTH, gap: 1 });
}

/** A new page, with its band and its foot. What follows is set from its top. */
function turn(pen: Pen, document: PrintedDocument): void {
  pen.doc.addPage();
  pen.doc.rect(0, 0, PAGE.width, mm(3)).fill(pen.type.colors.accent);
  drawFoot(pen, document);
  pen.doc.y = TOP;
}

type Text = Pick<Parameters<typeof set>[3], 'face' | 'size' | 'fill'>;

/** Sets a paragraph across the page, on the next one where it does not fit on this. */
function flow(
  pen: Pen,
  document: PrintedDocument,
  role: 'H2' | 'P',
  text: string,
  input: Text & { before: number },
): void {
  const { doc, type } = pen;
  const { before, face = 'text', ...rest } = input;
  const gap = rest.size * 0.35;
  doc.font(face).fontSize(rest.size);
  const height = doc.heightOfString(type.printable(text), { width: WIDTH, lineGap: gap });
  // A heading is not left alone at the foot of a page.
  const needed = before + height + (role === 'H2' ? mm(12) : 0);
  if (doc.y + needed > BOTTOM) turn(pen, document);
  else doc.y += before;
  set(pen, role, text, { ...rest, face, x: LEFT, y: doc.y, width: WIDTH, gap });
}

/** Two texts side by side; the next pair begins below the longer one. */
function pair(
  pen: Pen,
  document: PrintedDocument,
  [left, right]: readonly [string, string],
  { split, face, rightEdge = false }: { split: number; face?: 'text' | 'bold'; rightEdge?: boolean },
): void {
  const { doc, type } = pen;
  const gap = SIZE * 0.3;
  doc.font(face ?? 'text').fontSize(SIZE);
  const heightOf = (text: string, width: number): number =>
    doc.heightOfString(type.printable(text), { width, lineGap: gap });
  const height = Math.max(heightOf(left, split - mm(4)), heightOf(right, WIDTH - split));
  if (doc.y + height + mm(1.5) > BOTTOM) turn(pen, document);
  const y = doc.y + mm(1.5);
  const one = { size: SIZE, gap, y, ...(face === undefined ? {} : { face }) };
  set(pen, 'P', left, {
    ...one,
    x: LEFT,
    width: split - mm(4),
    ...(rightEdge ? {} : { fill: type.colors.muted }),
  });
  const width = rightEdge
    ? doc
        .font(face ?? 'text')
        .fontSize(SIZE)
        .widthOfString(type.printable(right)) + 2
    : WIDTH - split;
  set(pen, 'P', right, { ...one, x: rightEdge ? LEFT + WIDTH - width : LEFT + split, width });
  doc.y = y + height;
}

async function draw(pen: Pen, document: PrintedDocument): Promise<void> {
  const { doc, type } = pen;
  turn(pen, document);
  doc.image(type.logo, LEFT, mm(12), { fit: [mm(10), mm(10)] });
  set(pen, 'P', document.portal, {
    face: 'display',
    size: 12,
    x: LEFT + mm(14),
    y: mm(14),
    width: WIDTH - mm(14),
    gap: 2,
  });
  set(pen, 'H1', document.heading, { face: 'display', size: 20, x: LEFT, y: mm(30), width: WIDTH, gap: 3 });
  flow(pen, document, 'P', document.about, { size: SIZE, fill: type.colors.muted, before: mm(1) });
  doc.y += mm(3);
  for (const { term, value } of document.facts) pair(pen, document, [term, value], { split: TERM_WIDTH });
  doc.y += mm(4);
  for (const { text, amount, isTotal = false } of document.rows)
    pair(pen, document, [text, amount], {
      split: WIDTH - AMOUNT_WIDTH,
      rightEdge: true,
      ...(isTotal ? { face: 'bold' as const } : {}),
    });
  for (const note of document.notes) flow(pen, document, 'P', note, { size: 9, before: mm(1.5) });
  for (const [index, { heading, paragraphs }] of document.sections.entries()) {
    if (index % SECTIONS_AT_ONCE === SECTIONS_AT_ONCE - 1) await setImmediate();
    flow(pen, document, 'H2', heading, { face: 'bold', size: 11.5, before: mm(6) });
    for (const text of paragraphs) flow(pen, document, 'P', text, { size: 9, before: mm(1.5) });
  }
}

/** Sets a document as a PDF with its faces embedded. */
export const setDocument = (
  document: PrintedDocument,
  type: LetterType,
  about: Omit<AboutDocument, 'locale'>,
): Promise<Buffer> => typeset(type, { ...about, locale: document.locale }, (pen) => draw(pen, document));
