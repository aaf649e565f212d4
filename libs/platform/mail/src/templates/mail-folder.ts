import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Locale } from '@halles/kernel';
import { MailTemplateError } from '../mail.errors';
import type { TemplateSource } from './assemble';
import { type MailTexts, overrideTexts, parseTexts } from './mail-texts';
import { parseTokens, themeConstants } from './mail-theme';

/** Folder of the base templates, below the application's root. */
export const BASE_FOLDER = 'libs/platform/mail/templates';
const NEUTRAL_TOKENS = 'apps/portal/views/neutral/tokens.json';
const SLUG = /^[a-z0-9](?:-?[a-z0-9]){2,39}$/;

/** Everything that one territory's mail is made of, read once. Paths are relative to the template folders. */
export interface MailFolder {
  /** Files of the base with the territory's own in their place. */
  readonly files: ReadonlyMap<string, TemplateSource>;
  readonly texts: MailTexts;
  readonly constants: ReadonlyMap<string, string>;
  /** The territory's own files that shadow nothing: mistakes, since nobody reads them. */
  readonly strays: readonly string[];
}

/** Where a territory keeps what it overrides, by the same relative path. Null is the neutral theme. */
export function tenantFolder(slug: string): string {
  if (!SLUG.test(slug)) throw new MailTemplateError(`tenants/${slug}`, 'is not a slug');
  return join('tenants', slug);
}

async function readTree(root: string, folder: string): Promise<Map<string, TemplateSource>> {
  const top = join(root, folder);
  const files = new Map<string, TemplateSource>();
  if (!existsSync(top)) return files;
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(top, path).replaceAll('\\', '/');
    files.set(name, { file: join(folder, name), text: await readFile(path, 'utf8') });
  }
  return files;
}

function readTexts(
  base: ReadonlyMap<string, TemplateSource>,
  own: ReadonlyMap<string, TemplateSource>,
  locale: Locale,
): ReadonlyMap<string, string> {
  const path = `locales/${locale}.json`;
  const source = base.get(path);
  if (!source) throw new MailTemplateError(join(BASE_FOLDER, path), 'is missing');
  const texts = parseTexts(source.file, source.text);
  const over = own.get(path);
  return over ? overrideTexts(texts, over.file, parseTexts(over.file, over.text)) : texts;
}

async function readTokens(root: string, slug: string | null): Promise<ReadonlyMap<string, string>> {
  const own = slug === null ? null : join(tenantFolder(slug), 'theme/tokens.json');
  // A territory created from the console has a record and no folder: it wears the neutral theme.
  const file = own !== null && existsSync(join(root, own)) ? own : NEUTRAL_TOKENS;
  if (!existsSync(join(root, file))) throw new MailTemplateError(file, 'is missing');
  return themeConstants(parseTokens(file, await readFile(join(root, file), 'utf8')));
}

/**
 * Reads the templates, texts and colours of one territory, or of the neutral theme.
 * @throws MailTemplateError naming the file
 */
export async function readMailFolder(root: string, slug: string | null): Promise<MailFolder> {
  const [base, own, constants] = await Promise.all([
    readTree(root, BASE_FOLDER),
    slug === null ? new Map<string, TemplateSource>() : readTree(root, join(tenantFolder(slug), 'mail')),
    readTokens(root, slug),
  ]);
  return {
    files: new Map([...base, ...own]),
    texts: { fr: readTexts(base, own, 'fr'), en: readTexts(base, own, 'en') },
    constants,
    strays: [...own].filter(([name]) => !base.has(name)).map(([, { file }]) => file),
  };
}
