import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Bilingual, Locale } from '@halles/kernel';
import { readFolderFile } from '@halles/platform/tenancy';
import { type FolderError, parseJsonFile } from './tenant-folder';
import { z } from 'zod';
import { type Message, type MessageValues, compileMessage, namesOf } from './message';

export const locales: readonly Locale[] = ['fr', 'en'];

/** A line, or the paragraphs of a longer text. */
export type TextValue = string | readonly string[];
export type TextTable = ReadonlyMap<string, TextValue>;
export type TextParams = MessageValues;

/** The texts of one locale. A key that does not exist is an error of the program, found by `theme check`. */
export class Texts {
  /** By their text, compiled when they are first said. */
  private readonly messages = new Map<string, Message>();

  constructor(
    readonly locale: Locale,
    private readonly table: TextTable,
  ) {}

  has(key: string): boolean {
    return this.table.has(key);
  }

  /** Names of the values that a text needs, sorted; none where there is no such text. */
  namesOf(key: string): readonly string[] {
    const value = this.table.get(key);
    return value === undefined ? [] : placeholdersOf(value);
  }

  entries(): Iterable<[string, TextValue]> {
    return this.table.entries();
  }

  /**
   * A line of text, an ICU message, with its values in place.
   * @throws Error when the key or a value is missing, the message is wrong, or the text is made of paragraphs
   */
  line(key: string, params: TextParams = {}): string {
    const value = this.table.get(key);
    if (typeof value !== 'string') throw new Error(`there is no line of text "${key}" in ${this.locale}`);
    return this.fill(key, value, params);
  }

  /**
   * The paragraphs of a text; a single line counts as one.
   * @throws Error as `line`
   */
  paragraphs(key: string, params: TextParams = {}): string[] {
    const value = this.table.get(key);
    return value === undefined || typeof value === 'string'
      ? [this.line(key, params)]
      : value.map((text) => this.fill(key, text, params));
  }

  private fill(key: string, text: string, params: TextParams): string {
    let message = this.messages.get(text);
    try {
      if (!message) this.messages.set(text, (message = compileMessage(text, this.locale)));
      return message(params);
    } catch (error) {
      throw new Error(`the text "${key}" ${(error as Error).message}`, { cause: error });
    }
  }
}

/**
 * Names of the values that a text needs, sorted, each once.
 * @throws SyntaxError when it is not an ICU message
 */
export function placeholdersOf(value: TextValue): string[] {
  const all = (typeof value === 'string' ? [value] : value).flatMap(namesOf);
  return [...new Set(all)].sort();
}

type Tree = { readonly [key: string]: string | readonly string[] | Tree };
const treeSchema: z.ZodType<Tree> = z.lazy(() =>
  z.record(
    z.string().regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/),
    z.union([z.string().min(1), z.array(z.string().min(1)).min(1), treeSchema]),
  ),
);

function* flatten(tree: Tree, prefix = ''): Generator<[string, TextValue]> {
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') yield [path, value];
    else if (isParagraphs(value)) yield [path, value];
    else yield* flatten(value, path);
  }
}

const isParagraphs = (value: readonly string[] | Tree): value is readonly string[] => Array.isArray(value);

const EACH_KEY_ONCE: Bilingual = {
  fr: 'chaque clé dans un seul fichier',
  en: 'each key in one file only',
};

/** The locale files of a folder: `fr.json`, and `<part>.fr.json` for longer texts kept apart. */
export function localeFiles(folder: string, locale: Locale): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name === `${locale}.json` || name.endsWith(`.${locale}.json`))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Reads the texts of a folder; what is wrong comes back as errors.
 * @param within the folder that it has to lie in, without links on the way
 */
export function readTexts(
  root: string,
  folder: string,
  locale: Locale,
  within: string = dirname(folder),
): { table: Map<string, TextValue>; errors: FolderError[] } {
  const table = new Map<string, TextValue>();
  const errors: FolderError[] = [];
  for (const path of localeFiles(folder, locale)) {
    const parsed = parseJsonFile(root, path, treeSchema, within);
    errors.push(...parsed.errors);
    for (const [key, value] of flatten(parsed.value ?? {})) {
      if (table.has(key)) errors.push({ file: relative(root, path), key, expected: EACH_KEY_ONCE });
      table.set(key, value);
    }
  }
  return { table, errors };
}

/** Line of a key in a JSON file, 1-based, for reports; undefined when it cannot be told. */
export function lineOfKey(path: string, key: string): number | undefined {
  const last = key.split('.').at(-1) ?? key;
  const at = readFolderFile(dirname(path), path)
    .toString('utf8')
    .split('\n')
    .findIndex((line) => line.includes(`"${last}"`) || line.includes(`"${key}"`));
  return at < 0 ? undefined : at + 1;
}
