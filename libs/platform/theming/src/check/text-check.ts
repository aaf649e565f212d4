import { relative } from 'node:path';
import type { Locale } from '@halles/kernel';
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
    message: `${key}: expected ${expected}`,
  }));
  return { tables: { fr: fr.table, en: en.table }, findings };
}

const asText = (value: TextValue): string => (typeof value === 'string' ? value : value.join('\n'));

/** An ordinary space where French typography has a non-breaking one (Imprimerie nationale, « Espacements »). */
const BREAKING_SPACE = / [:;!?»]|« /;

function located(root: string, folder: string, locale: Locale, key: string): Pick<Finding, 'file' | 'line'> {
  for (const path of localeFiles(folder, locale)) {
    const line = lineOfKey(path, key);
    if (line !== undefined) return { file: relative(root, path), line };
  }
  return { file: relative(root, folder) };
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
    if (fr !== undefined && en !== undefined && placeholdersOf(fr).join() !== placeholdersOf(en).join()) {
      findings.push({
        ...located(root, folder, 'en', key),
        message: `"${key}" fills {${placeholdersOf(en).join(', ')}} in English and {${placeholdersOf(fr).join(', ')}} in French`,
      });
    }
    if (fr !== undefined && BREAKING_SPACE.test(asText(fr))) {
      findings.push({
        ...located(root, folder, 'fr', key),
        message: `"${key}" has an ordinary space before : ; ! ? or inside « », which must not break`,
      });
    }
  }
  return findings;
}

/** A tenant's texts change the words of keys that exist, with the same placeholders at most. */
export function checkTextOverrides(root: string, folder: string, own: Tables, base: Tables): Finding[] {
  return locales.flatMap((locale) =>
    [...own[locale]].flatMap(([key, value]) => {
      const original = base[locale].get(key);
      const at = located(root, folder, locale, key);
      if (original === undefined) return [{ ...at, message: `"${key}" replaces no text of the base theme` }];
      const allowed = placeholdersOf(original);
      const foreign = placeholdersOf(value).filter((name) => !allowed.includes(name));
      if (foreign.length > 0)
        return [{ ...at, message: `"${key}" has nothing to fill {${foreign.join(', ')}} with` }];
      return typeof original === typeof value
        ? []
        : [{ ...at, message: `"${key}" must be ${typeof original === 'string' ? 'a line' : 'paragraphs'}` }];
    }),
  );
}
