import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { launchBrowser } from '@halles/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { errorsOf, watchedPage } from './watched-page';

/** How long what is slow is on its way: longer than a page is looked at. */
const SLOW_MS = 1_500;

/** A page that axe finds no error in where its styles are there, and two small targets where they are not. */
const pageOf = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><link rel="stylesheet" href="/style.css">
  <main><h1>${title}</h1>${body}</main></html>`;

const LINKS = '<p><a href="/second">Second</a><br><a href="/file">File</a><br><a href="/moved">Moved</a></p>';
const STYLE = 'a { display: inline-block; min-height: 44px; min-width: 44px; }';

describe('what axe is asked of', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What is slow, and what the second page holds. */
  let slow: string;
  let second: string;
  /** A server of its own: what a browser is redirected to goes by whatever Playwright answers. */
  const server = createServer((request, response) => void answer(request.url ?? '', response));
  let origin: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `http://slow.localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser.close();
    await promisify(server.close.bind(server))();
  });
  beforeEach(async () => {
    [slow, second] = ['', LINKS];
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    ({ page } = await watchedPage(context, origin));
    await page.goto(`${origin}/first`);
  });
  afterEach(() => context.close());

  async function answer(path: string, response: ServerResponse): Promise<void> {
    if (path === slow) await wait(SLOW_MS);
    if (path === '/style.css') return void response.setHeader('content-type', 'text/css').end(STYLE);
    if (path === '/moved') return void response.writeHead(303, { location: '/file' }).end();
    response.setHeader('content-type', 'text/html');
    if (path === '/file') response.setHeader('content-disposition', 'attachment; filename="a.html"');
    response.end(path === '/second' ? pageOf('Second', second) : pageOf('First', LINKS));
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

  it.each(['File', 'Moved'])('is the page that stays where a tap leads to a file: %s', async (name) => {
    slow = '/file';
    await link(name).tap();
    expect(await errorsOf(page)).toEqual([]);
    expect(await page.title()).toBe('First');
  });
});
