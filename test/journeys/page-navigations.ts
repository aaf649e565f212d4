import type { Page, Request } from 'playwright-core';

/** Where a page is between two documents. */
export interface Navigations {
  /** Resolves once the page goes nowhere and its document is whole, with its styles and pictures: to the number of it. */
  settled(): Promise<number>;
  /** Whether that document is still there, and is not about to be left. */
  isStill(document: number): boolean;
}

/** Counts the documents of a page, from now on. */
export function watchNavigations(page: Page): Navigations {
  const leaving = new Set<Request>();
  let documents = 0;
  page.on('request', (request) => {
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return;
    // A redirect is a request of its own: of the one before nothing more is heard.
    const before = request.redirectedFrom();
    if (before) leaving.delete(before);
    leaving.add(request);
  });
  // A download, or an answer that is no page: the document stays.
  page.on('requestfailed', (request) => leaving.delete(request));
  page.on('domcontentloaded', () => {
    documents += 1;
    leaving.clear();
  });
  const isStill = (document: number): boolean => document === documents && leaving.size === 0;
  return {
    isStill,
    settled: async () => {
      for (;;) {
        while (leaving.size > 0)
          await Promise.race([page.waitForEvent('domcontentloaded'), page.waitForEvent('requestfailed')]);
        const document = documents;
        await page.waitForLoadState('load');
        if (isStill(document)) return document;
      }
    },
  };
}
