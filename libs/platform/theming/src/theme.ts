import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ThemeTokens } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { readFolderFile } from '@halles/platform/tenancy';
import { Asset } from './asset';
import { type ClientBundles, readBarcodeLibrary, readMapLibrary } from './client-bundle';
import { ViewEnvironment } from './environment';
import { inlineSvg } from './helpers';
import { minifyCss, tokensStylesheet } from './stylesheet';
import { TenantFolderError, fontPath, loadThemeFolder } from './tenant-folder';
import { type TextValue, Texts, readTexts } from './texts';
import {
  type ByLocale,
  type ThemeFolders,
  type ThemePaths,
  type ViewFiles,
  mergeViews,
  readBaseCss,
  readBaseViews,
  readOwnViews,
  themeFolders,
} from './theme-sources';
import type { ViewRequest } from './view-resolver';

/** How texts are said to a reader. Pure. */
export type Voice = (texts: Texts) => Texts;

export interface ThemeUrls {
  readonly css: string;
  /** Font files worth a preload: the upright face of the running text. */
  readonly fonts: readonly string[];
  readonly logo: string;
  readonly favicon: string;
  readonly motif: string;
  readonly ogImage: string;
  readonly script: string;
  /** What makes a calendar of an agenda: a module, for its pages alone. */
  readonly agenda: string;
  /** The library of maps and its worker: modules, for pages with a map alone. */
  readonly map: string;
  readonly mapWorker: string;
  /** What reads bar codes where a browser does not: for pages with a camera alone. */
  readonly barcodes: string;
  readonly barcodeProgram: string;
}

interface ThemeParts {
  readonly slug: string | null;
  readonly tokens: ThemeTokens;
  readonly environment: ViewEnvironment;
  readonly texts: ByLocale<Texts>;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly urls: ThemeUrls;
  readonly version: string;
}

/** How one tenant's pages look and speak. Immutable; a change on disk makes another theme with another version. */
export class Theme {
  private readonly assetsByName: ReadonlyMap<string, Asset>;

  constructor(private readonly parts: ThemeParts) {
    this.assetsByName = new Map([...parts.assets.values()].map((asset) => [asset.name, asset]));
  }

  /** Slug of the tenant that the theme was made for; null for the neutral theme. */
  get slug(): string | null {
    return this.parts.slug;
  }

  /** Hash of all that the theme is made of: part of the key of every cached page. */
  get version(): string {
    return this.parts.version;
  }

  get tokens(): ThemeTokens {
    return this.parts.tokens;
  }

  get urls(): ThemeUrls {
    return this.parts.urls;
  }

  /** Files of the theme by URL path. */
  get assets(): ReadonlyMap<string, Asset> {
    return this.parts.assets;
  }

  /** The file of that name as it is now, whatever its hash: for pages of the previous release still on a screen. */
  assetNamed(name: string): Asset | undefined {
    return this.assetsByName.get(name);
  }

  texts(locale: Locale): Texts {
    return this.parts.texts[locale];
  }

  /**
   * Renders a view in a locale.
   * @param view path below `views` without extension, e.g. `static-pages/home`
   * @param page view model: plain data
   * @param voice the texts as they are said to this reader; as they stand unless given
   * @throws Error when there is no such view, or it asks for something that the page does not have
   */
  render(view: string, locale: Locale, page: object, request?: ViewRequest, voice?: Voice): string {
    const texts = this.texts(locale);
    return this.parts.environment.render(view, page, { texts: voice ? voice(texts) : texts }, request);
  }
}

/** Parts that all themes share: read once, and again when the base theme changes. */
export interface BaseParts {
  readonly paths: ThemePaths;
  readonly css: string;
  readonly files: ViewFiles;
  readonly texts: ByLocale<ReadonlyMap<string, TextValue>>;
  /** Hash of the views, icons and texts. */
  readonly version: string;
  readonly script: Asset;
  readonly agenda: Asset;
  readonly map: Asset;
  readonly mapWorker: Asset;
  readonly barcodes: Asset;
  readonly barcodeProgram: Asset;
  /** Font files already read, by path: themes that share a face share its bytes. */
  readonly fonts: Map<string, Asset>;
}

/** Reads what all themes share. @param client the browser bundles */
export function readBase(paths: ThemePaths, { script, agenda }: ClientBundles): BaseParts {
  const read = (locale: Locale): ReadonlyMap<string, TextValue> => {
    const { table, errors } = readTexts(paths.root, paths.locales, locale);
    if (errors.length > 0) throw new TenantFolderError('base theme', errors);
    return table;
  };
  const map = readMapLibrary(paths.root);
  const barcodes = readBarcodeLibrary(paths.root);
  const files = readBaseViews(paths);
  const texts = { fr: read('fr'), en: read('en') };
  return {
    paths,
    css: readBaseCss(paths),
    files,
    texts,
    version: versionOf([files.views, files.icons, texts.fr, texts.en]),
    script: new Asset('portal.js', script),
    agenda: new Asset('agenda.js', agenda),
    map: new Asset('maplibre-gl.js', map.main),
    mapWorker: new Asset('maplibre-gl-worker.js', map.worker),
    barcodes: new Asset('zxing-reader.js', barcodes.script),
    barcodeProgram: new Asset('zxing-reader.wasm', barcodes.program),
    fonts: new Map(),
  };
}

