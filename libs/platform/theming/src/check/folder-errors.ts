import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { outlinesSchema } from '@halles/contracts';
import type { Bilingual, Locale } from '@halles/kernel';
import { readFolderFile } from '@halles/platform/tenancy';
import { frenchOfIssues, quoted, wordsOfIssue } from '../json-words';
import { StylesheetError, minifyCss } from '../stylesheet';
import {
  type FolderError,
  TenantFolderError,
  loadTenantFolder,
  refusedErrors,
  tenantFolderPath,
  themeAssetNames,
} from '../tenant-folder';
import { NO_CLIENT } from '../client-bundle';
import { buildTheme, readBase } from '../theme';
import {
  filesBelow,
  mergeViews,
  readBaseViews,
  readOwnViews,
  themeFolders,
  themePaths,
} from '../theme-sources';
import { lineOfKey, localeFiles, locales, placeholdersOf, readTexts } from '../texts';
import type { Finding } from './finding';
import { findBrokenPage } from './render-check';
import { checkCalls, checkSyntax } from './template-check';
import { readTables } from './text-check';

/** A finding as an error of a folder. */
export const toFolderError = ({ file, line, message, french }: Finding): FolderError => ({
  file,
  ...(line === undefined ? {} : { line }),
  key: '',
  expected: { fr: french ?? `un fichier sans erreur ${quoted(message)}`, en: message },
});

const textOf = (path: string): string => readFolderFile(dirname(path), path).toString('utf8');

/** Texts of one folder that cannot be read, or are no messages. */
function textErrors(root: string, folder: string, locale: Locale): FolderError[] {
  const { table, errors } = readTexts(root, folder, locale);
  const wrong = [...table].flatMap(([key, value]): FolderError[] => {
    try {
      placeholdersOf(value);
      return [];
    } catch (error) {
      const path = localeFiles(folder, locale).find((file) => lineOfKey(file, key) !== undefined) ?? folder;
      const line = path === folder ? undefined : lineOfKey(path, key);
      const place = { file: relative(root, path), ...(line === undefined ? {} : { line }) };
      return [
        {
          ...place,
          key,
          expected: {
            fr: `un message ICU ${quoted(error)}`,
            en: `an ICU message (${(error as Error).message})`,
          },
        },
      ];
    }
  });
  return [...errors, ...wrong];
}

function stylesheetErrors(root: string, path: string): FolderError[] {
  if (!existsSync(path)) return [];
  try {
    minifyCss(textOf(path));
    return [];
  } catch (error) {
    if (!(error instanceof StylesheetError)) throw error;
    const file = relative(root, path);
    return error.errors.map(({ line, text }) => ({
      file,
      line,
      key: '',
      expected: { fr: `du CSS valable ${quoted(text)}`, en: `CSS (${text})` },
    }));
  }
}

/** Of a file that packs GeoJSON, what keeps maps and imports from reading it. */
function outlinesErrors(root: string, path: string): FolderError[] {
  if (!existsSync(path)) return [];
  const file = relative(root, path);
  try {
    const raw: unknown = JSON.parse(gunzipSync(readFolderFile(dirname(path), path)).toString('utf8'));
    const issues = outlinesSchema.safeParse(raw, { error: wordsOfIssue }).error?.issues ?? [];
    const french = frenchOfIssues(outlinesSchema, raw, issues);
    return issues.map(({ path: key, message }, at) => ({
      file,
      key: key.map(String).join('.'),
      expected: { fr: french[at] ?? message, en: message },
    }));
  } catch (error) {
    return [
      {
        file,
        key: '',
        expected: {
          fr: `du GeoJSON compressé ${quoted(error)}`,
          en: `packed GeoJSON (${(error as Error).message})`,
        },
      },
    ];
  }
}

/** Bytes of one drawing or picture of a theme: every visitor loads them. */
const MAX_ASSET_BYTES = 1024 * 1024;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

const A_PNG: Bilingual = { fr: 'une image PNG', en: 'a picture in PNG' };
const AN_SVG: Bilingual = { fr: 'un dessin SVG', en: 'a drawing in SVG' };
const TOO_HEAVY: Bilingual = {
  fr: 'un fichier de 1\u00a0Mo au plus\u00a0: chaque visiteur le charge',
  en: 'a file of at most 1 MB: every visitor loads it',
};

