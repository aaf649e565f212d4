import { relative } from 'node:path';
import type { Locale } from '@halles/kernel';
import { compileMessage } from '../message';
import { type TextValue, lineOfKey, localeFiles, locales, placeholdersOf, readTexts } from '../texts';
import type { Finding } from './finding';

export type Tables = Readonly<Record<Locale, ReadonlyMap<string, TextValue>>>;

/** The texts of a folder in both languages, and the findings of reading them. */
export function readTables(
  root: string,
  folder: string,
): { readonly tables: Tables; readonly findings: Finding[] } {
  const fr = readTexts(root, folder, 'fr');
  const en = readTexts(root, folder, 'en');
  const findings = [...fr.errors, ...en.errors].map(({ file, key, expected }) => ({
    file,
    message: `${key}: expected ${expected.en}`,
  }));
  return { tables: { fr: fr.table, en: en.table }, findings };
}

const asText = (value: TextValue): string => (typeof value === 'string' ? value : value.join('\n'));

/** French wants a no-break space before these marks and inside these quotes (Imprimerie nationale, « Espacements »). */
const BREAKING_SPACE = /[^\u00a0\u202f][;!?»]|[^\u00a0\u202f\d]:(?!\/)|«[^\u00a0\u202f]/;

function located(root: string, folder: string, locale: Locale, key: string): Pick<Finding, 'file' | 'line'> {
  for (const path of localeFiles(folder, locale)) {
    const line = lineOfKey(path, key);
    if (line !== undefined) return { file: relative(root, path), line };
  }
  return { file: relative(root, folder) };
}

/** Names of the values of a text, or what is wrong with it. */
function readMessage(
  value: TextValue,
  locale: Locale,
): { readonly names: readonly string[]; readonly error: string | null } {
  const failed = (error: unknown, what = ''): { names: string[]; error: string } => ({
    names: [],
    error: what + (error as Error).message,
  });
  let names: string[];
  try {
    names = placeholdersOf(value);
  } catch (error) {
    return failed(error, 'is not an ICU message: ');
  }
  try {
    for (const text of typeof value === 'string' ? [value] : value) compileMessage(text, locale);
    return { names, error: null };
  } catch (error) {
    return failed(error);
  }
}

/** Both forms of a text are ICU messages, of the same values. */
function checkMessages(
  root: string,
  folder: string,
  key: string,
  values: Readonly<Record<Locale, TextValue>>,
): Finding[] {
  const read = { fr: readMessage(values.fr, 'fr'), en: readMessage(values.en, 'en') };
  const wrong = locales.filter((locale) => read[locale].error !== null);
  if (wrong.length > 0)
    return wrong.map((locale) => ({
      ...located(root, folder, locale, key),
      message: `"${key}" ${read[locale].error}`,
    }));
  const [fr, en] = [read.fr.names.join(', '), read.en.names.join(', ')];
  return fr === en
    ? []
    : [
        {
          ...located(root, folder, 'en', key),
          message: `"${key}" fills {${en}} in English and {${fr}} in French`,
        },
      ];
}

/** Texts that are missing in a language, ask for other placeholders, or break where French does not. */
export function checkTexts(root: string, folder: string, tables: Tables): Finding[] {
  const keys = new Set([...tables.fr.keys(), ...tables.en.keys()]);
  const findings: Finding[] = [];
  for (const key of keys) {
    const [fr, en] = [tables.fr.get(key), tables.en.get(key)];
    for (const locale of locales) {
      if (!tables[locale].has(key)) {
        findings.push({
          ...located(root, folder, locale === 'fr' ? 'en' : 'fr', key),
          message: `"${key}" has no text in ${locale}`,
        });
      }
    }
    if (fr !== undefined && en !== undefined) findings.push(...checkMessages(root, folder, key, { fr, en }));
    if (fr !== undefined && BREAKING_SPACE.test(asText(fr))) {
      findings.push({
        ...located(root, folder, 'fr', key),
        message: `"${key}" lacks a no-break space before : ; ! ? or inside « »`,
      });
    }
  }
  return findings;
}

/** A tenant's texts change the words of keys that exist, with the same placeholders at most. */
export function checkTextOverrides(root: string, folder: string, own: Tables, base: Tables): Finding[] {
  return locales.flatMap((locale) =>
    [...own[locale]].flatMap(([key, value]) => {
      const replaced = base[locale].get(key);
      const at = located(root, folder, locale, key);
      if (replaced === undefined) return [{ ...at, message: `"${key}" replaces no text of the base theme` }];
      const { names, error } = readMessage(value, locale);
      if (error !== null) return [{ ...at, message: `"${key}" ${error}` }];
      const allowed = readMessage(replaced, locale).names;
      const foreign = names.filter((name) => !allowed.includes(name));
      if (foreign.length > 0)
        return [{ ...at, message: `"${key}" has nothing to fill {${foreign.join(', ')}} with` }];
      return typeof replaced === typeof value
        ? []
        : [{ ...at, message: `"${key}" must be ${typeof replaced === 'string' ? 'a line' : 'paragraphs'}` }];
    }),
  );
}