/** The texts that a theme has of its own. */
function ownTexts(base: BaseParts, slug: string | null, folders: ThemeFolders): BaseParts['texts'] {
  const read = (locale: Locale): ReadonlyMap<string, TextValue> => {
    const { table, errors } = readTexts(base.paths.root, folders.locales, locale, folders.own);
    if (errors.length > 0) throw new TenantFolderError(slug ?? 'base theme', errors);
    return table;
  };
  return { fr: read('fr'), en: read('en') };
}

function fontAsset(base: BaseParts, packageName: string, file: string): Asset {
  const path = fontPath(base.paths.root, packageName, file);
  let asset = base.fonts.get(path);
  if (!asset) base.fonts.set(path, (asset = new Asset(basename(path), readFileSync(path))));
  return asset;
}

function themeFonts(base: BaseParts, tokens: ThemeTokens): Asset[] {
  const faces = [tokens.display, tokens.text];
  return [
    ...new Set(faces.flatMap((face) => face.files.map(({ file }) => fontAsset(base, face.package, file)))),
  ];
}

/**
 * Builds a theme from the base and a tenant's folder.
 * @param slug the tenant's folder; null for the neutral theme
 * @param folders where it lies, unless in `tenants/`
 * @throws TenantFolderError, TemplateSyntaxError or StylesheetError when a file is wrong
 */
export function buildTheme(
  base: BaseParts,
  slug: string | null,
  folders: ThemeFolders = themeFolders(base.paths, slug),
): Theme {
  const tokens = loadThemeFolder(base.paths.root, slug ?? 'neutral', folders.theme);
  const read = (path: string): Buffer => readFolderFile(folders.own, path);
  const file = (name: string): Asset => new Asset(name, read(join(folders.assets, name)));
  const [logo, favicon, motif, ogImage] = [
    file('logo.svg'),
    file('favicon.svg'),
    file('motif.svg'),
    file('og.png'),
  ];
  const fonts = themeFonts(base, tokens);
  const ownFiles = readOwnViews(folders);
  const { views, icons } = mergeViews(base.files, ownFiles);
  const own = existsSync(folders.stylesheet) ? read(folders.stylesheet).toString('utf8') : '';
  const tokenCss = tokensStylesheet(tokens, {
    font: (packageName, name) => fontAsset(base, packageName, name).url,
    motif: motif.url,
  });
  const css = new Asset('theme.css', Buffer.from(minifyCss(`${base.css}\n${tokenCss}\n${own}`)));
  const texts = ownTexts(base, slug, folders);
  const merged = (locale: Locale): Texts =>
    new Texts(locale, new Map([...base.texts[locale], ...texts[locale]]));
  const { script, agenda, map, mapWorker, barcodes, barcodeProgram } = base;
  const libraries = [script, agenda, map, mapWorker, barcodes, barcodeProgram];
  const assets = [css, ...libraries, logo, favicon, motif, ogImage, ...fonts];
  const upright = tokens.text.files.find(({ style }) => style === 'normal');
  return new Theme({
    slug,
    tokens,
    environment: new ViewEnvironment(views, {
      icons: new Map([...icons].map(([name, svg]) => [name, inlineSvg(svg, 'icon')])),
      motif: inlineSvg(motif.body.toString('utf8'), 'motif'),
    }),
    texts: { fr: merged('fr'), en: merged('en') },
    assets: new Map(assets.map((asset) => [asset.url, asset])),
    urls: {
      css: css.url,
      fonts: upright ? [fontAsset(base, tokens.text.package, upright.file).url] : [],
      logo: logo.url,
      favicon: favicon.url,
      motif: motif.url,
      ogImage: ogImage.url,
      script: script.url,
      agenda: agenda.url,
      map: map.url,
      mapWorker: mapWorker.url,
      barcodes: barcodes.url,
      barcodeProgram: barcodeProgram.url,
    },
    version: versionOf(
      [ownFiles.views, ownFiles.icons, texts.fr, texts.en],
      [base.version, ...assets.map(({ url }) => url)],
    ),
  });
}

function versionOf(
  tables: readonly ReadonlyMap<string, TextValue>[],
  others: readonly string[] = [],
): string {
  const hash = createHash('sha256');
  for (const table of tables) hash.update(JSON.stringify([...table]));
  for (const other of others) hash.update(other);
  return hash.digest('hex').slice(0, 16);
}
