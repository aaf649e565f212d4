import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  type Perimeter,
  type TenantSettings,
  type ThemeTokens,
  perimeterSchema,
  slugSchema,
  tenantSettingsSchema,
  tokensSchema,
} from '@halles/contracts';
import { FolderFileError, findRefusedFiles, readFolderFile } from '@halles/platform/tenancy';
import { type Bilingual, labelled, type Locale } from '@halles/kernel';
import type { z } from 'zod';
import { lineOfBreak, lineOfPath } from './json-lines';
import { BROKEN_JSON, decodeJson, frenchOfIssues, quoted, reasonOf, wordsOfIssue } from './json-words';

/** One thing that is wrong in a tenant's folder, for the person who edits it. */
export interface FolderError {
  /** Path below the application's folder. */
  readonly file: string;
  /** 1-based, where it can be told. */
  readonly line?: number;
  /** Where in the file, e.g. `light.accent` or `communes.3.code`; empty for the whole file. */
  readonly key: string;
  readonly expected: Bilingual;
}

/** An error as one line: file, line, key, and what was expected. Pure. */
export function describeFolderError(
  { file, line, key, expected }: FolderError,
  locale: Locale = 'en',
): string {
  const place = `${file}${line === undefined ? '' : `:${line}`}${key === '' ? '' : `, ${key}`}`;
  return labelled(place, expected[locale], locale);
}

/** A tenant's folder cannot be used: every error, each with its file, its key and what was expected. */
export class TenantFolderError extends Error {
  constructor(
    readonly slug: string,
    readonly errors: readonly FolderError[],
  ) {
    const lines = errors.map((error) => `  - ${describeFolderError(error)}`);
    super(`The folder of the tenant "${slug}" is wrong:\n${lines.join('\n')}`);
    this.name = 'TenantFolderError';
  }
}

export interface TenantFolder {
  /** Absolute path of `tenants/<slug>`. */
  readonly folder: string;
  readonly settings: TenantSettings;
  readonly perimeter: Perimeter;
  readonly tokens: ThemeTokens;
}

const MISSING: Bilingual = { fr: 'ce fichier, qui manque', en: 'this file, which is missing' };

const NO_SUCH_KEY: Bilingual = {
  fr: 'pas de champ de ce nom\u00a0: retirez-le, ou corrigez son nom',
  en: 'no such key: remove it or correct its name',
};
const NO_LINKED_FOLDER: Bilingual = {
  fr: 'un dossier ordinaire\u00a0: les liens ne sont pas suivis',
  en: 'an ordinary folder: links are not followed',
};
const NO_SLUG: Bilingual = {
  fr: 'comme nom d’un dossier, des minuscules sans accent, des chiffres et des tirets isolés, de 3 à 40 caractères',
  en: 'as the name of a folder, lower-case letters, digits and single hyphens, 3 to 40 characters',
};

/** Files that each tenant's theme brings. */
export const themeAssetNames = ['logo.svg', 'favicon.svg', 'motif.svg', 'og.png'] as const;

type Parsed<S extends z.ZodType> = {
  readonly value: z.output<S> | null;
  readonly errors: readonly FolderError[];
};

const keyOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

function issueErrors(file: string, text: string, issue: z.core.$ZodIssue, french: string): FolderError[] {
  const at = (path: readonly PropertyKey[], expected: Bilingual): FolderError => ({
    file,
    line: lineOfPath(text, path),
    key: keyOf(path),
    expected,
  });
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => at([...issue.path, key], NO_SUCH_KEY))
    : [at(issue.path, { fr: french, en: issue.message })];
}

/**
 * Reads a JSON file against a schema. Never throws for what the file says: that comes back as errors.
 * @param root what the paths in errors are relative to
 * @param within the folder that the file has to lie in, without links on the way
 */
