import type { Page, Request } from 'playwright-core';

/** What a page has asked for and not yet been answered. */
export interface PageRequests {
  /** Resolves once every request is answered and the page has done with the answers: drawn them, and asked nothing more. */
  done(): Promise<void>;
}

/** A turn of everything that waits in the page: what an answer leads to was asked for by then. */
const TURN = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))`;

/**
 * Counts the requests of a page. Playwright's own `networkidle` waits for half a second in which nothing happens, which
 * on a busy machine may be one in which the page had no turn, and on an idle one is most of the time of a test.
 */
export function watchRequests(page: Page): PageRequests {
  const open = new Set<Request>();
  let asked = 0;
  page.on('request', (request) => {
    asked += 1;
    // What the page before waited for, as for news, went with it.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) open.clear();
    open.add(request);
  });
  const close = (request: Request): boolean => open.delete(request);
  page.on('requestfinished', close);
  page.on('requestfailed', close);
  return {
    done: async () => {
      for (let before = -1; before !== asked || open.size > 0;) {
        before = asked;
        await page.evaluate(TURN);
      }
    },
  };
}
