import { brotliDecompressSync } from 'node:zlib';
import { checkHtml } from '@halles/platform/theming';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const FRENCH = [
  '/',
  '/commerces',
  '/a-propos',
  '/contact',
  '/mentions-legales',
  '/confidentialite',
  '/accessibilite',
  '/classement',
];
const ENGLISH = [
  '/en',
  '/en/businesses',
  '/en/about',
  '/en/contact',
  '/en/legal-notice',
  '/en/privacy',
  '/en/accessibility',
  '/en/ranking',
];

describe('pages of two territories', () => {
  let portal: Portal;
  const ask = (slug: string, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    portal.ask(slug, path, { headers });
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it.each([...FRENCH.map((path) => ['fr', path] as const), ...ENGLISH.map((path) => ['en', path] as const)])(
    'shows the page in %s at %s, well formed, twice the same',
    async (locale, path) => {
      const first = await ask('ici-bourg', path);
      const second = await ask('ici-bourg', path);
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(first.headers['content-language']).toBe(locale);
      expect(checkHtml(first.body, locale)).toEqual([]);
      const stable = (answer: Answer): string =>
        answer.body.replace(/name="idempotencyKey" value="[^"]+"|data-challenge="[^"]+"/g, '');
      expect(stable(second)).toBe(stable(first));
    },
  );

  it('never shows one territory’s words on the other’s pages, kept or fresh', async () => {
    for (const path of [
      ...FRENCH,
      ...ENGLISH,
      '/nowhere',
      '/sitemap.xml',
      '/robots.txt',
      '/manifest.webmanifest',
    ]) {
      for (const [mine, other] of [
        ['ici-bourg', 'autre-ville'],
        ['autre-ville', 'ici-bourg'],
        ['ici-bourg', 'autre-ville'],
      ] as const) {
        const { body } = await ask(mine, path);
        expect(body).toContain(mine);
        expect(body).not.toContain(other);
      }
    }
  });

  it('sets no cookie and loads nothing from another site', async () => {
    for (const path of [...FRENCH, '/nowhere']) {
      const answer = await ask('ici-bourg', path);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body).not.toMatch(
        /(?:src|href)="(?:https?:)?\/\/(?!ici-bourg\.localhost|www\.cnil\.fr|www\.defenseurdesdroits\.fr)/,
      );
    }
  });

  it('answers 304 to a reader who has the page, with the tag and the terms of keeping it', async () => {
    const { headers } = await ask('ici-bourg', '/a-propos');
    const again = await ask('ici-bourg', '/a-propos', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    expect(again.headers['cache-control']).toBe(headers['cache-control']);
    const other = await ask('autre-ville', '/a-propos', { 'if-none-match': String(headers.etag) });
    expect(other.status).toBe(200);
  });

  it('answers HEAD as GET without the body, kept or fresh', async () => {
    for (const path of ['/classement', '/classement', '/contact', '/nowhere']) {
      const get = await ask('autre-ville', path);
      const head = await portal.ask('autre-ville', path, { method: 'HEAD' });
      expect([head.status, head.bytes.length]).toEqual([get.status, 0]);
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
    }
  });

  it('compresses what it keeps, with another tag, and says that the answer varies', async () => {
    const plain = await ask('ici-bourg', '/a-propos');
    const brotli = await ask('ici-bourg', '/a-propos', { 'accept-encoding': 'gzip, br' });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(brotliDecompressSync(brotli.bytes).toString()).toBe(plain.body);
    expect(brotli.headers.etag).not.toBe(plain.headers.etag);
  });

  it('compresses also what it sends once: a page with a query, a form', async () => {
    for (const path of ['/commerces?q=pain', '/contact']) {
      const brotli = await ask('ici-bourg', path, { 'accept-encoding': 'gzip, br' });
      expect([path, brotli.headers['content-encoding'], brotli.headers.etag]).toEqual([
        path,
        'br',
        undefined,
      ]);
      expect(brotliDecompressSync(brotli.bytes).toString()).toContain('</html>');
      expect((await ask('ici-bourg', path)).body).toContain('</html>');
    }
  });

  it('does not keep a page with a query, and shows what was searched as text', async () => {
    const { body } = await ask('ici-bourg', `/commerces?q=${encodeURIComponent('<b>pain</b>')}`);
    expect(body).toContain('&lt;b&gt;pain&lt;/b&gt;');
    expect(body).not.toContain('<b>pain');
    expect((await ask('ici-bourg', '/commerces')).body).not.toContain('pain&lt;');
    expect((await ask('ici-bourg', '/commerces?q=a&q=b')).status).toBe(200);
  });

  it('shows themed pages of errors: 404 with ways on, an unknown locale like any unknown page', async () => {
    for (const path of [
      '/nowhere',
      '/de',
      '/de/about',
      '/en/nowhere',
      '/constructor',
      '/__proto__',
      '/assets/0/../../package.json',
    ]) {
      const { status, body, headers } = await ask('ici-bourg', path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).toContain('CANARY-TITLE ici-bourg');
      expect(headers['cache-control']).toBe('no-store');
      expect(checkHtml(body, path.startsWith('/en') ? 'en' : 'fr')).toEqual([]);
    }
  });

  it('answers 421 on a host of nobody, in the product’s own colours, naming no territory', async () => {
    for (const path of ['/', '/en', '/contact']) {
      const { status, body } = await ask('nobody', path);
      expect(status).toBe(421);
      expect(body).not.toMatch(/ici-bourg|autre-ville|CANARY/);
      expect(checkHtml(body, path === '/en' ? 'en' : 'fr')).toEqual([]);
      const css = /href="(\/assets\/[^"]+\.css)"/.exec(body)?.[1] ?? '';
      expect((await ask('nobody', css)).status).toBe(200);
    }
  });

  it('answers a program with a problem document instead of a page', async () => {
    const { status, headers, body } = await ask('ici-bourg', '/nowhere', { accept: 'application/json' });
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({ code: 'page-not-found', status: 404 });
  });
});
