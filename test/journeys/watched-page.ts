import { AxeBuilder } from '@axe-core/playwright';
import { SECOND } from '@halles/kernel';
import type { BrowserContext, Page } from 'playwright-core';

/** What a page did that it must not: errors of its scripts or of its policy, requests to elsewhere. */
export interface Misdeeds {
  readonly errors: string[];
  readonly elsewhere: string[];
}

/** A page that is watched from its first request on. Refused requests are the journey's own doing and no error. */
export async function watchedPage(
  context: BrowserContext,
  origin: string,
): Promise<{ page: Page; misdeeds: Misdeeds }> {
  const page = await context.newPage();
  page.setDefaultTimeout(8 * SECOND);
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

/**
 * Faults that axe finds, and whether the page scrolls sideways, one line each. In the page itself, with nothing told
 * but faults and nothing fetched for the rules on sound and film, which takes a fifth of the time: our pages hold
 * neither, nor a frame of somebody else.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], preload: false, rules: { 'target-size': { enabled: true } } })
    .analyze();
  const sideways = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ...(sideways ? ['the page scrolls sideways'] : []),
  ];
}
