import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Locale } from '@halles/kernel';
import { tenantFolderPath } from './tenant-folder';

/** Where the parts of themes lie below the application's folder. */
export interface ThemePaths {
  readonly root: string;
  /** Base views, with `css/`, `icons/`, `fixtures/` and `neutral/` beside them. */
  readonly views: string;
  readonly locales: string;
}

/** The paths of the base theme below the folder of the application. Pure. */
export function themePaths(root: string): ThemePaths {
  return { root, views: join(root, 'apps/portal/views'), locales: join(root, 'apps/portal/locales') };
}

/** The folders of one theme: the base theme's own (`slug` null), or a tenant's. */
export interface ThemeFolders {
  readonly theme: string;
  readonly views: string;
  readonly assets: string;
  readonly locales: string;
  readonly stylesheet: string;
}

/** The folders of the base theme (`slug` null) or of a tenant. Pure. */
export function themeFolders(paths: ThemePaths, slug: string | null): ThemeFolders {
  const theme =
    slug === null ? join(paths.views, 'neutral') : join(tenantFolderPath(paths.root, slug), 'theme');
  return {
    theme,
    views: join(theme, 'views'),
    assets: join(theme, 'assets'),
    locales: slug === null ? join(theme, 'locales') : join(tenantFolderPath(paths.root, slug), 'locales'),
    stylesheet: join(theme, 'theme.css'),
  };
}

/** Files below a folder with an extension, as paths relative to it with `/`, sorted. A missing folder has none. */
export function filesBelow(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Text files of a folder by their path without extension. */
function readSources(folder: string, extension: string): Map<string, string> {
  return new Map(
    filesBelow(folder, extension).map((path) => [
      path.slice(0, -extension.length),
      readFileSync(join(folder, path), 'utf8'),
    ]),
  );
}

/** Views of a theme: the base theme's, each replaced by the tenant's file of the same path where there is one. */
export function readViews(paths: ThemePaths, folders: ThemeFolders): Map<string, string> {
  return new Map([...readSources(paths.views, '.hbs'), ...readSources(folders.views, '.hbs')]);
}

/** Icons of a theme, by name: `views/icons/<name>.svg`. */
export function readIcons(paths: ThemePaths, folders: ThemeFolders): Map<string, string> {
  return new Map([
    ...readSources(join(paths.views, 'icons'), '.svg'),
    ...readSources(join(folders.views, 'icons'), '.svg'),
  ]);
}

/** The base stylesheet: the files of `views/css` in the order of their names. */
export function readBaseCss(paths: ThemePaths): string {
  const folder = join(paths.views, 'css');
  return filesBelow(folder, '.css')
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

export type ByLocale<T> = Readonly<Record<Locale, T>>;
