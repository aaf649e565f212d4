import type { Font } from 'fontkit';

/** What others show of a link: the size that they ask for, pixels (ogp.me; 1.91 to 1). */
export const WIDTH = 1_200;
export const HEIGHT = 630;

const MARGIN = 80;
/** Where the words end: the mark of the territory stands beyond. */
const WORDS_WIDTH = WIDTH - 2 * MARGIN;
const NAME_SIZES = [92, 76, 62, 52];
const MAX_LINES = 3;

export interface ShareWords {
  readonly name: string;
  /** What it is, and where. */
  readonly about: string;
  readonly portal: string;
}

export interface ShareLook {
  readonly display: Font;
  readonly text: Font;
  readonly colors: {
    readonly ground: string;
    readonly surface: string;
    readonly ink: string;
    readonly inkMuted: string;
    readonly accent: string;
    readonly onAccent: string;
  };
}

const widthOf = (font: Font, text: string, size: number): number =>
  (font.layout(text).advanceWidth * size) / font.unitsPerEm;

/** A text as outlines: the picture needs no font of the machine that draws it. */
function outline(font: Font, text: string, at: { x: number; y: number; size: number; fill: string }): string {
  const scale = at.size / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text);
  let pen = 0;
  const paths = glyphs.map((glyph, index) => {
    const { xOffset = 0, yOffset = 0, xAdvance = glyph.advanceWidth } = positions[index] ?? {};
    const d = glyph.path.toSVG();
    const path = d === '' ? '' : `<path transform="translate(${pen + xOffset} ${yOffset})" d="${d}"/>`;
    pen += xAdvance;
    return path;
  });
  return `<g fill="${at.fill}" transform="translate(${at.x} ${at.y}) scale(${scale} ${-scale})">${paths.join('')}</g>`;
}

/** The lines of a text at a size, or null where they are too many or a word is too wide. */
function wrap(font: Font, text: string, size: number, width: number, most: number): string[] | null {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(font, longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const fits = lines.length <= most && lines.every((line) => widthOf(font, line, size) <= width);
  return fits ? lines : null;
}

/** The text cut so that it fits one line, with an ellipsis. */
function cut(font: Font, text: string, size: number, width: number): string {
  if (widthOf(font, text, size) <= width) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const shown = `${letters.slice(0, middle).join('').trimEnd()}…`;
    if (widthOf(font, shown, size) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}

/** The name at the largest size at which it is whole; a name that never is, is cut. */
function nameLines(font: Font, name: string): { readonly lines: readonly string[]; readonly size: number } {
  for (const size of NAME_SIZES) {
    const lines = wrap(font, name, size, WORDS_WIDTH, MAX_LINES);
    if (lines) return { lines, size };
  }
  const size = NAME_SIZES.at(-1) ?? 0;
  return { lines: [cut(font, name, size, WORDS_WIDTH)], size };
}

/** Signs that a register holds and no font draws. */
const tidy = (text: string): string =>
  text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, 200);

/** The picture that others show of the page of a business, as SVG without any text or reference in it. Pure. */
export function drawShare(words: ShareWords, { display, text, colors }: ShareLook): string {
  const { lines, size } = nameLines(display, tidy(words.name) || '…');
  const leading = size * 1.1;
  const top = 190 + size * 0.4 - (lines.length - 1) * leading * 0.1;
  const name = lines.map((line, index) =>
    outline(display, line, { x: MARGIN, y: top + index * leading, size, fill: colors.ink }),
  );
  const about = outline(text, cut(text, tidy(words.about), 38, WORDS_WIDTH), {
    x: MARGIN,
    y: top + (lines.length - 1) * leading + 78,
    size: 38,
    fill: colors.inkMuted,
  });
  const portal = outline(display, cut(display, tidy(words.portal), 40, WORDS_WIDTH - 100), {
    x: MARGIN + 100,
    y: HEIGHT - 52,
    size: 40,
    fill: colors.onAccent,
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colors.ground}"/>` +
    `<rect y="${HEIGHT - 130}" width="${WIDTH}" height="130" fill="${colors.accent}"/>` +
    `<rect width="${WIDTH}" height="14" fill="${colors.accent}"/>${name.join('')}${about}${portal}</svg>`
  );
}