export function parseJsonFile<S extends z.ZodType>(
  root: string,
  path: string,
  schema: S,
  within: string = dirname(path),
): Parsed<S> {
  const file = relative(root, path);
  const wrong = (expected: Bilingual, line?: number): Parsed<S> => ({
    value: null,
    errors: [{ file, ...(line === undefined ? {} : { line }), key: '', expected }],
  });
  let bytes: Buffer;
  try {
    bytes = readFolderFile(within, path);
  } catch (error) {
    return wrong(error instanceof FolderFileError ? error.expected : unreadable(error));
  }
  const decoded = decodeJson(bytes);
  if (!('text' in decoded)) return wrong(decoded.expected, decoded.line);
  const { text } = decoded;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wrong({ fr: BROKEN_JSON, en: `valid JSON (${reasonOf(error)})` }, lineOfBreak(text, reason));
  }
  const parsed = schema.safeParse(raw, { error: wordsOfIssue });
  if (parsed.success) return { value: parsed.data, errors: [] };
  const { issues } = parsed.error;
  const french = frenchOfIssues(schema, raw, issues);
  return {
    value: null,
    errors: issues.flatMap((issue, at) => issueErrors(file, text, issue, french[at] ?? issue.message)),
  };
}

/** Why the system does not give a file, for the person who put it there. */
function unreadable(error: unknown): Bilingual {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return MISSING;
    case 'EACCES':
    case 'EPERM':
      return {
        fr: 'un fichier que le compte du produit peut lire (chmod, chown)',
        en: 'a file that the account of the product may read (chmod, chown)',
      };
    default:
      return {
        fr: `un fichier lisible (${(error as NodeJS.ErrnoException).code ?? quoted(error)})`,
        en: `a readable file (${(error as Error).message})`,
      };
  }
}

/** Errors that a schema of one file cannot see: the folder's name, the time zone, a commune listed twice. */
function crossChecks(
  root: string,
  folder: string,
  slug: string,
  settings: TenantSettings | null,
  perimeter: Perimeter | null,
): FolderError[] {
  const errors: FolderError[] = [];
  const at = (name: string): string => relative(root, join(folder, name));
  if (settings && settings.slug !== slug) {
    errors.push({
      file: at('tenant.json'),
      key: 'slug',
      expected: { fr: `"${slug}", le nom du dossier`, en: `"${slug}", the name of the folder` },
    });
  }
  if (settings && !Intl.supportedValuesOf('timeZone').includes(settings.timeZone)) {
    errors.push({
      file: at('tenant.json'),
      key: 'timeZone',
      expected: {
        fr: 'un fuseau horaire de l’IANA, par exemple "Europe/Paris"',
        en: 'an IANA time zone, e.g. "Europe/Paris"',
      },
    });
  }
  const seen = new Set<string>();
  for (const [index, commune] of (perimeter?.communes ?? []).entries()) {
    if (seen.has(commune.code)) {
      errors.push({
        file: at('perimeter.json'),
        key: `communes.${index}.code`,
        expected: {
          fr: `chaque commune une seule fois ("${commune.code}" y est deux fois)`,
          en: `each commune once ("${commune.code}" is listed twice)`,
        },
      });
    }
    seen.add(commune.code);
  }
  return errors;
}

/** Absolute path of a font file of a theme, in the installed packages. */
export function fontPath(root: string, packageName: string, file: string): string {
  return join(root, 'node_modules', packageName, 'files', file);
}

function fontErrors(root: string, file: string, tokens: ThemeTokens): FolderError[] {
  return (['display', 'text'] as const).flatMap((role) =>
    tokens[role].files.flatMap((face, index) =>
      existsSync(fontPath(root, tokens[role].package, face.file))
        ? []
        : [
            {
              file,
              key: `${role}.files.${index}.file`,
              expected: {
                fr: `un fichier de ${tokens[role].package}/files ("${face.file}" n’y est pas)`,
                en: `a file of ${tokens[role].package}/files (there is no "${face.file}")`,
              },
            },
          ],
    ),
  );
}

/**
 * Reads `theme/tokens.json` of a folder and the presence of the theme's assets.
 * @throws TenantFolderError with every error
 */
