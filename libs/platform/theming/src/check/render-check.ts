import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Locale } from '@halles/kernel';
import type { Theme } from '../theme';
import { type ThemePaths, filesBelow, themeFolders } from '../theme-sources';
import { locales } from '../texts';
import type { Finding } from './finding';
import { checkHtml } from './html-check';

/** Views that are parts of pages; the others are pages. */
const PARTS = /^(?:partials|layouts)\//;

interface Fixture {
  readonly file: string;
  readonly page: Readonly<Record<string, unknown>>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fixtures of a view: `fixtures/<view>.json` and `fixtures/<view>.<case>.json`; a variant shares its view's. */
function fixturesOf(paths: ThemePaths, view: string): Fixture[] {
  const folder = join(paths.views, 'fixtures');
  const base = view.replace(/--[a-z0-9-]+$/, '');
  return filesBelow(folder, '.json')
    .filter((name) => name === `${base}.json` || name.startsWith(`${base}.`))
    .map((name) => {
      const path = join(folder, name);
      const page: unknown = JSON.parse(readFileSync(path, 'utf8'));
      return { file: relative(paths.root, path), page: isRecord(page) ? page : {} };
    });
}

function inLocale(page: Fixture['page'], locale: Locale): object {
  const { layout } = page;
  return isRecord(layout) ? { ...page, layout: { ...layout, lang: locale } } : page;
}

function renderOne(theme: Theme, view: string, fixture: Fixture, locale: Locale): string[] {
  let html: string;
  try {
    html = theme.render(view, locale, inLocale(fixture.page, locale));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return checkHtml(html, locale);
}

/** Renders every page of a theme from each of its fixtures, in each locale. */
export function checkRendering(
  paths: ThemePaths,
  theme: Theme,
): { readonly findings: Finding[]; readonly rendered: number } {
  const findings: Finding[] = [];
  let rendered = 0;
  const folders = themeFolders(paths, theme.slug);
  const own = new Set(filesBelow(folders.views, '.hbs'));
  const names = new Set([...filesBelow(paths.views, '.hbs'), ...own]);
  for (const name of names) {
    const view = name.slice(0, -'.hbs'.length);
    if (PARTS.test(view)) continue;
    const file = relative(paths.root, join(own.has(name) ? folders.views : paths.views, name));
    const fixtures = fixturesOf(paths, view);
    if (fixtures.length === 0)
      findings.push({ file, message: `no fixture to render it from: add fixtures/${view}.json` });
    for (const fixture of fixtures) {
      for (const locale of locales) {
        rendered += 1;
        const who = `${theme.slug ?? 'the neutral theme'}, ${locale}, from ${fixture.file}`;
        for (const message of renderOne(theme, view, fixture, locale))
          findings.push({ file, message: `${message} (${who})` });
      }
    }
  }
  return { findings, rendered };
}
