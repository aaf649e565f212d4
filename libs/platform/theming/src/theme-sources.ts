import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Locale } from '@halles/kernel';
import { listEntries, readFolderFile } from '@halles/platform/tenancy';
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
  /** All of them lie in it, without links on the way. */
  readonly own: string;
  readonly theme: string;
  readonly views: string;
  readonly assets: string;
  readonly locales: string;
  readonly stylesheet: string;
}

/** The folders of the base theme (`slug` null) or of a tenant. Pure. */
export function themeFolders(paths: ThemePaths, slug: string | null): ThemeFolders {
  const own = slug === null ? join(paths.views, 'neutral') : tenantFolderPath(paths.root, slug);
  const theme = slug === null ? own : join(own, 'theme');
  return {
    own,
    theme,
    views: join(theme, 'views'),
    assets: join(theme, 'assets'),
    locales: join(own, 'locales'),
    stylesheet: join(theme, 'theme.css'),
  };
}

/**
 * Files below a folder with an extension, as paths relative to it with `/`, sorted; links and pipes too, which are refused
 * when they are read. A missing folder has none.
 */
export function filesBelow(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  return listEntries(folder)
    .filter((path) => path.endsWith(extension))
    .map((path) => relative(folder, path).split(sep).join('/'))
    .sort();
}

/** Text files of a folder by their path without extension. @param within the folder that it has to lie in */
function readSources(within: string, folder: string, extension: string): Map<string, string> {
  return new Map(
    filesBelow(folder, extension).map((path) => [
      path.slice(0, -extension.length),
      readFolderFile(within, join(folder, path)).toString('utf8'),
    ]),
  );
}

/** The sources of the views and icons of a theme, by name. */
export interface ViewFiles {
  readonly views: ReadonlyMap<string, string>;
  /** `views/icons/<name>.svg`. */
  readonly icons: ReadonlyMap<string, string>;
}

/** Those that every theme has unless it replaces them. */
export function readBaseViews({ views }: ThemePaths): ViewFiles {
  return {
    views: readSources(views, views, '.hbs'),
    icons: readSources(views, join(views, 'icons'), '.svg'),
  };
}

/** Those of a theme alone. */
export function readOwnViews({ own, views }: ThemeFolders): ViewFiles {
  return {
    views: readSources(own, views, '.hbs'),
    icons: readSources(own, join(views, 'icons'), '.svg'),
  };
}

/** Those of the base theme, each replaced by the theme's own of the same name where there is one. Pure. */
export function mergeViews(base: ViewFiles, own: ViewFiles): ViewFiles {
  return {
    views: new Map([...base.views, ...own.views]),
    icons: new Map([...base.icons, ...own.icons]),
  };
}

/** The base stylesheet: the files of `views/css` in the order of their names. */
export function readBaseCss(paths: ThemePaths): string {
  const folder = join(paths.views, 'css');
  return filesBelow(folder, '.css')
    .map((name) => readFolderFile(paths.views, join(folder, name)).toString('utf8'))
    .join('\n');
}

export type ByLocale<T> = Readonly<Record<Locale, T>>;
