import { join, relative } from 'node:path';
import type { Locale } from '@halles/kernel';
import type { Theme } from '../theme';
import { type ThemePaths, filesBelow, themeFolders } from '../theme-sources';
import { locales } from '../texts';
import { type ViewFixture, ViewFixtures } from '../view-fixtures';
import type { Finding } from './finding';
import { checkHtml } from './html-check';

/** Views that are parts of pages; the others are pages. */
const PARTS = /^(?:partials|layouts)\//;

const draw = (theme: Theme, view: string, fixture: ViewFixture, locale: Locale): string =>
  theme.render(view, locale, { ...fixture, layout: { ...fixture.layout, lang: locale } });

function renderOne(theme: Theme, view: string, fixture: ViewFixture, locale: Locale): string[] {
  let html: string;
  try {
    html = draw(theme, view, fixture, locale);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return checkHtml(html, locale);
}

/**
 * The first page of a theme that cannot be rendered, with what was said of it; null where all can. What Handlebars says
 * names the line and not the file: with a view of the tenant's own, that one is meant.
 */
export function findBrokenPage(paths: ThemePaths, theme: Theme): { view: string; message: string } | null {
  const fixtures = new ViewFixtures(paths.root);
  for (const name of filesBelow(paths.views, '.hbs')) {
    const view = name.slice(0, -'.hbs'.length);
    if (PARTS.test(view)) continue;
    for (const fixture of fixtures.namesOf(view).map((named) => fixtures.read(named))) {
      for (const locale of locales) {
        try {
          draw(theme, view, fixture, locale);
        } catch (error) {
          return { view, message: error instanceof Error ? error.message : String(error) };
        }
      }
    }
  }
  return null;
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
  const fixtures = new ViewFixtures(paths.root);
  const names = new Set([...filesBelow(paths.views, '.hbs'), ...own]);
  for (const name of names) {
    const view = name.slice(0, -'.hbs'.length);
    if (PARTS.test(view)) continue;
    const file = relative(paths.root, join(own.has(name) ? folders.views : paths.views, name));
    const named = fixtures.namesOf(view);
    if (named.length === 0)
      findings.push({ file, message: `no fixture to render it from: add fixtures/${view}.json` });
    for (const fixtureName of named) {
      const fixture = fixtures.read(fixtureName);
      for (const locale of locales) {
        rendered += 1;
        const who = `${theme.slug ?? 'the neutral theme'}, ${locale}, from ${relative(paths.root, fixtures.fileOf(fixtureName))}`;
        for (const message of renderOne(theme, view, fixture, locale))
          findings.push({ file, message: `${message} (${who})` });
      }
    }
  }
  return { findings, rendered };
}