/** Drawings and the picture of a theme that are none, or that every visitor would wait for. */
function assetErrors(root: string, folder: string): FolderError[] {
  return themeAssetNames.flatMap((name): FolderError[] => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    const bytes = readFolderFile(folder, path);
    const isRight = name.endsWith('.png')
      ? bytes.subarray(0, 4).equals(PNG)
      : /<svg[\s>/]/.test(String(bytes));
    const wrong = (expected: Bilingual): FolderError[] => [{ file: relative(root, path), key: '', expected }];
    if (!isRight) return wrong(name.endsWith('.png') ? A_PNG : AN_SVG);
    return bytes.length > MAX_ASSET_BYTES ? wrong(TOO_HEAVY) : [];
  });
}

function settingsErrors(root: string, slug: string): readonly FolderError[] {
  try {
    loadTenantFolder(root, slug);
    return [];
  } catch (error) {
    if (error instanceof TenantFolderError) return error.errors;
    throw error;
  }
}

/** What of the files shows by reading them, one by one. */
function readingErrors(root: string, slug: string): FolderError[] {
  const paths = themePaths(root);
  const folders = themeFolders(paths, slug);
  const own = tenantFolderPath(root, slug);
  const base = readTables(root, paths.locales).tables;
  const { views, icons } = mergeViews(readBaseViews(paths), readOwnViews(folders));
  const context = {
    views: new Set(views.keys()),
    icons: new Set(icons.keys()),
    hasText: (key: string) => locales.every((locale) => base[locale].has(key)),
  };
  const sources = (folder: string) =>
    filesBelow(folder, '.hbs').map((name) => {
      const path = join(folder, name);
      return { file: relative(root, path), text: textOf(path) };
    });
  return [
    ...settingsErrors(root, slug),
    ...assetErrors(root, folders.assets),
    ...[folders.locales, join(own, 'mail/locales'), join(own, 'letters/locales')].flatMap((folder) =>
      locales.flatMap((locale) => textErrors(root, folder, locale)),
    ),
    ...sources(folders.views).flatMap(({ file, text }) => checkCalls(file, text, context).map(toFolderError)),
    ...sources(join(own, 'mail')).flatMap(({ file, text }) => checkSyntax(file, text).map(toFolderError)),
    ...stylesheetErrors(root, folders.stylesheet),
    ...outlinesErrors(root, join(own, 'outlines.geojson.gz')),
  ];
}

/** What shows once its pages are drawn. Of the base theme's own errors nothing is said here: they are everybody's. */
function drawingErrors(root: string, slug: string): FolderError[] {
  const paths = themePaths(root);
  const { views } = themeFolders(paths, slug);
  const broken = findBrokenPage(paths, buildTheme(readBase(paths, NO_CLIENT), slug));
  if (broken === null) return [];
  const expected = {
    fr: `que chaque page puisse en être dessinée\u00a0: ${broken.view} ne l’est pas ${quoted(broken.message)}`,
    en: `every page to be drawn from it: ${broken.view} is not (${broken.message})`,
  };
  return [{ ...placeOf(views, broken), key: '', expected }].map(({ path, ...error }) => ({
    ...error,
    file: relative(root, path),
  }));
}

/** Handlebars says what is missing and on which line, and not in which file: that of the tenant's own which has it there. */
function placeOf(
  views: string,
  { view, message }: { readonly view: string; readonly message: string },
): { readonly path: string; readonly line?: number } {
  const [, name, line] = /^"([^"]+)" not defined .* - (\d+):\d+$/s.exec(message) ?? [];
  const own = filesBelow(views, '.hbs').map((file) => join(views, file));
  const says = (path: string): boolean =>
    name !== undefined && (textOf(path).split('\n')[Number(line) - 1] ?? '').includes(name);
  const found = own.find(says);
  if (found !== undefined) return { path: found, line: Number(line) };
  const page = join(views, `${view}.hbs`);
  return { path: own.includes(page) ? page : views };
}

/**
 * Why a tenant's folder cannot be taken over as it is: files that are missing or wrong, each with its line, and pages that
 * could not be drawn. What is merely unwise (a colour of too little contrast) is `theme check`'s to say.
 * @param root the application's folder
 */
export function findFolderErrors(root: string, slug: string): FolderError[] {
  try {
    const refused = refusedErrors(root, tenantFolderPath(root, slug));
    if (refused.length > 0) return refused;
    const wrong = readingErrors(root, slug);
    return wrong.length > 0 ? wrong : drawingErrors(root, slug);
  } catch (error) {
    // A file that vanishes while it is read, or that may not be: whatever it is, it is this folder's and nobody else's.
    const file = relative(root, tenantFolderPath(root, slug));
    const expected = {
      fr: `des fichiers utilisables ${quoted(error)}`,
      en: `files that can be used (${(error as Error).message})`,
    };
    return [{ file, key: '', expected }];
  }
}
