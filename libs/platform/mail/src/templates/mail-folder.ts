import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Locale } from '@halles/kernel';
import { FolderFileError, listEntries, readFolderFile } from '@halles/platform/tenancy';
import { type TextValue, Texts, readTexts } from '@halles/platform/theming';
import { MailTemplateError } from '../mail.errors';
import type { TemplateSource } from './assemble';
import type { MailDefinition } from './mail-definition';
import { parseTokens, themeConstants } from './mail-theme';

/** Folder of what all mails share, partials and a few texts, below the application's root. */
export const BASE_FOLDER = 'libs/platform/mail/templates';
const NEUTRAL_TOKENS = 'apps/portal/views/neutral/tokens.json';
const SLUG = /^[a-z0-9](?:-?[a-z0-9]){2,39}$/;

type TextTable = ReadonlyMap<string, TextValue>;
type Files = ReadonlyMap<string, TemplateSource>;

/** What one territory's mails share, read once. Paths are relative to the template folders. */
export interface MailFolder {
  /** The application's folder. */
  readonly root: string;
  /** Files that all mails share, and the territory's own. */
  readonly files: Files;
  /** The territory's own files, that take the place of those of the product. */
  readonly own: Files;
  /** Names of the files that all mails share. */
  readonly sharedNames: ReadonlySet<string>;
  readonly texts: Readonly<Record<Locale, TextTable>>;
  readonly ownTexts: Readonly<Record<Locale, TextTable>>;
  /** Values known when the theme is built, e.g. `light.accent`. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Where a territory keeps what it overrides, by the same relative path. */
export function tenantFolder(slug: string): string {
  if (!SLUG.test(slug)) throw new MailTemplateError(`tenants/${slug}`, 'is not a slug');
  return join('tenants', slug);
}

/** @throws MailTemplateError naming the file if it is not one that is loaded */
function readText(within: string, root: string, file: string): string {
  try {
    return readFolderFile(within, join(root, file)).toString('utf8');
  } catch (error) {
    if (!(error instanceof FolderFileError)) throw error;
    throw new MailTemplateError(file, `expected ${error.expected.en}`, { cause: error });
  }
}

/** @param within the folder below the root that all has to lie in, without links on the way */
function readTree(root: string, folder: string, within: string): Files {
  const top = join(root, folder);
  const files = new Map<string, TemplateSource>();
  if (!existsSync(top)) return files;
  for (const path of listEntries(top)) {
    const name = relative(top, path).replaceAll('\\', '/');
    files.set(name, {
      file: join(folder, name),
      text: readText(join(root, within), root, join(folder, name)),
    });
  }
  return files;
}

function readTable(root: string, folder: string, locale: Locale, within: string): TextTable {
  const { table, errors } = readTexts(root, join(root, folder, 'locales'), locale, join(root, within));
  const [error] = errors;
  if (error) throw new MailTemplateError(error.file, `${error.key}: expected ${error.expected.en}`);
  return table;
}

function readTokens(root: string, slug: string | null, ownRoot: string): ReadonlyMap<string, string> {
  const own = slug === null ? null : join(tenantFolder(slug), 'theme/tokens.json');
  // A territory created from the console has a record and no folder: it wears the neutral theme.
  const hasOwn = own !== null && existsSync(join(ownRoot, own));
  const [place, file] = hasOwn ? [ownRoot, own] : [root, NEUTRAL_TOKENS];
  if (!existsSync(join(place, file))) throw new MailTemplateError(file, 'is missing');
  const within = join(place, dirname(dirname(file)));
  return themeConstants(parseTokens(file, readText(within, place, file)));
}

/**
 * Reads what the mails of one territory share, or those of the neutral theme (null).
 * @param ownRoot whose `tenants/` has the territory's folder, where it is not the application's: the last good copy
 * @throws MailTemplateError naming the file
 */
export async function readMailFolder(
  root: string,
  slug: string | null,
  ownRoot: string = root,
): Promise<MailFolder> {
  const territory = slug === null ? null : tenantFolder(slug);
  const base = readTree(root, BASE_FOLDER, BASE_FOLDER);
  const own: Files = territory === null ? new Map() : readTree(ownRoot, join(territory, 'mail'), territory);
  const ownTable = (locale: Locale): TextTable =>
    territory === null
      ? new Map<string, TextValue>()
      : readTable(ownRoot, join(territory, 'mail'), locale, territory);
  return {
    root,
    files: new Map([...base, ...own]),
    own,
    sharedNames: new Set(base.keys()),
    texts: {
      fr: readTable(root, BASE_FOLDER, 'fr', BASE_FOLDER),
      en: readTable(root, BASE_FOLDER, 'en', BASE_FOLDER),
    },
    ownTexts: { fr: ownTable('fr'), en: ownTable('en') },
    constants: readTokens(root, slug, ownRoot),
  };
}

/** Names of the files that a mail is made of, below its own folder or a territory's. */
export const templateNames = ({ name }: Pick<MailDefinition<unknown>, 'name'>): readonly string[] => [
  `${name}/html.mjml.hbs`,
  `${name}/text.hbs`,
];

/**
 * A template of a mail: the territory's, or the feature's.
 * @throws MailTemplateError when there is none
 */
export async function readTemplate(
  folder: MailFolder,
  mail: MailDefinition<unknown>,
  name: string,
): Promise<TemplateSource> {
  const own = folder.own.get(name);
  if (own) return own;
  const file = join(mail.folder, name);
  try {
    return { file, text: await readFile(join(folder.root, file), 'utf8') };
  } catch (error) {
    throw new MailTemplateError(file, 'is missing', { cause: error });
  }
}

/** The words of a mail in a language: those that all share, its own, then the territory's in their place. */
export function textsOf(folder: MailFolder, { texts }: MailDefinition<unknown>, locale: Locale): Texts {
  const table: TextTable = new Map<string, TextValue>([
    ...folder.texts[locale],
    ...Object.entries(texts[locale]),
  ]);
  const own = [...folder.ownTexts[locale]].filter(([key]) => table.has(key));
  return new Texts(locale, new Map([...table, ...own]));
}