export function loadThemeFolder(root: string, slug: string, themeFolder: string): ThemeTokens {
  const { value, errors } = parseTheme(root, themeFolder);
  if (value === null || errors.length > 0) throw new TenantFolderError(slug, errors);
  return value;
}

/** A link that leads to nothing is there too: it is refused, and not missing. */
const entryExists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Links, pipes and the like in a folder, each by its name; none where there is no such folder. */
export function refusedErrors(root: string, folder: string): FolderError[] {
  if (!entryExists(folder)) return [];
  return findRefusedFiles(folder).map(({ path, expected }) => ({
    file: relative(root, path),
    key: '',
    expected,
  }));
}

function parseTheme(root: string, themeFolder: string): Parsed<typeof tokensSchema> {
  const path = join(themeFolder, 'tokens.json');
  const tokens = parseJsonFile(root, path, tokensSchema, dirname(themeFolder));
  const errors = [...refusedErrors(root, join(themeFolder, 'assets')), ...tokens.errors];
  for (const name of themeAssetNames) {
    const asset = join(themeFolder, 'assets', name);
    if (!entryExists(asset)) errors.push({ file: relative(root, asset), key: '', expected: MISSING });
  }
  if (tokens.value) errors.push(...fontErrors(root, relative(root, path), tokens.value));
  return { value: tokens.value, errors };
}

/** Absolute path of a tenant's folder. Does not say that it exists. */
export function tenantFolderPath(root: string, slug: string): string {
  return join(root, 'tenants', slug);
}

/**
 * Reads a tenant's folder: settings, perimeter and theme tokens.
 * @param root the application's folder, which holds `tenants/`
 * @param slug name of the folder
 * @throws TenantFolderError with every error of every file
 */
export function loadTenantFolder(root: string, slug: string): TenantFolder {
  const folder = tenantFolderPath(root, slug);
  if (!slugSchema.safeParse(slug).success || !existsSync(folder)) {
    throw new TenantFolderError(slug, [
      {
        file: join('tenants', slug),
        key: '',
        expected: {
          fr: 'un dossier avec tenant.json, perimeter.json et theme/',
          en: 'a folder with tenant.json, perimeter.json and theme/',
        },
      },
    ]);
  }
  // Before anything is read: what nobody would read by itself is named too.
  const refused = refusedErrors(root, folder);
  if (refused.length > 0) throw new TenantFolderError(slug, refused);
  const settings = parseJsonFile(root, join(folder, 'tenant.json'), tenantSettingsSchema);
  const perimeter = parseJsonFile(root, join(folder, 'perimeter.json'), perimeterSchema);
  const tokens = parseTheme(root, join(folder, 'theme'));
  const errors = [
    ...settings.errors,
    ...perimeter.errors,
    ...tokens.errors,
    ...crossChecks(root, folder, slug, settings.value, perimeter.value),
  ];
  if (errors.length > 0 || !settings.value || !perimeter.value || !tokens.value)
    throw new TenantFolderError(slug, errors);
  return { folder, settings: settings.value, perimeter: perimeter.value, tokens: tokens.value };
}

/** Slugs of the folders below `tenants/`, in alphabetical order. */
export function listTenantFolders(root: string): string[] {
  const base = join(root, 'tenants');
  if (!existsSync(base)) return [];
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && slugSchema.safeParse(entry.name).success)
    .map((entry) => entry.name)
    .sort();
}

/** What lies in `tenants/` beside the folders of territories and passes for one, with why it is none. */
export function strayFolders(root: string): FolderError[] {
  const base = join(root, 'tenants');
  if (!existsSync(base)) return [];
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
    .flatMap((entry): FolderError[] => {
      const at = { file: join('tenants', entry.name), key: '' };
      if (!entry.isDirectory()) return [{ ...at, expected: NO_LINKED_FOLDER }];
      return slugSchema.safeParse(entry.name).success ? [] : [{ ...at, expected: NO_SLUG }];
    })
    .sort((one, other) => one.file.localeCompare(other.file));
}
