import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TenantSettings } from '@halles/contracts';
import {
  type Finding,
  type Tables,
  TenantFolderError,
  type TextValue,
  checkTextOverrides,
  checkTexts,
  loadTenantFolder,
  locales,
  readTables,
} from '@halles/platform/theming';
import type { LetterDefinition, LetterModel } from './letter-definition';
import { composeLetter, letterheadTexts, ownTextsFolder } from './letter-words';

type Letters = readonly LetterDefinition<LetterModel>[];

function tablesOf(letters: Letters): Tables {
  const merge = (locale: 'fr' | 'en'): ReadonlyMap<string, TextValue> =>
    new Map(
      [letterheadTexts, ...letters.map(({ texts }) => texts)].flatMap((texts) =>
        Object.entries(texts[locale]),
      ),
    );
  return { fr: merge('fr'), en: merge('en') };
}

/** Null where the folder is wrong: `checkThemes` has said so. */
function settingsOf(root: string, slug: string): TenantSettings | null {
  try {
    return loadTenantFolder(root, slug).settings;
  } catch (error) {
    if (error instanceof TenantFolderError) return null;
    throw error;
  }
}

function checkComposed(root: string, slug: string, letters: Letters, own: Tables): Finding[] {
  const settings = settingsOf(root, slug);
  if (!settings) return [];
  const file = relative(root, ownTextsFolder(root, slug));
  const findings: Finding[] = [];
  for (const letter of letters)
    for (const model of letter.fixtures)
      for (const locale of locales)
        try {
          composeLetter(letter, { ...model, locale }, settings, own);
        } catch (error) {
          findings.push({ file, message: `${letter.name} (${locale}): ${(error as Error).message}` });
        }
  return findings;
}

/**
 * Why these letters cannot be set with the words that a territory has of its own.
 * @param root the application's folder
 */
export function findLetterErrors(root: string, slug: string, letters: Letters): Finding[] {
  const folder = ownTextsFolder(root, slug);
  if (!existsSync(folder)) return [];
  const { tables, findings } = readTables(root, folder);
  return findings.length > 0 ? findings : checkComposed(root, slug, letters, tables);
}

/**
 * Checks the words of these letters, and those that these territories put in their place: complete and well set in both
 * languages, and every letter composed from its fixtures.
 * @param root the application's folder
 */
export function checkLetters(root: string, slugs: readonly string[], letters: Letters): Finding[] {
  const base = tablesOf(letters);
  const findings = checkTexts(root, join(root, 'libs/platform/letters'), base);
  for (const slug of slugs) {
    const folder = ownTextsFolder(root, slug);
    const { tables: own, findings: wrong } = readTables(root, folder);
    const merged = { fr: new Map([...base.fr, ...own.fr]), en: new Map([...base.en, ...own.en]) };
    findings.push(...wrong);
    findings.push(...checkTextOverrides(root, folder, own, base));
    findings.push(...checkTexts(root, folder, merged));
    findings.push(...checkComposed(root, slug, letters, own));
  }
  return findings;
}
