import { type Oklch, clampChroma, converter, formatHex, wcagContrast } from 'culori';

const HEX = /^#[0-9a-f]{6}$/i;

function assertHex(colour: string): void {
  if (!HEX.test(colour)) throw new RangeError(`"${colour}" is not a colour as #rrggbb`);
}

const toOklch = converter('oklch');

/** The colour as `#rrggbb`; chroma gives way until it lies in sRGB, lightness and hue stay. */
const toHex = (colour: Oklch): string => formatHex(clampChroma(colour, 'oklch', 'rgb'));

/**
 * Contrast ratio of two colours, 1 to 21, whichever is the text. WCAG 2.2, "contrast ratio".
 * @throws RangeError when a colour is not `#rrggbb`
 */
export function contrastRatio(a: string, b: string): number {
  assertHex(a);
  assertHex(b);
  return wcagContrast(a, b);
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
  if (!from) return null;
  for (let distance = LIGHTNESS_STEP; distance <= 1; distance += LIGHTNESS_STEP) {
    for (const l of [from.l - distance, from.l + distance]) {
      if (l < 0 || l > 1) continue;
      const shade = toHex({ ...from, l });
      if (passes(shade)) return shade;
    }
  }
  return null;
}
