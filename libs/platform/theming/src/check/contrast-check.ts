import type { Palette, ThemeTokens } from '@halles/contracts';
import { contrastRatio, nearestPassing } from '../contrast';
import { type Finding } from './finding';

/** Text: WCAG 2.2, 1.4.3 (AA). Borders of fields and marks of focus: 1.4.11. */
const TEXT = 4.5;
const NON_TEXT = 3;

interface Pair {
  readonly colour: keyof Palette;
  readonly on: readonly (keyof Palette)[];
  readonly ratio: number;
}

const GROUNDS = ['ground', 'surface', 'surfaceStrong'] as const;

/** Every pair of colours that the base stylesheet lays one on the other. */
const contrastPairs: readonly Pair[] = [
  { colour: 'ink', on: GROUNDS, ratio: TEXT },
  { colour: 'inkMuted', on: GROUNDS, ratio: TEXT },
  { colour: 'accent', on: GROUNDS, ratio: TEXT },
  { colour: 'onAccent', on: ['accent'], ratio: TEXT },
  { colour: 'onSupport', on: ['support'], ratio: TEXT },
  { colour: 'success', on: GROUNDS, ratio: TEXT },
  { colour: 'warning', on: GROUNDS, ratio: TEXT },
  { colour: 'danger', on: GROUNDS, ratio: TEXT },
  { colour: 'fieldLine', on: GROUNDS, ratio: NON_TEXT },
  { colour: 'focus', on: GROUNDS, ratio: NON_TEXT },
];

/** Rounded down: 4.499 does not pass and must not read as 4.5. */
const shown = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2);

/**
 * The pairs of a theme that do not reach their contrast, each with the nearest shade that would.
 * @param file path of the tokens, for the report
 */
export function checkContrast(file: string, tokens: ThemeTokens): Finding[] {
  return (['light', 'dark'] as const).flatMap((scheme) =>
    contrastPairs.flatMap(({ colour, on, ratio }) => {
      const palette = tokens[scheme];
      const weak = on.filter((ground) => contrastRatio(palette[colour], palette[ground]) < ratio);
      if (weak.length === 0) return [];
      const shade = nearestPassing(
        palette[colour],
        on.map((ground) => palette[ground]),
        ratio,
      );
      const measured = weak
        .map((ground) => `${shown(contrastRatio(palette[colour], palette[ground]))} on ${ground}`)
        .join(', ');
      const advice =
        shade === null
          ? `no shade of it reaches ${ratio}: change what it lies on`
          : `nearest shade that passes: ${shade}`;
      return [
        {
          file,
          message: `${scheme}.${colour} ${palette[colour]} has a contrast of ${measured}, ${ratio} asked for; ${advice}`,
        },
      ];
    }),
  );
}
