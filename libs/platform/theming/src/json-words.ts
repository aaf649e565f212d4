import type { Bilingual, Locale } from '@halles/kernel';
import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What stands in a JSON file, by the name of its type. */
const THINGS: Readonly<Record<string, Bilingual>> = {
  string: { fr: 'un texte entre guillemets', en: 'a text in quotes' },
  number: { fr: 'un nombre, sans guillemets', en: 'a number, without quotes' },
  int: { fr: 'un nombre entier, sans guillemets', en: 'a whole number, without quotes' },
  boolean: { fr: 'true ou false, sans guillemets', en: 'true or false, without quotes' },
  object: { fr: 'un groupe de champs\u00a0: { … }', en: 'a group of fields: { … }' },
  record: { fr: 'un groupe de champs\u00a0: { … }', en: 'a group of fields: { … }' },
  array: { fr: 'une liste\u00a0: [ … ]', en: 'a list: [ … ]' },
  tuple: { fr: 'une liste\u00a0: [ … ]', en: 'a list: [ … ]' },
};

const FORMATS: Readonly<Record<string, Bilingual>> = {
  email: {
    fr: 'une adresse électronique, par exemple "mairie@exemple.fr"',
    en: 'an email address, e.g. "mairie@exemple.fr"',
  },
  url: {
    fr: 'une adresse du web, par exemple "https://exemple.fr/page"',
    en: 'an address of the web, e.g. "https://exemple.fr/page"',
  },
};

/** What our schemas say themselves, in French by their English. */
const OF_SCHEMAS: Readonly<Record<string, string>> = {
  'a colour as #rrggbb, lower case': 'une couleur de la forme #rrggbb, en minuscules',
  'digits, spaces and dots, e.g. "05 36 49 00 00"':
    'des chiffres, des espaces et des points, par exemple "05 36 49 00 00"',
  'lower-case letters, digits and single hyphens, 3 to 40 characters':
    'des minuscules sans accent, des chiffres et des tirets isolés, de 3 à 40 caractères',
  'INSEE commune code, e.g. "33063"': 'un code commune de l’INSEE, par exemple "33063"',
};

const MISSING: Readonly<Record<Locale, (thing: string) => string>> = {
  fr: (thing) => `ce champ, qui manque\u00a0: ${thing}`,
  en: (thing) => `this field, which is missing: ${thing}`,
};

function thingOf(value: unknown): Bilingual {
  if (value === null) return { fr: 'null', en: 'null' };
  if (Array.isArray(value)) return { fr: 'une liste', en: 'a list' };
  switch (typeof value) {
    case 'string':
      return { fr: 'un texte', en: 'a text' };
    case 'number':
      return { fr: 'un nombre', en: 'a number' };
    case 'boolean':
      return { fr: 'true ou false', en: 'true or false' };
    default:
      return { fr: 'un groupe', en: 'a group' };
  }
}

function typeWords({ expected, input }: Issue & { code: 'invalid_type' }, locale: Locale): string {
  const thing = THINGS[expected]?.[locale] ?? expected;
  if (input === undefined) return MISSING[locale](thing);
  const other = thingOf(input)[locale];
  return locale === 'fr' ? `${thing}, et non ${other}` : `${thing}, and not ${other}`;
}

const UNITS: Readonly<Record<string, Bilingual>> = {
  string: { fr: '\u00a0caractères', en: ' characters' },
  array: { fr: '\u00a0éléments', en: ' entries' },
};

/** How much of what: of texts in characters, of lists in entries, of numbers as it is. */
function sizeWords(
  bound: 'least' | 'most',
  { limit, origin }: { readonly limit: number | bigint; readonly origin: string },
  locale: Locale,
): string {
  const unit = UNITS[origin]?.[locale] ?? '';
  return locale === 'fr'
    ? `${limit}${unit} au ${bound === 'least' ? 'moins' : 'plus'}`
    : `at ${bound} ${limit}${unit}`;
}

/** One of some values, as they have to be written. */
function valueWords({ values, input }: Issue & { code: 'invalid_value' }, locale: Locale): string {
  const listed = values.map((value) => JSON.stringify(value)).join(', ');
  const many = locale === 'fr' ? `l’un de ${listed}` : `one of ${listed}`;
  const expected = values.length === 1 ? listed : many;
  return input === undefined ? MISSING[locale](expected) : expected;
}

/**
 * What a schema finds wrong, for the person who edits the file: what has to stand there, in words. Undefined where the
 * schema's own word is as good. Pure.
 */
function words(issue: Issue, locale: Locale): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue, locale);
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1)
        return locale === 'fr' ? 'un texte qui n’est pas vide' : 'a text that is not empty';
      return sizeWords('least', { limit: issue.minimum, origin: issue.origin }, locale);
    case 'too_big':
      return sizeWords('most', { limit: issue.maximum, origin: issue.origin }, locale);
    case 'invalid_value':
      return valueWords(issue, locale);
    case 'invalid_format':
      return FORMATS[issue.format]?.[locale];
    default:
      return undefined;
  }
}

/** The English of an issue, as zod asks for it. Pure. */
export const wordsOfIssue = (issue: Issue): string | undefined => words(issue, 'en');

const FRENCH = z.locales.fr().localeError;

const frenchOfIssue = (issue: Issue): string | undefined => {
  const french = words(issue, 'fr') ?? FRENCH(issue);
  return typeof french === 'string' ? french : french?.message;
};

/** The same issues in French, in their order: a schema words what it finds while it looks. Pure. */
export function frenchOfIssues(
  schema: z.ZodType,
  raw: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly string[] {
  const french = schema.safeParse(raw, { error: frenchOfIssue }).error?.issues ?? [];
  return issues.map(({ message }, at) => OF_SCHEMAS[message] ?? french[at]?.message ?? message);
}

/** What a program says in its own language, quoted: a parser of ours, or the system. Pure. */
export const quoted = (error: unknown): string =>
  `(le programme dit\u00a0: “${error instanceof Error ? error.message : String(error)}”)`;

/** What a JSON parser says, in words of ours: its line is told beside them. */
export const BROKEN_JSON =
  'du JSON valable (une virgule, un guillemet ou une accolade manque ou est de trop à cette ligne, ou juste avant)';

const BYTE_ORDER_MARK = '\uFEFF';

/** The text of a JSON file, or why it is none that can be read: in which encoding it is saved. Pure. */
export function decodeJson(
  bytes: Buffer,
): { readonly text: string } | { readonly expected: Bilingual; readonly line: number } {
  const text = bytes.toString('utf8');
  if (text.startsWith(BYTE_ORDER_MARK))
    return {
      expected: {
        fr: 'de l’UTF-8 sans marque d’ordre des octets\u00a0: enregistrez-le en "UTF-8", et non en "UTF-8 avec BOM"',
        en: 'UTF-8 without a byte order mark: save it again as "UTF-8", not "UTF-8 with BOM"',
      },
      line: 1,
    };
  const wrong = text.indexOf('\uFFFD');
  if (wrong === -1 || bytes.includes('\uFFFD')) return { text };
  const expected = {
    fr: 'de l’UTF-8\u00a0: il est enregistré dans un autre codage (Windows-1252 peut-être). Enregistrez-le en "UTF-8"',
    en: 'UTF-8: it is saved in another encoding (Windows-1252 perhaps). Save it again as "UTF-8"',
  };
  return { expected, line: text.slice(0, wrong).split('\n').length };
}

/** What a JSON parser said, on one line and without the piece of the file that it quotes. Pure. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, (?:\.{3})?".*$/s, '');
