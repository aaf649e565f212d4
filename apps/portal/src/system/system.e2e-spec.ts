import { checkHtml } from '@halles/platform/theming';
import { writeListings } from '@halles/testing';
import { type Portal, openPortal } from '../../testing/portal-harness';

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

  const locations = async (slug: string, path: string): Promise<string[]> => {
    const answer = await portal.ask(slug, path);
    expect([path, answer.status]).toEqual([path, 200]);
    return [...answer.body.matchAll(/<loc>([^<]+)/g)].map((match) => match[1] ?? '');
  };

  it('leads from robots.txt to the index, to the files, to pages that answer', async () => {
    const [id = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts: { displayName: 'Canari du Plan' } },
      { source: 'sirene', facts: { displayName: 'Deuxième' } },
      { source: 'sirene', facts: { displayName: 'Troisième' } },
      { source: 'sirene', facts: { displayName: 'Fermé', status: { state: 'closed', since: null } } },
    ]);
    const robots = await portal.ask('ici-bourg', '/robots.txt');
    const index = new URL(/Sitemap: (\S+)/.exec(robots.body)?.[1] ?? '').pathname;
    const files = await locations('ici-bourg', index);
    expect(files.map((file) => new URL(file).pathname)).toEqual([
      '/sitemaps/pages.xml',
      '/sitemaps/categories.xml',
      '/sitemaps/lieux-1.xml',
      '/sitemaps/commerces-1.xml',
    ]);
    const pages: string[] = [];
    for (const file of files) pages.push(...(await locations('ici-bourg', new URL(file).pathname)));
    expect(new Set(pages).size).toBe(pages.length);
    const paths = pages.map((page) => new URL(page).pathname);
    expect(paths).toEqual(
      expect.arrayContaining([
        `/commerce/canari-du-plan-${id}`,
        `/en/business/canari-du-plan-${id}`,
        '/communes/bordeaux',
      ]),
    );
    expect(paths.some((path) => path.includes('ferme'))).toBe(false);
    for (const path of paths)
      expect([path, (await portal.ask('ici-bourg', path)).status]).toEqual([path, 200]);
    expect((await locations('autre-ville', '/sitemap.xml')).join()).not.toContain('commerces-1');
  });

  it.each(['0', '2', '-1', '1e3', '999999999', 'x', '%00'])('has no file number %s', async (number) => {
    expect((await portal.ask('ici-bourg', `/sitemaps/commerces-${number}.xml`)).status).toBe(404);
    expect((await portal.ask('ici-bourg', `/sitemaps/lieux-${number}.xml`)).status).toBe(404);
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
