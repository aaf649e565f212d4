/** Linear light of one sRGB channel, 0 to 1 (IEC 61966-2-1). */
const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const fromLinear = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

type Triple = readonly [number, number, number];

const HEX = /^#[0-9a-f]{6}$/i;

function parseHex(colour: string): Triple {
  if (!HEX.test(colour)) throw new RangeError(`"${colour}" is not a colour as #rrggbb`);
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

function toHex([r, g, b]: Triple): string {
  const part = (channel: number): string =>
    Math.round(Math.min(1, Math.max(0, channel)) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${part(r)}${part(g)}${part(b)}`;
}

/**
 * Relative luminance, 0 (black) to 1 (white). WCAG 2.2, "relative luminance".
 * @param colour `#rrggbb`
 * @throws RangeError when the colour is not of that form
 */
export function relativeLuminance(colour: string): number {
  const [r, g, b] = parseHex(colour);
  return 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b);
}

/**
 * Contrast ratio of two colours, 1 to 21, whichever is the text. WCAG 2.2, "contrast ratio".
 * @throws RangeError when a colour is not `#rrggbb`
 */
export function contrastRatio(a: string, b: string): number {
  const [dark, light] = [relativeLuminance(a), relativeLuminance(b)].sort((x, y) => x - y) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  /** Radians. */
  readonly hue: number;
}

/** sRGB to OKLCH, with the matrices of Björn Ottosson's definition (CSS Color 4, §17). */
function toOklch(colour: string): Oklch {
  const [r, g, b] = parseHex(colour).map(toLinear) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const c = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, c),
    hue: Math.atan2(c, a),
  };
}

function oklchToLinear({ lightness, chroma, hue }: Oklch): Triple {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const GAMUT_SLACK = 1e-4;

/** The colour as `#rrggbb`; chroma gives way until it lies in sRGB, lightness and hue stay. */
function oklchToHex(colour: Oklch): string {
  const fits = (rgb: Triple): boolean => rgb.every((v) => v >= -GAMUT_SLACK && v <= 1 + GAMUT_SLACK);
  let chroma = colour.chroma;
  let rgb = oklchToLinear(colour);
  while (!fits(rgb) && chroma > 0.001) {
    chroma *= 0.96;
    rgb = oklchToLinear({ ...colour, chroma });
  }
  return toHex(rgb.map((light) => fromLinear(Math.max(0, light))) as unknown as Triple);
}

const LIGHTNESS_STEP = 0.0025;

/**
 * The shade of a colour nearest to it, in OKLCH lightness, that reaches a contrast on every background given.
 * @param colour `#rrggbb`; returned as it is when it already passes
 * @param backgrounds one or several `#rrggbb` that the shade is laid on
 * @param ratio contrast asked for, 1 to 21 (4.5 for text, 3 for borders of controls: WCAG 2.2, 1.4.3 and 1.4.11)
 * @returns `#rrggbb`, or null when no shade of that hue passes on all of them
 */
export function nearestPassing(
  colour: string,
  backgrounds: string | readonly string[],
  ratio: number,
): string | null {
  const grounds = typeof backgrounds === 'string' ? [backgrounds] : backgrounds;
  const passes = (shade: string): boolean => grounds.every((ground) => contrastRatio(shade, ground) >= ratio);
  if (passes(colour)) return colour.toLowerCase();
  const from = toOklch(colour);
  for (let distance = LIGHTNESS_STEP; distance <= 1; distance += LIGHTNESS_STEP) {
    for (const lightness of [from.lightness - distance, from.lightness + distance]) {
      if (lightness < 0 || lightness > 1) continue;
      const shade = oklchToHex({ ...from, lightness });
      if (passes(shade)) return shade;
    }
  }
  return null;
}
