import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { ThemeTokens } from '@halles/contracts';
import { readFolderFile } from '@halles/platform/tenancy';
import { StylesheetError, minifyCss } from '../stylesheet';
import {
  TenantFolderError,
  fontPath,
  listTenantFolders,
  loadTenantFolder,
  loadThemeFolder,
  themeAssetNames,
} from '../tenant-folder';
import { NO_CLIENT } from '../client-bundle';
import { buildTheme, readBase } from '../theme';
import {
  type ThemeFolders,
  type ThemePaths,
  filesBelow,
  mergeViews,
  readBaseViews,
  readOwnViews,
  themeFolders,
  themePaths,
} from '../theme-sources';
import { locales } from '../texts';
import { checkContrast } from './contrast-check';
import { checkCss } from './css-check';
import type { Finding } from './finding';
import { checkRendering } from './render-check';
import { checkSvg } from './svg-check';
import { checkTemplate } from './template-check';
import { type Tables, checkTextOverrides, checkTexts, readTables } from './text-check';

export interface ThemeReport {
  readonly findings: readonly Finding[];
  /** Slugs of the tenants checked, without the neutral theme. */
  readonly tenants: readonly string[];
  /** Pages rendered: each view from each of its fixtures, for every theme and locale. */
  readonly rendered: number;
}

/** Bytes of font files that one page may load. */
const FONT_BUDGET = 90 * 1024;

const textOf = (path: string): string => readFolderFile(dirname(path), path).toString('utf8');

class ThemeChecker {
  private readonly findings: Finding[] = [];
  private rendered = 0;

  constructor(
    private readonly paths: ThemePaths,
    private readonly base: Tables,
  ) {}

  get report(): { readonly findings: readonly Finding[]; readonly rendered: number } {
    return { findings: this.findings, rendered: this.rendered };
  }

  add(findings: readonly Finding[]): void {
    this.findings.push(...findings);
  }

  private file(path: string): string {
    return relative(this.paths.root, path);
  }

  checkBase(): void {
    const { views, locales: folder, root } = this.paths;
    this.add(checkTexts(root, folder, this.base));
    for (const name of filesBelow(join(views, 'css'), '.css')) this.checkStylesheet(join(views, 'css', name));
    for (const name of filesBelow(join(views, 'icons'), '.svg'))
      this.checkDrawing(join(views, 'icons', name), true);
    this.checkTemplates(
      themeFolders(this.paths, null),
      filesBelow(views, '.hbs').map((name) => join(views, name)),
      this.base,
    );
    this.checkTheme(null);
  }

  checkTenant(slug: string): void {
    try {
      loadTenantFolder(this.paths.root, slug);
    } catch (error) {
      this.addError(error);
      return;
    }
    const folders = themeFolders(this.paths, slug);
    const own = readTables(this.paths.root, folders.locales);
    this.add(own.findings);
    this.add(checkTextOverrides(this.paths.root, folders.locales, own.tables, this.base));
    this.checkShadows(folders);
    const views = filesBelow(folders.views, '.hbs').map((name) => join(folders.views, name));
    this.checkTemplates(folders, views, this.base);
    for (const name of filesBelow(join(folders.views, 'icons'), '.svg'))
      this.checkDrawing(join(folders.views, 'icons', name), true);
    if (existsSync(folders.stylesheet)) this.checkStylesheet(folders.stylesheet);
    this.checkTheme(slug);
  }

  /** What a theme makes of its tokens, drawings, fonts and views. */
  private checkTheme(slug: string | null): void {
    const folders = themeFolders(this.paths, slug);
    for (const name of themeAssetNames.filter((asset) => asset.endsWith('.svg'))) {
      const path = join(folders.assets, name);
      if (existsSync(path)) this.checkDrawing(path, name === 'motif.svg');
    }
    try {
      const tokens = loadThemeFolder(this.paths.root, slug ?? 'neutral', folders.theme);
      const file = this.file(join(folders.theme, 'tokens.json'));
      this.add(checkContrast(file, tokens));
      this.checkFonts(file, tokens);
      const theme = buildTheme(readBase(this.paths, NO_CLIENT), slug);
      const { findings, rendered } = checkRendering(this.paths, theme);
      this.add(findings);
      this.rendered += rendered;
    } catch (error) {
      this.addError(error);
    }
  }

