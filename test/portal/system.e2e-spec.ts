import { checkHtml } from '@halles/platform/theming';
import { type Portal, openPortal } from './portal-harness';

describe('what browsers and search engines ask for', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
    await portal.world.addTenant('bordeaux');
    await waitFor(async () => (await portal.ask('bordeaux', '/')).status === 200);
  });
  afterAll(() => portal.close());

  const waitFor = async (done: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 100 && !(await done()); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
  };

  it('leads from robots.txt to the index, to the sitemap, to pages that answer', async () => {
    const robots = await portal.ask('ici-bourg', '/robots.txt');
    const pathIn = (text: string, pattern: RegExp): string => new URL(pattern.exec(text)?.[1] ?? '').pathname;
    const index = await portal.ask('ici-bourg', pathIn(robots.body, /Sitemap: (\S+)/));
    const sitemap = await portal.ask('ici-bourg', pathIn(index.body, /<loc>([^<]+)/));
    expect([robots.status, index.status, sitemap.status]).toEqual([200, 200, 200]);
    const locations = [...sitemap.body.matchAll(/<loc>([^<]+)/g)].map((match) => match[1] ?? '');
    expect(locations).toHaveLength(16);
    for (const location of locations) {
      const { host, pathname } = new URL(location);
      expect(host).toBe('ici-bourg.localhost');
      expect((await portal.ask('ici-bourg', pathname)).status).toBe(200);
    }
  });

  it('serves the theme’s files for ever, under names that change with their content', async () => {
    const { body } = await portal.ask('bordeaux', '/');
    const files = [...new Set(body.match(/\/assets\/[0-9a-f]{12}\/[\w.-]+/g))];
    expect(files.length).toBeGreaterThanOrEqual(5);
    for (const file of files) {
      const answer = await portal.ask('bordeaux', file);
      expect([file, answer.status, answer.headers['cache-control']]).toEqual([
        file,
        200,
        'public, max-age=31536000, immutable',
      ]);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      if (file.endsWith('.svg'))
        expect(answer.headers['content-security-policy']).toBe(
          "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        );
      const again = await portal.ask('bordeaux', file, {
        headers: { 'if-none-match': String(answer.headers.etag) },
      });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
    }
  });

  it('gives a page of another release the file of that name as it is now, to be asked for again', async () => {
    const answer = await portal.ask('bordeaux', '/assets/000000000000/theme.css');
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect((await portal.ask('bordeaux', '/assets/000000000000/no-such-file.css')).status).toBe(404);
  });

  it('dresses a territory in its own theme and another in the neutral one', async () => {
    const css = async (slug: string): Promise<string> => {
      const page = await portal.ask(slug, '/');
      return (await portal.ask(slug, /\/assets\/[0-9a-f]{12}\/theme\.css/.exec(page.body)?.[0] ?? '')).body;
    };
    const [bordeaux, here, there] = await Promise.all([
      css('bordeaux'),
      css('ici-bourg'),
      css('autre-ville'),
    ]);
    expect(here).toBe(there);
    expect(bordeaux).not.toBe(here);
    expect(bordeaux).toContain('Fraunces');
  });

  it('gives a manifest and an icon', async () => {
    const manifest = await portal.ask('bordeaux', '/manifest.webmanifest');
    expect(manifest.headers['content-type']).toBe('application/manifest+json; charset=utf-8');
    const { name, icons } = JSON.parse(manifest.body) as { name: string; icons: { src: string }[] };
    expect(name).toContain('bordeaux');
    expect((await portal.ask('bordeaux', icons[0]?.src ?? '')).headers['content-type']).toBe('image/svg+xml');
    const favicon = await portal.ask('bordeaux', '/favicon.ico');
    expect([favicon.status, favicon.headers.location]).toEqual([302, icons[0]?.src]);
  });

  it('has no style guide outside development', async () => {
    expect((await portal.ask('bordeaux', '/_styleguide')).status).toBe(404);
  });
});

describe('the style guide, in development', () => {
  it('shows every component of the territory, with the way to the others', async () => {
    const portal = await openPortal({}, { NODE_ENV: 'development' });
    try {
      const { status, body } = await portal.ask('ici-bourg', '/_styleguide');
      expect(status).toBe(200);
      expect(checkHtml(body, 'fr')).toEqual([]);
      expect(body).toContain('href="http://autre-ville.localhost/_styleguide"');
    } finally {
      await portal.close();
    }
  });
});
