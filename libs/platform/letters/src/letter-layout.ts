import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Letter, Letterhead } from './letter';
import type { LetterType } from './letter-type';
import { type AboutDocument, drawQr, mm, PAGE, type Pen, set as setAt, type TextInput, typeset } from './pen';

const LEFT = mm(22);
const WIDTH = mm(210 - 2 * 22);

/**
 * Where the address shows through a window on the right of a DL or C5 envelope, the sheet folded in three (NF Z 11-001: a
 * window of 100 by 45 mm, 20 mm from the right and from the bottom), with room for the sheet to slip.
 */
const WINDOW = { x: mm(108), y: mm(53), width: mm(82), line: mm(5) };
/** Folds of a sheet in three, from its top. */
const FOLDS = [mm(99), mm(198)];
const QR_SIZE = mm(34);

/** Sets a text, across the sheet unless said. Returns where it ends. */
const set = (
  pen: Pen,
  role: 'H1' | 'P',
  text: string,
  input: Omit<TextInput, 'x' | 'width'> & Partial<Pick<TextInput, 'x' | 'width'>>,
): number => setAt(pen, role, text, { x: LEFT, width: WIDTH, ...input });

function drawHead(pen: Pen, head: Letterhead): void {
  const { doc, type } = pen;
  const { muted, accent } = type.colors;
  doc.rect(0, 0, PAGE.width, mm(3)).fill(accent);
  doc.image(type.logo, LEFT, mm(14), { fit: [mm(14), mm(14)] });
  const at = { x: LEFT + mm(18), width: mm(62) };
  set(pen, 'P', head.portal, { ...at, face: 'display', size: 14, y: mm(14.5), gap: 2 });
  set(pen, 'P', [head.organisation, ...head.addressLines].join('\n'), {
    ...at,
    size: 8.5,
    fill: muted,
    y: doc.y + 1,
    gap: 2,
  });
}

function drawRecipient(pen: Pen, lines: readonly string[]): void {
  const { x, y, width, line } = WINDOW;
  lines.slice(0, 6).forEach((text, index) => {
    set(pen, 'P', text, { size: 10, x, y: y + index * line, width, gap: 0 });
  });
}

function drawFolds({ doc, type }: Pen): void {
  doc.lineWidth(0.4).strokeColor(type.colors.muted);
  for (const y of FOLDS) doc.moveTo(mm(4), y).lineTo(mm(9), y).stroke();
}

function drawCode(pen: Pen, { code }: Letter, top: number): number {
  const { doc, type } = pen;
  const height = QR_SIZE + mm(12);
  doc.roundedRect(LEFT, top, WIDTH, height, 6).fill(type.colors.surface);
  const [x, width] = [LEFT + mm(7), WIDTH - QR_SIZE - mm(20)];
  set(pen, 'P', code.label, { face: 'bold', size: 10, x, width, y: top + mm(8), fill: type.colors.muted });
  if (code.text !== null)
    set(pen, 'P', code.text, { face: 'bold', size: 30, x, width, y: doc.y + mm(1), spacing: 2, gap: 4 });
  set(pen, 'P', `${code.urlLabel} ${code.shownUrl}`, { size: 9.5, x, width, y: doc.y + mm(1.5) });
  const qrX = LEFT + WIDTH - QR_SIZE - mm(6);
  drawQr(pen, code.url, { x: qrX, y: top + mm(6), side: QR_SIZE });
  return top + height;
}

function drawSteps(pen: Pen, steps: readonly string[], top: number): number {
  let y = top;
  steps.forEach((step, index) => {
    set(pen, 'P', `${index + 1}.`, { face: 'bold', size: 11, y, width: mm(8), fill: pen.type.colors.accent });
    y = set(pen, 'P', step, { size: 11, x: LEFT + mm(8), width: WIDTH - mm(8), y }) + mm(1);
  });
  return y;
}

function drawFoot(pen: Pen, head: Letterhead): void {
  const { muted } = pen.type.colors;
  const lines = [head.footer, ...(head.demonstration === null ? [] : [head.demonstration])];
  set(pen, 'P', lines.join('\n'), { size: 8.5, fill: muted, y: mm(278), gap: 2 });
}

function drawLetter(pen: Pen, letter: Letter, head: Letterhead): void {
  const { doc, type } = pen;
  doc.addPage();
  drawHead(pen, head);
  drawRecipient(pen, letter.recipient);
  drawFolds(pen);
  set(pen, 'P', letter.dateLine, { size: 10, fill: type.colors.muted, y: mm(104) });
  set(pen, 'H1', letter.heading, { face: 'display', size: 22, y: mm(113), gap: 4 });
  for (const text of letter.opening) set(pen, 'P', text, { size: 11, y: doc.y + mm(2) });
  const afterCode = drawCode(pen, letter, doc.y + mm(6));
  const afterSteps = drawSteps(pen, letter.steps, afterCode + mm(7));
  doc.y = afterSteps + mm(3);
  for (const text of letter.closing) set(pen, 'P', text, { size: 11, y: doc.y + mm(1.5) });
  if (letter.notice !== null)
    set(pen, 'P', letter.notice, { size: 9, fill: type.colors.muted, y: doc.y + mm(3), gap: 2.5 });
  drawFoot(pen, head);
}

/** Sets letters, one a page, as a PDF with its faces embedded. Others have their turn between two: many take a second. */
export function setLetters(
  letters: readonly { readonly letter: Letter; readonly head: Letterhead }[],
  type: LetterType,
  about: Omit<AboutDocument, 'locale'>,
): Promise<Buffer> {
  return typeset(type, { ...about, locale: letters[0]?.letter.locale ?? 'fr' }, async (pen) => {
    for (const { letter, head } of letters) {
      drawLetter(pen, letter, head);
      await othersTurn();
    }
  });
}
