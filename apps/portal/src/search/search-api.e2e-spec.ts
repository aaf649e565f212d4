import type { FacetsAnswer, SearchAnswer, SuggestAnswer } from '@halles/contracts';
import { waitUntil } from '@halles/platform/engines';
import { hostileTexts, inQuery, writeListings } from '@halles/testing';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

describe('the directory for programs', () => {
  let portal: Portal;
  const ask = (path: string, slug = 'ici-bourg'): Promise<Answer> =>
    portal.ask(slug, path, { headers: { accept: 'application/json' } });
  const read = async <T>(path: string, slug?: string): Promise<T> => {
    const answer = await ask(path, slug);
    expect([path, answer.status]).toEqual([path, 200]);
    return JSON.parse(answer.body) as T;
  };
  beforeAll(async () => {
    portal = await openPortal({
      rateLimits: { read: { limit: 100_000, windowMs: 60_000 }, search: { limit: 600, windowMs: 3_600_000 } },
    });
    const { world } = portal;
    await writeListings(world, world.here, [
      { facts: { displayName: 'Fournil des Capucins', openingHoursText: 'Mo-Su 00:00-24:00' } },
      { facts: { displayName: 'Fournil Endormi', openingHoursText: 'Mo-Su off' } },
    ]);
    await writeListings(world, world.there, [{ facts: { displayName: 'Secret Autre Ville' } }]);
  });
  afterAll(() => portal.close());

  it('finds, says how it understood, from where it measured and why each stands there', async () => {
    const answer = await read<SearchAnswer>('/api/v1/search?q=boulangerie&limit=1');
    expect(answer.interpretation.category).toBe('bakery');
    expect(answer.origin.kind).toBe('territory');
    const [first] = answer.results;
    expect(first).toMatchObject({
      name: 'Fournil des Capucins',
      category: { id: 'bakery', label: 'Boulangerie' },
      open: { state: 'open', sentence: 'Ouvert 24\u00a0h/24' },
      reasons: { tier: 'open' },
    });
    expect(new URL(first?.url ?? '').pathname).toBe(`/commerce/fournil-des-capucins-${first?.id}`);
    const next = await read<SearchAnswer>(`/api/v1/search?q=boulangerie&limit=1&after=${answer.next}`);
    expect(next.results.map(({ name }) => name)).toEqual(['Fournil Endormi']);
    expect(next.next).toBeNull();
  });

  it('counts, and proposes pages that exist', async () => {
    const facets = await read<FacetsAnswer>('/api/v1/facets?category=food&open=now&lang=en');
    expect(facets).toMatchObject({
      total: 1,
      open: 1,
      categories: [{ id: 'bakery', label: 'Bakeries', listings: 1 }],
    });
    for (const [text, kind] of [
      ['boulang', 'category'],
      ['capucins', 'listing'],
      ['sainte-cath', 'place'],
    ] as const) {
      const { suggestions } = await read<SuggestAnswer>(`/api/v1/suggest?q=${text}`);
      const found = suggestions.find((suggestion) => suggestion.kind === kind);
      expect([text, found === undefined]).toEqual([text, false]);
      expect((await portal.ask('ici-bourg', found?.url ?? '')).status).toBe(200);
    }
  });

  it('knows nothing of another territory', async () => {
    expect((await read<SearchAnswer>('/api/v1/search?q=secret')).results).toEqual([]);
    const { suggestions } = await read<SuggestAnswer>('/api/v1/suggest?q=secret');
    expect(suggestions.filter(({ kind }) => kind === 'listing')).toEqual([]);
    expect((await read<FacetsAnswer>('/api/v1/facets', 'autre-ville')).total).toBe(1);
  });

  it('gives each town its own answer to the same question, and a new one once its directory has changed', async () => {
    const { world } = portal;
    const namesOf = async (slug: string): Promise<string[]> => {
      const { results } = await read<SearchAnswer>('/api/v1/search?category=bakery&limit=50', slug);
      return results.map(({ name }) => name);
    };
    const before = await Promise.all(['ici-bourg', 'autre-ville', 'ici-bourg'].map(namesOf));
    expect(before[0]).toContain('Fournil des Capucins');
    expect(before[1]).toEqual(['Secret Autre Ville']);
    expect(before[2]).toEqual(before[0]);
    await writeListings(world, world.there, [{ facts: { displayName: 'Fournil tout neuf' } }]);
    const isShown = async () => (await namesOf('autre-ville')).includes('Fournil tout neuf');
    expect(await waitUntil(isShown, 60_000)).toBe(true);
    expect(await namesOf('ici-bourg')).toEqual(before[0]);
  });

  it('may be read from any site, kept for half a minute, but not where it tells where somebody is', async () => {
    const { headers } = await ask('/api/v1/search?q=pain');
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=30',
    });
    for (const path of [
      '/api/v1/search?near=44.84,-0.58',
      '/api/v1/facets?bounds=-0.6,44.8,-0.5,44.9',
      '/api/v1/suggest?q=pain&near=44.84,-0.58',
    ])
      expect((await ask(path)).headers['cache-control']).toBe('private, no-store');
  });

  it.each([
    ['/api/v1/search?near=91,5', '/near'],
    ['/api/v1/search?near=44.8', '/near'],
    ['/api/v1/search?radius=0', '/radius'],
    ['/api/v1/search?limit=101', '/limit'],
    ['/api/v1/search?limit=ten', '/limit'],
    ['/api/v1/search?open=yesterday', '/open'],
    ['/api/v1/search?bounds=2,1,1,2', '/bounds'],
    ['/api/v1/search?category=unicorns', '/category'],
    ['/api/v1/search?features=flying', '/features'],
    ['/api/v1/search?page=2', '/page'],
    ['/api/v1/search?q=a&q=b', '/q'],
    ['/api/v1/facets?lang=de', '/lang'],
    ['/api/v1/suggest', '/q'],
    [`/api/v1/suggest?q=${'x'.repeat(201)}`, '/q'],
  ])('%s: says what is wrong and where', async (path, pointer) => {
    const { status, headers, body } = await ask(path);
    expect([status, headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({ code: 'invalid-input', errors: [{ pointer }] });
  });

  it('refuses an end of list that it never gave', async () => {
    const { status, body } = await ask('/api/v1/search?after=eyJhIjoxfQ');
    expect([status, (JSON.parse(body) as { code: string }).code]).toEqual([422, 'search-cursor-refused']);
  });

  it.each([
    'search?q=',
    'search?where=',
    'search?near=',
    'search?category=',
    'search?after=',
    'facets?features=',
    'suggest?q=',
  ])('has no error whatever follows %s', async (beginning) => {
    for (const text of hostileTexts) {
      const { status } = await ask(`/api/v1/${beginning}${inQuery(text)}`);
      expect({ text: text.slice(0, 40), isKnown: [200, 414, 422].includes(status), status }).toMatchObject({
        isKnown: true,
      });
    }
  });

  it('limits what one visitor asks, and not the pages that he reads', async () => {
    let last: Answer | undefined;
    for (let n = 0; n < 600 && last?.status !== 429; n += 1) last = await ask('/api/v1/suggest?q=pa');
    expect(last?.status).toBe(429);
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await portal.ask('ici-bourg', '/commerces')).status).toBe(200);
  });
});
