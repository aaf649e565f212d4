import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SECOND } from '@halles/kernel';
import type { BrowserContext, Page } from 'playwright-core';
import { type Navigations, watchNavigations } from './page-navigations';

/** What a page did that it must not: errors of its scripts or of its policy, requests to elsewhere. */
export interface Misdeeds {
  readonly errors: string[];
  readonly elsewhere: string[];
}

/** The comings and goings of the pages that are watched. */
const navigationsOf = new WeakMap<Page, Navigations>();

/** A page that is watched from its first request on. Refused requests are the journey's own doing and no error. */
export async function watchedPage(
  context: BrowserContext,
  origin: string,
): Promise<{ page: Page; misdeeds: Misdeeds }> {
  const page = await context.newPage();
  // For what never comes: on a busy machine a page may well take ten seconds.
  page.setDefaultTimeout(60 * SECOND);
  navigationsOf.set(page, watchNavigations(page));
  const misdeeds: Misdeeds = { errors: [], elsewhere: [] };
  page.on('pageerror', (error) => misdeeds.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      misdeeds.errors.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) misdeeds.elsewhere.push(request.url());
  });
  return { page, misdeeds };
}

/** The checker itself, as its package for Playwright brings it. */
const AXE = readFileSync(
  createRequire(createRequire(join(process.cwd(), 'package.json')).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
);

/** Nothing is told but errors, and nothing fetched for the rules on sound and film: our pages hold neither. */
const OPTIONS = { resultTypes: ['violations'], preload: false, rules: { 'target-size': { enabled: true } } };

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/**
 * Errors that axe finds, and whether the page scrolls sideways, one line each. The checker stays in the document:
 * asked again of the same one, by night or in another window, it takes a third of the time.
 *
 * Looked at is the page that a link or a button behind has led to, and only once its styles are there: Playwright waits
 * for neither, and for nothing at all after a tap.
 */
export async function errorsOf(page: Page): Promise<string[]> {
  const navigations = navigationsOf.get(page) ?? watchNavigations(page);
  navigationsOf.set(page, navigations);
  for (;;) {
    const document = await navigations.settled();
    // What goes wrong in a page that is left while it is looked at is its leaving.
    const errors = await findErrors(page).catch((error: unknown) => {
      if (navigations.isStill(document)) throw error;
      return [];
    });
    if (navigations.isStill(document)) return errors;
  }
}

async function findErrors(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(OPTIONS)}).then(({ violations }) => violations)`,
  );
  const sideways = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ...(sideways ? ['the page scrolls sideways'] : []),
  ];
}
