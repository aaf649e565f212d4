import { type Finding, findAll } from './finding';

const NAMED = [
  'aliceblue|aqua|aquamarine|azure|beige|bisque|black|blue|brown|chocolate|coral|crimson|cyan|fuchsia|gold|gray|green|grey',
  'indigo|ivory|khaki|lavender|lime|linen|magenta|maroon|navy|olive|orange|orchid|pink|plum|purple|red|salmon|sienna|silver',
  'snow|tan|teal|tomato|turquoise|violet|wheat|white|yellow|rebeccapurple',
].join('|');

const RAW_COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/gi;
const NAMED_COLOUR = new RegExp(`(?<=:[^;{}]*)(?<![\\w-])(?:${NAMED})(?![\\w-])(?=[^{}]*[;}])`, 'gi');

/** The text with comments and strings blanked out, so that offsets still count lines. */
const blank = (css: string): string =>
  css.replaceAll(/\/\*[\s\S]*?\*\/|"[^"\n]*"|'[^'\n]*'/g, (match) => match.replaceAll(/[^\n]/g, ' '));

/** Files that may name colours: the defaults of the tokens. */
const isTokenFile = (file: string): boolean => /(?:^|\/)\d*-?tokens\.css$/.test(file);

/**
 * What a stylesheet may not do: name a colour outside the tokens, or load anything from elsewhere. Pure.
 * @param file path for the report
 */
export function checkCss(file: string, css: string): Finding[] {
  const text = blank(css);
  const colours = isTokenFile(file)
    ? []
    : [
        ...findAll(file, text, RAW_COLOUR, (match) => `a raw colour (${match}): use a token, var(--color-…)`),
        ...findAll(
          file,
          text,
          NAMED_COLOUR,
          (match) => `a raw colour (${match}): use a token, var(--color-…)`,
        ),
      ];
  return [
    ...colours,
    ...findAll(
      file,
      text,
      /@import\b/g,
      () => '@import: files of css/ are put together in the order of their names',
    ),
    ...findAll(
      file,
      css,
      /url\(\s*["']?(?:https?:)?\/\/[^)]*\)/gi,
      (match) => `${match}: nothing is loaded from another site`,
    ),
  ];
}
