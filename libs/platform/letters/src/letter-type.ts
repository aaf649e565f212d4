import { drawSquare, type ThemeFaces } from '@halles/platform/theming';

/** The faces of a territory as a PDF embeds them, with what they can draw. */
export interface LetterType {
  readonly display: Buffer;
  readonly text: Buffer;
  readonly bold: Buffer;
  /** PNG, square. */
  readonly logo: Buffer;
  readonly colors: {
    readonly ink: string;
    readonly muted: string;
    readonly accent: string;
    readonly surface: string;
  };
  /** The text with what the face cannot draw replaced by what comes nearest. */
  printable(text: string): string;
}

/** Every sign of the Latin faces that the themes have: Latin-1, its supplement, and the marks of typography. */
const SIGNS = [
  ...Array.from({ length: 0x17f - 0x20 }, (_, at) => String.fromCodePoint(0x20 + at)),
  ...'–—‘’‚“”„•…‹›€™→·',
].join('');

const LOGO_PIXELS = 400;
const TEXT_WEIGHT = 400;
const BOLD_WEIGHT = 650;

// The packages that read and cut fonts are loaded where the first letter is drawn: most processes never draw one.
async function atWeight(woff2: Buffer, weight: number): Promise<Buffer> {
  const [{ create }, { default: subsetFont }] = await Promise.all([import('fontkit'), import('subset-font')]);
  const font = create(woff2);
  const axis = 'variationAxes' in font ? font.variationAxes['wght'] : undefined;
  const variationAxes = axis ? { wght: Math.min(Math.max(weight, axis.min), axis.max) } : {};
  return subsetFont(woff2, SIGNS, { targetFormat: 'sfnt', variationAxes });
}

/** Replaces what a face has no glyph for: by the plain letter, else by a question mark. Pure but for the face. */
async function printableIn(face: Buffer): Promise<LetterType['printable']> {
  const { create } = await import('fontkit');
  const font = create(face);
  const has = (sign: string): boolean =>
    'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
  return (text) =>
    [...text.normalize('NFC')]
      .map((sign) => {
        if (sign === '\n' || has(sign)) return sign;
        if (/\s/u.test(sign)) return ' ';
        const plain = [...sign.normalize('NFD')][0] ?? '';
        return plain !== sign && has(plain) ? plain : /\p{L}|\p{N}|\p{S}|\p{P}/u.test(sign) ? '?' : '';
      })
      .join('');
}

/** Draws the faces of a theme at the weights of a letter. Some hundred milliseconds: kept by who prints. */
export async function letterType(faces: ThemeFaces): Promise<LetterType> {
  const { light, displayWeight } = faces.tokens;
  const [display, text, bold, logo] = await Promise.all([
    atWeight(await faces.face('display', displayWeight), displayWeight),
    atWeight(await faces.face('text', TEXT_WEIGHT), TEXT_WEIGHT),
    atWeight(await faces.face('text', BOLD_WEIGHT), BOLD_WEIGHT),
    drawSquare({ svg: faces.logo, side: LOGO_PIXELS, density: 400 }),
  ]);
  return {
    display,
    text,
    bold,
    logo,
    colors: { ink: light.ink, muted: light.inkMuted, accent: light.accent, surface: light.surface },
    printable: await printableIn(text),
  };
}
