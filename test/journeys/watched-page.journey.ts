import { setTimeout as wait } from 'node:timers/promises';
import { launchBrowser } from '@halles/testing';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { errorsOf, watchedPage } from './watched-page';

const ORIGIN = 'http://slow.localhost';

/** How long what is slow is on its way: longer than a page is looked at. */
const SLOW_MS = 1_500;

/** A page that axe finds no error in where its styles are there, and two small targets where they are not. */
const pageOf = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><link rel="stylesheet" href="/style.css">
  <main><h1>${title}</h1>${body}</main></html>`;

const LINKS = '<p><a href="/second">Second</a><br><a href="/file">File</a></p>';
const STYLE = 'a { display: inline-block; min-height: 44px; min-width: 44px; }';

describe('what axe is asked of', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What is slow, and what the second page holds. */
  let slow: string;
  let second: string;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    [slow, second] = ['', LINKS];
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await context.route('**/*', answer);
    ({ page } = await watchedPage(context, ORIGIN));
    await page.goto(`${ORIGIN}/first`);
  });
  afterEach(() => context.close());

  async function answer(route: Route): Promise<void> {
    const { pathname } = new URL(route.request().url());
    if (pathname === slow) await wait(SLOW_MS);
    if (pathname === '/style.css') return route.fulfill({ contentType: 'text/css', body: STYLE });
    const headers = pathname === '/file' ? { 'content-disposition': 'attachment; filename="a.html"' } : {};
    const body = pathname === '/second' ? pageOf('Second', second) : pageOf('First', LINKS);
    return route.fulfill({ contentType: 'text/html', headers, body });
  }
  const link = (name: string) => page.getByRole('link', { name });

  it.each(['tap', 'click'] as const)(
    'is the page with its styles, which come late after a %s',
    async (act) => {
      slow = '/style.css';
      await link('Second')[act]();
      expect(await errorsOf(page)).toEqual([]);
      expect(await page.title()).toBe('Second');
    },
  );

  it('is the page that a tap leads to, which comes late, and not the one that is left', async () => {
    slow = '/second';
    second = '<img src="/style.css">';
    await link('Second').tap();
    expect(await errorsOf(page)).toContain('image-alt: img');
  });

  it('is the page that stays where a tap leads to a file', async () => {
    slow = '/file';
    await link('File').tap();
    expect(await errorsOf(page)).toEqual([]);
    expect(await page.title()).toBe('First');
  });
});