  private checkFonts(file: string, tokens: ThemeTokens): void {
    const paths = [tokens.display, tokens.text].flatMap((face) =>
      face.files.map((entry) => fontPath(this.paths.root, face.package, entry.file)),
    );
    const bytes = [...new Set(paths)].reduce((sum, path) => sum + statSync(path).size, 0);
    if (bytes > FONT_BUDGET) {
      this.add([
        {
          file,
          message: `the fonts weigh ${Math.ceil(bytes / 1024)} kB, ${FONT_BUDGET / 1024} kB at most: fewer files or another face`,
        },
      ]);
    }
  }

  private checkTemplates(folders: ThemeFolders, files: readonly string[], base: Tables): void {
    const { views, icons } = mergeViews(readBaseViews(this.paths), readOwnViews(folders));
    const context = {
      views: new Set(views.keys()),
      icons: new Set(icons.keys()),
      hasText: (key: string) => locales.every((locale) => base[locale].has(key)),
    };
    for (const path of files) this.add(checkTemplate(this.file(path), textOf(path), context));
  }

  /** A tenant replaces files of the base theme by the same path; a file that replaces nothing is a mistake. */
  private checkShadows(folders: ThemeFolders): void {
    for (const [extension, kind] of [
      ['.hbs', 'view'],
      ['.svg', 'icon'],
    ] as const) {
      for (const name of filesBelow(folders.views, extension)) {
        if (existsSync(join(this.paths.views, name))) continue;
        const replaced = name.replace(/--[a-z0-9-]+(?=\.hbs$)/, '');
        if (replaced !== name && existsSync(join(this.paths.views, replaced))) continue;
        this.add([
          {
            file: this.file(join(folders.views, name)),
            message: `this ${kind} replaces nothing: the base theme has no ${name}`,
          },
        ]);
      }
    }
  }

  private checkStylesheet(path: string): void {
    const css = textOf(path);
    const file = this.file(path);
    this.add(checkCss(file, css));
    try {
      minifyCss(css);
    } catch (error) {
      if (!(error instanceof StylesheetError)) throw error;
      this.add(error.errors.map(({ line, text }) => ({ file, line, message: text })));
    }
  }

  private checkDrawing(path: string, inlined: boolean): void {
    this.add(checkSvg(this.file(path), textOf(path), inlined));
  }

  private addError(error: unknown): void {
    if (error instanceof TenantFolderError) {
      this.add(
        error.errors.map(({ file, key, expected }) => ({
          file,
          message: key === '' ? `expected ${expected.en}` : `${key}: ${expected.en}`,
        })),
      );
      return;
    }
    // Said already, of the file that it is in.
    if (error instanceof StylesheetError) return;
    const message = error instanceof Error ? error.message : String(error);
    this.add([{ file: this.file(this.paths.views), message }]);
  }
}

/**
 * Checks the base theme and the folder of every tenant, or of one: files, texts, templates, colours, drawings, fonts,
 * and every view rendered from each of its fixtures in each locale.
 * @param root the application's folder
 * @param slug one tenant only
 */
export function checkThemes(root: string, slug?: string): ThemeReport {
  const paths = themePaths(root);
  const base = readTables(root, paths.locales);
  const checker = new ThemeChecker(paths, base.tables);
  checker.add(base.findings);
  checker.checkBase();
  const tenants = slug === undefined ? listTenantFolders(root) : [slug];
  for (const tenant of tenants) checker.checkTenant(tenant);
  const unique = new Map(checker.report.findings.map((finding) => [JSON.stringify(finding), finding]));
  return { findings: [...unique.values()], tenants, rendered: checker.report.rendered };
}
