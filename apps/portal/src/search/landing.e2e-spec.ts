import { checkHtml } from '@halles/platform/theming';
import { hostileTexts, inQuery, writeListings } from '@halles/testing';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const bakeries = ['Un', 'Deux', 'Trois'].map((name) => ({ facts: { displayName: `Fournil ${name}` } }));

/** What the page says to machines, each script parsed. */
const dataIn = (html: string): Record<string, unknown>[] =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(
    ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
  );

describe('landing pages, over HTTP', () => {
  let portal: Portal;
  const ask = (path: string, slug = 'ici-bourg'): Promise<Answer> => portal.ask(slug, path);
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { read: { limit: 100_000, windowMs: 60_000 } } });
    const { world } = portal;
    await writeListings(world, world.here, bakeries);
    await writeListings(world, world.there, [
      { facts: { displayName: 'Fournil Ailleurs', address: { street: 'rue des Autres' } } },
    ]);
  });
  afterAll(() => portal.close());

  const pages = [
    ['/commerces/boulangeries', '/en/businesses/bakeries'],
    ['/commerces/alimentation', '/en/businesses/food-shops'],
    ['/commerces/boulangeries/bordeaux', '/en/businesses/bakeries/bordeaux'],
    ['/communes/bordeaux', '/en/towns/bordeaux'],
    ['/rues/bordeaux/rue-sainte-catherine', '/en/streets/bordeaux/rue-sainte-catherine'],
  ] as const;

  it.each(pages)('%s: whole in both languages, linked to each other, known to machines', async (fr, en) => {
    for (const [path, other, locale] of [
      [fr, en, 'fr'],
      [en, fr, 'en'],
    ] as const) {
      const { status, body } = await ask(path);
      expect([path, status]).toEqual([path, 200]);
      expect(checkHtml(body, locale)).toEqual([]);
      expect(body).toContain('Fournil Deux');
      expect(body).toMatch(new RegExp(`<link rel="canonical" href="http://[^/]+${path}">`));
      expect(body).toContain(`href="${other}"`);
      expect(body).not.toContain('noindex');
      const [crumbs, list] = dataIn(body);
      expect([crumbs?.['@type'], list?.['@type'], list?.['numberOfItems']]).toEqual([
        'BreadcrumbList',
        'ItemList',
        3,
      ]);
    }
  });

  it('is found with a slash at its end, as is what lies above it', async () => {
    for (const path of [
      ...pages.flat(),
      '/commerces',
      '/en/businesses',
      '/en',
      '/communes/bordeaux?page=2',
      '/contact',
    ]) {
      const [address = '', query] = path.split('?');
      const asked = await ask(query === undefined ? `${address}/` : `${address}/?${query}`);
      expect([path, asked.status, asked.headers.location]).toEqual([path, 308, path]);
    }
    expect((await ask('/commerces')).status).toBe(200);
  });

  it('is of its own territory alone', async () => {
    for (const path of ['/communes/bordeaux', '/commerces/boulangeries'])
      expect((await ask(path)).body).not.toContain('Ailleurs');
    expect((await ask('/rues/bordeaux/rue-des-autres')).status).toBe(404);
    expect((await ask('/rues/bordeaux/rue-des-autres', 'autre-ville')).body).toContain('Fournil Ailleurs');
  });

  it('is not for search engines where there is too little', async () => {
    expect((await ask('/communes/bordeaux', 'autre-ville')).body).toContain('noindex');
    expect((await ask('/commerces/pharmacies')).body).toContain('noindex');
    expect((await ask('/commerces/boulangeries?utm_source=x')).body).toContain('noindex');
  });

  it('leads from the other language’s name, and from an id, to the one address', async () => {
    for (const [path, to] of [
      ['/commerces/bakeries', '/commerces/boulangeries'],
      ['/commerces/bakery/bordeaux', '/commerces/boulangeries/bordeaux'],
      ['/en/businesses/boulangeries?a=1', '/en/businesses/bakeries?a=1'],
    ] as const) {
      const { status, headers } = await ask(path);
      expect([path, status, headers.location]).toEqual([path, 301, to]);
    }
  });

  it('helps where nothing is called so, and tells a program', async () => {
    for (const path of [
      '/commerces/licornes',
      '/communes/atlantide',
      '/quartiers/nulle-part',
      '/rues/bordeaux/rue-x',
    ]) {
      const { status, body } = await ask(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).toContain('href="/commerces/alimentation"');
      expect(checkHtml(body, 'fr')).toEqual([]);
    }
    const problem = await portal.ask('ici-bourg', '/commerces/licornes', {
      headers: { accept: 'application/json' },
    });
    expect(JSON.parse(problem.body)).toMatchObject({ code: 'page-not-found', status: 404 });
  });

  it.each([
    '/commerces/',
    '/commerces/boulangeries/',
    '/communes/',
    '/quartiers/',
    '/rues/bordeaux/',
    '/rues/',
  ])('has no error whatever follows %s', async (prefix) => {
    for (const text of [...hostileTexts, 'constructor', 'toString', 'a--b', '-a', 'A']) {
      const { status } = await ask(prefix + inQuery(text));
      expect({ text: text.slice(0, 40), isKnown: [400, 404, 414].includes(status), status }).toMatchObject({
        isKnown: true,
      });
    }
  });

  it('is kept for the next readers until the directory changes, and then shows the change', async () => {
    const path = '/commerces/boulangeries';
    const first = await ask(path);
    const kept = await ask(path);
    expect([kept.body, kept.headers.etag]).toEqual([first.body, first.headers.etag]);
    await writeListings(portal.world, portal.world.here, [{ facts: { displayName: 'Fournil Nouveau' } }]);
    let body = '';
    for (let tries = 0; tries < 60 && !body.includes('Fournil Nouveau'); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ({ body } = await ask(path));
    }
    expect(body).toContain('Fournil Nouveau');
  });
});
