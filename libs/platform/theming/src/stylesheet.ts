import type { FontFace, Palette, ThemeTokens } from '@halles/contracts';
import { transformSync, version } from 'esbuild';
import { CompilerResults } from './compiler-results';

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const colours = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, value]) => `--color-${kebab(name)}: ${value};`)
    .join('\n');

const fontFaces = (face: FontFace, urlOf: (file: string) => string): string =>
  face.files
    .map(
      ({ file, weight, style }) =>
        `@font-face { font-family: "${face.family}"; src: url("${urlOf(file)}") format("woff2"); font-weight: ${weight}; font-style: ${style}; font-display: swap; }`,
    )
    .join('\n');

export interface StylesheetUrls {
  readonly font: (packageName: string, file: string) => string;
  readonly motif: string;
}

/** A territory's tokens as custom properties, with the font faces that they name. Values come from validated tokens. */
export function tokensStylesheet(tokens: ThemeTokens, urls: StylesheetUrls): string {
  const { display, text } = tokens;
  const faces = [fontFaces(display, (file) => urls.font(display.package, file))];
  if (text.family !== display.family) faces.push(fontFaces(text, (file) => urls.font(text.package, file)));
  return `${faces.join('\n')}
:root {
color-scheme: light dark;
${colours(tokens.light)}
--font-display: "${display.family}", ${display.fallback};
--font-text: "${text.family}", ${text.fallback};
--display-weight: ${tokens.displayWeight};
--display-tracking: ${tokens.displayTracking}em;
--radius-control: ${tokens.radius.control}px;
--radius-card: ${tokens.radius.card}px;
--density: ${tokens.density};
--stroke: ${tokens.stroke}px;
--motif: url("${urls.motif}");
}
@media (prefers-color-scheme: dark) {
:root {
${colours(tokens.dark)}
}
}
`;
}

/** A stylesheet is wrong: where, and what. */
export class StylesheetError extends Error {
  constructor(readonly errors: readonly { readonly line: number; readonly text: string }[]) {
    super(errors.map(({ line, text }) => `line ${line}: ${text}`).join('\n'));
    this.name = 'StylesheetError';
  }
}

/**
 * Checks the syntax of CSS and takes out what a browser does not need.
 * @throws StylesheetError where the syntax is wrong
 */
export function minifyCss(source: string): string {
  return new CompilerResults(`esbuild ${version} css`).of(source, () => minify(source));
}

function minify(source: string): string {
  const { code, warnings } = transformSync(source, { loader: 'css', minify: true, logLevel: 'silent' });
  if (warnings.length > 0) {
    throw new StylesheetError(warnings.map(({ location, text }) => ({ line: location?.line ?? 0, text })));
  }
  return code;
}
