import { type FSWatcher, watch } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readClient } from './client-bundle';
import type { LastGoodFolders } from '@halles/platform/tenancy';
import { findFolderErrors } from './check/folder-errors';
import { productEdition } from './folder-inspector';
import { TenantFolderError, listTenantFolders } from './tenant-folder';
import { type BaseParts, type Theme, buildTheme, readBase } from './theme';
import { type ThemePaths, themeFolders, themePaths } from './theme-sources';

export interface ThemeRegistryOptions {
  /** The application's folder. */
  readonly root: string;
  /** Reads the built browser bundle, which must exist; elsewhere it is made from its sources. */
  readonly production: boolean;
  /** Follows the files and makes a theme again when one changes. For development. */
  readonly watch: boolean;
  /** The last good copies of tenants' folders: they serve where a folder is wrong when the process starts. */
  readonly lastGood?: LastGoodFolders;
  /** Told of a theme that cannot be built. Its tenant keeps the theme it had, else its copy, else the neutral one. */
  readonly onError: (slug: string, error: unknown) => void;
}

/** Files are often written in two steps by editors: wait for the last one, ms. */
const SETTLE_MS = 60;

/** The themes of a process: one a tenant folder, built at start, and the neutral one for everybody else. */
export class ThemeRegistry {
  private readonly paths: ThemePaths;
  private base: BaseParts;
  private neutralTheme: Theme;
  private readonly themes = new Map<string, Theme>();
  /** What is worn where a theme fails to draw a page, once that was asked. */
  private readonly fallbacks = new Map<string, Theme | null>();
  private readonly watchers: FSWatcher[] = [];
  private readonly stale = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  /** @throws TenantFolderError, TemplateSyntaxError or StylesheetError when the base theme itself is wrong */
  constructor(private readonly options: ThemeRegistryOptions) {
    this.paths = themePaths(options.root);
    this.base = this.loadBase();
    this.neutralTheme = buildTheme(this.base, null);
    for (const slug of this.slugs()) this.build(slug);
    if (options.watch) this.startWatching();
  }

  /** The theme of a tenant: its folder's, or the neutral one where it has none. */
  forTenant(tenant: { readonly slug: string }): Theme {
    return this.themes.get(tenant.slug) ?? this.neutralTheme;
  }

  /**
   * The theme of a tenant while its own fails to draw a page: the last good copy, else the neutral theme. Null where
   * that is its theme already.
   */
  fallbackOf(tenant: { readonly slug: string }): Theme | null {
    const known = this.fallbacks.get(tenant.slug);
    if (known !== undefined) return known;
    const current = this.forTenant(tenant);
    const copy = this.buildCopy(tenant.slug);
    const neutral = current === this.neutralTheme ? null : this.neutralTheme;
    const fallback = copy !== null && copy.version !== current.version ? copy : neutral;
    this.fallbacks.set(tenant.slug, fallback);
    return fallback;
  }

  /** Tells of an error of a theme that showed while a page was drawn. */
  report(slug: string, error: unknown): void {
    this.options.onError(slug, error);
  }

  /** The base theme in the product's own colours: for hosts that belong to nobody. */
  neutral(): Theme {
    return this.neutralTheme;
  }

  /** Stops following the files. */
  close(): void {
    for (const watcher of this.watchers) watcher.close();
    if (this.timer) clearTimeout(this.timer);
  }

  private loadBase(): BaseParts {
    return readBase(this.paths, readClient(this.options.root, this.options.production));
  }

  /** A folder that is gone is wrong too, where a copy of it is kept. */
  private slugs(): string[] {
    return [...new Set([...listTenantFolders(this.options.root), ...(this.options.lastGood?.slugs() ?? [])])];
  }

  /** One town's wrong file must not close the others: it is reported and the rest goes on. */
  private build(slug: string): void {
    this.fallbacks.delete(slug);
    try {
      this.refuseChanged(slug);
      this.themes.set(slug, buildTheme(this.base, slug));
    } catch (error) {
      this.options.onError(slug, error);
      const copy = this.themes.has(slug) ? null : this.buildCopy(slug);
      if (copy !== null) this.themes.set(slug, copy);
    }
  }

  /**
   * A folder of which a copy is kept and that is another one by now: nobody has looked through it yet.
   * @throws TenantFolderError
   */
  private refuseChanged(slug: string): void {
    const { lastGood, root } = this.options;
    if (!lastGood || lastGood.rootOf(slug) === null || !listTenantFolders(root).includes(slug)) return;
    if (lastGood.holds(slug, lastGood.editionOf(slug, productEdition(root)))) return;
    const errors = findFolderErrors(root, slug);
    if (errors.length > 0) throw new TenantFolderError(slug, errors);
  }

  /** The theme of a tenant's last good copy; null where there is none, or a newer product cannot use it. */
  private buildCopy(slug: string): Theme | null {
    const root = this.options.lastGood?.rootOf(slug) ?? null;
    if (root === null) return null;
    try {
      return buildTheme(this.base, slug, themeFolders({ ...this.paths, root }, slug));
    } catch {
      return null;
    }
  }

  /** While the process runs every page is drawn before a changed theme is taken: what it wears now is at stake. */
  private rebuildOne(slug: string): void {
    if (!listTenantFolders(this.options.root).includes(slug)) return;
    const errors = findFolderErrors(this.options.root, slug);
    if (errors.length > 0) this.options.onError(slug, new TenantFolderError(slug, errors));
    else this.build(slug);
  }

  private startWatching(): void {
    const follow = (folder: string, mark: (path: string) => void): void => {
      this.watchers.push(
        watch(folder, { recursive: true, persistent: false }, (_event, path) => mark(path ?? '')),
      );
    };
    const everything = (): void => this.rebuildSoon('*');
    follow(this.paths.views, everything);
    follow(this.paths.locales, everything);
    follow(join(this.options.root, 'apps/portal/client'), everything);
    follow(join(this.options.root, 'tenants'), (path) =>
      this.rebuildSoon(relative('.', path).split(sep)[0] ?? '*'),
    );
  }

  private rebuildSoon(slug: string): void {
    this.stale.add(slug);
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rebuild(), SETTLE_MS);
    this.timer.unref();
  }

  private rebuild(): void {
    const slugs = [...this.stale];
    this.stale.clear();
    if (!slugs.includes('*')) {
      for (const slug of slugs) this.rebuildOne(slug);
      return;
    }
    try {
      this.base = this.loadBase();
      this.neutralTheme = buildTheme(this.base, null);
      this.fallbacks.clear();
    } catch (error) {
      this.options.onError('base theme', error);
      return;
    }
    for (const slug of this.slugs()) this.build(slug);
  }
}
