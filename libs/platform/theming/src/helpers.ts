import Handlebars from 'handlebars';
import type { Texts, TextParams } from './texts';

/** What a helper may know beside its arguments: set by the theme at each rendering, out of the templates' reach. */
export interface RenderData {
  readonly texts: Texts;
}

/** The built-in helpers that templates may use, and ours. Nothing else exists in an environment. */
export const builtInHelpers = ['if', 'unless', 'each', 'with', 'lookup'] as const;
const ownHelpers = ['t', 'eq', 'icon', 'motif', 'number', 'date', 'json'] as const;
export const knownHelpers: Readonly<Record<string, boolean>> = Object.fromEntries(
  [...builtInHelpers, ...ownHelpers].map((name) => [name, true]),
);

export interface HelperSources {
  /** Inline SVG by name, already checked and ready to be put in the page. */
  readonly icons: ReadonlyMap<string, string>;
  readonly motif: string;
}

const textsOf = (options: Handlebars.HelperOptions): Texts => (options.data as unknown as RenderData).texts;

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A number as people of the locale write it: `1 250` in French. */
export function formatNumber(value: number, locale: string): string {
  // Most numbers of a page are counts below a thousand, which every locale writes the same: a page has some thirty of them.
  if (Number.isInteger(value) && value >= 0 && value < 1_000) return String(value);
  let format = numberFormats.get(locale);
  if (!format)
    numberFormats.set(locale, (format = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'fr-FR')));
  return format.format(value);
}

/** A day in words: `25 novembre 2026`, `1er mai 2026`. The day is taken as written, in no time zone. */
export function formatDay(iso: string, locale: string): string {
  let format = dateFormats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
      dateStyle: 'long',
      timeZone: 'UTC',
    });
    dateFormats.set(locale, format);
  }
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) throw new RangeError(`"${iso}" is not a date`);
  const words = format.format(day);
  // The first of a month is an ordinal in French, which Intl does not write.
  return locale === 'fr' ? words.replace(/^1 /, '1er ') : words;
}

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '<': String.raw`\u003c`,
  '>': String.raw`\u003e`,
  '&': String.raw`\u0026`,
  '\u2028': String.raw`\u2028`,
  '\u2029': String.raw`\u2029`,
};

/**
 * A value as JSON that may stand inside a `<script type="application/ld+json">`: what could end the element or begin a
 * comment is written as an escape, which means the same to whoever reads the JSON.
 */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => JSON_ESCAPES[character] ?? '');
}

/** The closed list of helpers: pure functions of their arguments, the locale and the theme's own drawings. */
export function createHelpers({ icons, motif }: HelperSources): Record<string, Handlebars.HelperDelegate> {
  return {
    t: (key: string, options: Handlebars.HelperOptions) =>
      textsOf(options).line(key, options.hash as TextParams),
    eq: (a: unknown, b: unknown) => a === b,
    icon: (name: string) => {
      const svg = icons.get(name);
      if (svg === undefined) throw new Error(`there is no icon "${name}"`);
      return new Handlebars.SafeString(svg);
    },
    motif: () => new Handlebars.SafeString(motif),
    number: (value: number, options: Handlebars.HelperOptions) =>
      formatNumber(value, textsOf(options).locale),
    json: (value: unknown) => new Handlebars.SafeString(jsonInScript(value)),
    date: (iso: string, options: Handlebars.HelperOptions) => formatDay(iso, textsOf(options).locale),
  };
}

/** An SVG file as it is put inside a page: no prologue, hidden from assistive technology, never focusable. */
export function inlineSvg(source: string, className: string): string {
  const svg = source
    .replace(/<\?xml[\s\S]*?\?>|<!DOCTYPE[^>]*>|<!--[\s\S]*?-->/g, '')
    .replace(/\s(?:class|aria-hidden|focusable|role|aria-label|aria-labelledby)="[^"]*"(?=[^<]*>)/, '')
    .trim();
  return svg
    .replace(/^<svg\b/, `<svg class="${className}" aria-hidden="true" focusable="false"`)
    .replace(/<title>[\s\S]*?<\/title>/, '');
}
