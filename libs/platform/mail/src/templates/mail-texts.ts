import type { Locale } from '@halles/kernel';
import { MailTemplateError } from '../mail.errors';

/** Texts of mail by key, e.g. `enquiry-forward.heading`. A place for a value is written `{name}`. */
export type MailTexts = Readonly<Record<Locale, ReadonlyMap<string, string>>>;

/**
 * Reads one file of texts: a flat JSON object of strings.
 * @throws MailTemplateError
 */
export function parseTexts(file: string, json: string): Map<string, string> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw new MailTemplateError(file, 'is not JSON', { cause: error });
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new MailTemplateError(file, 'must be an object of texts');
  }
  const entries = Object.entries(data).map(([key, text]: [string, unknown]): [string, string] => {
    if (typeof text !== 'string' || text === '') throw new MailTemplateError(file, `"${key}" must be a text`);
    return [key, text];
  });
  return new Map(entries);
}

/**
 * A tenant's texts over the base ones, key by key.
 * @throws MailTemplateError for a key that the base does not have: it would never be shown
 */
export function overrideTexts(
  base: ReadonlyMap<string, string>,
  file: string,
  own: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  for (const key of own.keys()) {
    if (!base.has(key)) throw new MailTemplateError(file, `"${key}" is not a text of the base`);
  }
  return new Map([...base, ...own]);
}

/**
 * The text of that key with its values in place. Pure; escapes nothing.
 * @throws Error for an unknown key, or a place without its value
 */
export function sayText(
  texts: ReadonlyMap<string, string>,
  key: string,
  values: Readonly<Record<string, unknown>>,
): string {
  const text = texts.get(key);
  if (text === undefined) throw new Error(`no text "${key}"`);
  return text.replaceAll(/\{([a-zA-Z]+)\}/g, (_match, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new Error(`the text "${key}" needs "${name}"`);
    return String(value);
  });
}

/** Names of the places of a text, sorted. */
export function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name = '']) => name))].sort();
}
