import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What stands in a JSON file, by the name of its type. */
const THINGS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number, without quotes',
  int: 'a whole number, without quotes',
  boolean: 'true or false, without quotes',
  object: 'a group of fields: { … }',
  record: 'a group of fields: { … }',
  array: 'a list: [ … ]',
  tuple: 'a list: [ … ]',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an email address, e.g. "mairie@exemple.fr"',
  url: 'an address of the web, e.g. "https://exemple.fr/page"',
};

function thingOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'a group'
  );
}

function typeWords({ expected, input }: Issue & { code: 'invalid_type' }): string {
  const thing = THINGS[expected] ?? expected;
  return input === undefined
    ? `this field, which is missing: ${thing}`
    : `${thing}, and not ${thingOf(input)}`;
}

/** How much of what: of texts in characters, of lists in entries, of numbers as it is. */
function sizeWords(bound: 'least' | 'most', limit: number | bigint, origin: string): string {
  const unit = { string: ' characters', array: ' entries' }[origin] ?? '';
  return `at ${bound} ${limit}${unit}`;
}

/**
 * What a schema finds wrong, for the person who edits the file: what has to stand there, in words. Undefined where the
 * schema's own word is as good. Pure.
 */
export function wordsOfIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue);
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'a text that is not empty'
        : sizeWords('least', issue.minimum, issue.origin);
    case 'too_big':
      return sizeWords('most', issue.maximum, issue.origin);
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value)).join(', ');
      const expected = issue.values.length === 1 ? values : `one of ${values}`;
      return issue.input === undefined ? `this field, which is missing: ${expected}` : expected;
    }
    case 'invalid_format':
      return FORMATS[issue.format];
    default:
      return undefined;
  }
}

const BYTE_ORDER_MARK = '\uFEFF';

/** The text of a JSON file, or why it is none that can be read: in which encoding it is saved. Pure. */
export function decodeJson(
  bytes: Buffer,
): { readonly text: string } | { readonly expected: string; readonly line: number } {
  const text = bytes.toString('utf8');
  if (text.startsWith(BYTE_ORDER_MARK))
    return {
      expected: 'UTF-8 without a byte order mark: save it again as "UTF-8", not "UTF-8 with BOM"',
      line: 1,
    };
  const wrong = text.indexOf('\uFFFD');
  if (wrong === -1 || bytes.includes('\uFFFD')) return { text };
  const expected = 'UTF-8: it is saved in another encoding (Windows-1252 perhaps). Save it again as "UTF-8"';
  return { expected, line: text.slice(0, wrong).split('\n').length };
}

/** What a JSON parser said, on one line and without the piece of the file that it quotes. Pure. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, (?:\.{3})?".*$/s, '');
