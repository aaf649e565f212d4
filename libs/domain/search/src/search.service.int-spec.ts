import { HOUR, MINUTE } from '@halles/kernel';
import { ListingWriter } from '@halles/domain/listings';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, servicesOf, type World } from '@halles/testing';
import { CENTRE, METRE, SEARCHED_AT, writeSearchDirectory } from '@halles/testing/search';
import { QueryReader } from './query-reader.service';
import { type SearchQuery, searchQuery } from './search-query';
import { SearchModule } from './search.module';
import { SearchService } from './search.service';
import { MAX_A_DAY } from './unanswered.repository';

const HOSTILE: readonly (readonly [string, string])[] = [
  ['five thousand characters', 'boulangerie '.repeat(417)],
  ['one word of five thousand letters', 'a'.repeat(5_000)],
  ['emoji', '🥖🥐👩‍🍳'],
  ['a NUL', 'boulan\u0000gerie'],
  ['lone surrogates', 'pain \ud83d boul\udc00'],
  ['SQL', `'; DROP TABLE listing; -- ' OR '1'='1`],
  ['a pattern of LIKE', '%_%\\%'],
  ['a regular expression', '(a+)+$[^]*?\\1{9999}'],
  ['right to left', '\u202e\u0645\u062e\u0628\u0632\u202c'],
  ['Chinese', '面包店'],
  ['combining marks', 'e\u0301\u0301\u0301\u0301'.repeat(300)],
  ['names of a prototype', '__proto__ constructor toString'],
  ['many numbers', '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17'],
  ['a point of NaN', 'NaN Infinity -0'],
];

describe('search', () => {
  let world: World;
  let here: TenantContext;
  let search: SearchService;
  let services: Awaited<ReturnType<typeof servicesOf>>;
  beforeAll(async () => {
    world = await openWorld();
    here = world.here;
    services = await servicesOf(world, [SearchModule]);
    search = services.get(SearchService);
    await writeSearchDirectory(world, services);
  });
  afterAll(() => world.close());

  const ask = (query: Partial<SearchQuery>, ctx = here) =>
    search.search(ctx, searchQuery({ locale: 'fr', at: SEARCHED_AT.getTime(), near: CENTRE, ...query }));
  const names = async (query: Partial<SearchQuery>, ctx = here) =>
    (await ask(query, ctx)).results.map(({ listing }) => listing.name);

  describe('puts results in the published order', () => {
    it('open, opening within the hour, hours unknown, shut; the nearest first in each', async () => {
      const { results } = await ask({ text: 'boulangerie' });
      expect(results.map(({ listing, reasons }) => [listing.name, reasons.tier])).toEqual([
        ['Boulangerie Paul', 'open'],
        ['La Miche', 'open'],
        ['Au Bon Pain', 'soon'],
        ['Le Fournil', 'unknown'],
        ['Le Pétrin', 'shut'],
      ]);
    });

    it('with the figures of each', async () => {
      const { results } = await ask({ text: 'boulangerie' });
      expect(results[0]?.reasons.metres).toBeCloseTo(100, -0.5);
      expect(results[2]?.reasons.opensAt).toBe(Date.parse('2026-11-25T09:30:00Z'));
      expect(results.map(({ reasons }) => reasons.textMatch)).toEqual([null, null, null, null, null]);
      expect((await ask({ text: 'boulangerie paul' })).results[0]?.reasons.textMatch).toBe(1);
    });

    it('at the moment asked for', async () => {
      const at = Date.parse('2026-11-25T15:00:00Z');
      expect((await names({ category: 'bakery', at })).slice(0, 4)).toEqual([
        'Boulangerie Paul',
        'Au Bon Pain',
        'Le Pétrin',
        'La Miche',
      ]);
    });

    it('page after page, each once, whatever the size of a page', async () => {
      const whole = await names({ limit: 100 });
      expect(whole).toHaveLength(10);
      for (const limit of [1, 3, 4, 10]) {
        const found: string[] = [];
        for (let after: string | null = null, pages = 0; pages < 12; pages += 1) {
          const page = await ask({ limit, after });
          found.push(...page.results.map(({ listing }) => listing.name));
          after = page.next;
          if (after === null) break;
        }
        expect(found).toEqual(whole);
      }
    });

    it('a page that goes on with the way that found the first', async () => {
      const first = await ask({ text: 'boulangerie xqzk', limit: 2 });
      expect(first.interpretation.leftOut).toEqual(['xqzk']);
      const second = await ask({ text: 'boulangerie xqzk', limit: 2, after: first.next });
      expect(second.results.map(({ listing }) => listing.name)).toEqual(['Au Bon Pain', 'Le Fournil']);
      expect(second.interpretation.leftOut).toEqual(['xqzk']);
    });
  });

  describe('finds', () => {
    it.each([
      [
        'Boulangerie Paul',
        ['boulangerie paul', 'paul', 'boulangerie Paule', 'PAUL boulangerie', 'boulangerie rue serpenoise'],
      ],
      [
        'Minelli',
        ['minelli', 'mineli', 'chaussures serpenoise', 'chaussures r. serpenoise', 'chaussure serpenoize'],
      ],
      [
        'Pharmacie de la Gare',
        [
          'pharmacie gare',
          'farmacie de la gare',
          'pharmacie de garde',
          '05 56 00 00 01',
          '732 829 320 00074',
          '732829320',
        ],
      ],
      [
        'La Miche',
        [
          'boulangerie chartrons',
          'boulangerie aux chartons',
          'pain cours du medoc',
          '8 cours du Médoc',
          'cours médoc',
        ],
      ],
      [
        'Coiffure Nadia',
        ['coifeur', 'nadia', 'mèches', 'hairdresser', 'coiffeuse bordeaux', 'coiffeur à bordeau'],
      ],
      ['La Boucherie', ['la boucherie']],
      ['Boucherie Dupont', ['boucherie', 'viande', 'dupond']],
    ])('%s', async (name, texts) => {
      for (const text of texts) expect([text, (await names({ text }))[0]]).toEqual([text, name]);
    });

    it('a place by its box, and what is there', async () => {
      const found = await ask({ text: 'boulangerie', where: 'chartrons', near: null });
      expect(found.interpretation.place?.name).toBe('Chartrons');
      expect(found.origin).toMatchObject({ kind: 'place' });
      expect(found.results.map(({ listing }) => listing.name)).toEqual(['La Miche', 'Le Pétrin']);
      expect(await names({ where: 'rue serpenoise', near: null })).toEqual(['Boulangerie Paul', 'Minelli']);
      expect(await names({ where: '33000', text: 'pharmacie', near: null })).toEqual([
        'Pharmacie de la Gare',
      ]);
      expect((await ask({ where: 'Atlantis', text: 'pharmacie' })).interpretation.leftOut).toEqual([
        'Atlantis',
      ]);
    });

    it('what is near a place that has none', async () => {
      const found = await ask({ text: 'pharmacie chartrons' });
      expect(found.results.map(({ listing }) => listing.name)).toEqual(['Pharmacie de la Gare']);
      expect(found.interpretation.leftOut).toEqual(['Chartrons']);
    });

    it('what is a walk from a place, and farther only where nothing is', async () => {
      expect(await names({ text: 'restaurant près des chartrons' })).toEqual(['La Boucherie']);
      expect(await names({ text: 'boulangerie près de la rue serpenoise' })).toHaveLength(5);
    });

    it('nothing for what nobody means', async () => {
      for (const text of ['qsdfgh', 'xqzk wvvw', '???', '😀', 'zzz bordeaux'])
        expect([text, await names({ text })]).toEqual([text, []]);
    });
  });

  describe('filters', () => {
    it('by what is open now, or at another time', async () => {
      expect(await names({ category: 'bakery', open: true })).toEqual(['Boulangerie Paul', 'La Miche']);
      expect(await names({ text: 'boulangerie ouverte' })).toEqual(['Boulangerie Paul', 'La Miche']);
      expect(await names({ text: 'restaurant ouvert à midi' })).toEqual(['La Boucherie']);
    });

    it('by features, radius, bounds, commune and place', async () => {
      expect(await names({ features: ['appointment'] })).toEqual(['Coiffure Nadia']);
      expect(await names({ category: 'bakery', radius: 350 })).toEqual([
        'Boulangerie Paul',
        'Au Bon Pain',
        'Le Fournil',
      ]);
      const bounds = {
        west: -0.58,
        east: -0.57,
        south: CENTRE.latitude + 350 * METRE,
        north: CENTRE.latitude + 450 * METRE,
      };
      expect(await names({ bounds, near: null })).toEqual(['Le Pétrin']);
      expect(await names({ commune: '33063', category: 'pharmacy' })).toEqual(['Pharmacie de la Gare']);
      expect(await names({ commune: '75056' })).toEqual([]);
      const district = await search.findPlace(here, 'district', 'chartrons');
      expect(await names({ place: district?.id ?? 0, category: 'bakery' })).toEqual([
        'La Miche',
        'Le Pétrin',
      ]);
      expect(await names({ place: 2_000_000_000 })).toEqual([]);
    });

    it('within so many metres of a place that was typed, wherever that place ends', async () => {
      const where = { where: 'Chartrons', category: 'bakery', near: null };
      expect(await names(where)).toEqual(['La Miche', 'Le Pétrin']);
      expect(await names({ ...where, radius: 350 })).toEqual([
        'La Miche',
        'Au Bon Pain',
        'Le Fournil',
        'Le Pétrin',
      ]);
      expect(await names({ text: 'boulangerie chartrons', near: null, radius: 50 })).toEqual(['La Miche']);
    });

    it('around an address, but of its street alone where only that was typed', async () => {
      const address = { where: '12 rue Serpenoise', near: null };
      expect((await names({ ...address, category: 'bakery' })).length).toBe(5);
      expect(await names({ ...address, where: 'rue Serpenoise', category: 'bakery' })).toEqual([
        'Boulangerie Paul',
      ]);
      expect((await names(address)).toSorted()).toEqual(['Boulangerie Paul', 'Minelli']);
    });

    it('by category or branch, and not by what the tree has not', async () => {
      expect(await names({ category: 'food', radius: 150 })).toEqual([
        'Boulangerie Paul',
        'Boucherie Dupont',
      ]);
      expect(await names({ category: 'no-such-thing' })).toEqual([]);
    });
  });

  describe('counts', () => {
    const facets = (query: Partial<SearchQuery>, ctx = here) =>
      search.facets(ctx, searchQuery({ locale: 'fr', at: SEARCHED_AT.getTime(), near: CENTRE, ...query }));

    it('what search finds', async () => {
      const found = await facets({ category: 'bakery' });
      expect(found).toMatchObject({
        total: 5,
        isExact: true,
        open: 2,
        categories: [{ category: 'bakery', listings: 5 }],
      });
      expect((await facets({})).features).toMatchObject({ appointment: 1, 'known-hours': 5, delivery: 0 });
      expect((await facets({ radius: 60 })).total).toBe(2);
      expect(await facets({ text: 'qsdfgh' })).toMatchObject({ total: 0, categories: [] });
    });

    it('clusters of the map: kept ones far away, each business near', async () => {
      const bounds = { west: -1, east: 0, south: 44.5, north: 45.2 };
      const query = searchQuery({ locale: 'fr', at: SEARCHED_AT.getTime(), bounds });
      const sum = async (zoom: number, ctx = here) =>
        (await search.clusters(ctx, query, zoom)).reduce((total, { listings }) => total + listings, 0);
      expect([await sum(0), await sum(6), await sum(13), await sum(18), await sum(99)]).toEqual([
        10, 10, 10, 10, 10,
      ]);
      expect(await sum(6, world.there)).toBe(1);
      const near = await search.clusters(here, { ...query, text: 'minelli' }, 18);
      expect(near).toEqual([expect.objectContaining({ listings: 1, listing: expect.any(Number) as number })]);
      expect(near[0]?.centre.latitude).toBeCloseTo(CENTRE.latitude + 120 * METRE, 5);
    });
  });

  describe('suggests', () => {
    const suggest = async (text: string, ctx = here) =>
      (await search.suggest(ctx, text, 'fr', CENTRE)).map(({ kind, label }) => `${kind} ${label}`);

    it('categories, businesses and places by their beginning, the rest of a name, a misspelling', async () => {
      expect(await suggest('boul')).toEqual(
        expect.arrayContaining(['category Boulangeries', 'listing Boulangerie Paul']),
      );
      expect(await suggest('serp')).toContain('place Rue Serpenoise');
      expect(await suggest('pau')).toContain('listing Boulangerie Paul');
      expect(await suggest('boulangerie pau')).toContain('listing Boulangerie Paul');
      expect(await suggest('char')).toContain('place Chartrons');
      expect(await suggest('mineli')).toContain('listing Minelli');
    });

    it('a category in a place whose name is still being typed, at once and with its preposition', async () => {
      const there = async (text: string) =>
        (await search.suggest(here, text, 'fr', CENTRE)).find(({ where }) => where !== undefined);
      const expected = {
        kind: 'category',
        label: 'Boulangeries',
        id: 'bakery',
        where: 'Chartrons, Bordeaux',
      };
      expect(await there('boulangerie char')).toMatchObject(expected);
      expect(await there('boulangerie aux char')).toMatchObject(expected);
      expect(await there('boulengerie char')).toMatchObject(expected);
      expect(await there('boulangerie')).toBeUndefined();
      expect(await there('boulangerie qsdf')).toBeUndefined();
    });

    it('of the categories that begin so the most sought first', async () => {
      expect((await suggest('bou')).slice(0, 2)).toEqual(['category Boulangeries', 'category Boucheries']);
    });

    it('at most eight, and nothing for a letter or for what nobody means', async () => {
      expect((await suggest('la')).length).toBeLessThanOrEqual(8);
      expect(await suggest('b')).toEqual([]);
      expect(await suggest('qsdfgh')).toEqual([]);
    });
  });

  describe('keeps territories apart', () => {
    it('in results, counts, suggestions and places', async () => {
      expect(await names({ text: 'boulangerie' }, world.there)).toEqual(['Boulangerie d’Ailleurs']);
      expect(await names({ text: 'ailleurs' })).toEqual([]);
      expect(
        (await search.suggest(here, 'boulangerie d', 'fr', CENTRE)).map(({ label }) => label),
      ).not.toContain('Boulangerie d’Ailleurs');
      expect(await search.findPlace(world.there, 'district', 'chartrons')).toBeNull();
      expect((await search.listPlaces(here, 'district')).map(({ name }) => name)).toEqual(['Chartrons']);
      expect(await search.listPlaces(world.there, 'district')).toEqual([]);
    });

    it('in what was not found', async () => {
      await search.noteUnanswered(here, 'Épicerie vrac');
      await search.noteUnanswered(here, 'épicerie  VRAC');
      await search.noteUnanswered(here, 'jean@exemple.fr');
      const noted = (ctx: TenantContext) =>
        world.work.read(ctx, ({ manager }) =>
          manager.query<unknown[]>('SELECT words, times FROM unanswered_search ORDER BY words'),
        );
      expect(await noted(here)).toEqual([{ words: 'epicerie vrac', times: 2 }]);
      expect(await noted(world.there)).toEqual([]);
    });
  });

  it('counts so many different searches of a day, however many ask at once', async () => {
    const countOf = async () => {
      const [row] = await world.work.read(world.there, ({ manager }) =>
        manager.query<{ n: number; times: number }[]>(
          'SELECT count(*)::int AS n, sum(times)::int AS times FROM unanswered_search',
        ),
      );
      return [row?.n, row?.times];
    };
    await search.noteUnanswered(world.there, 'mot 1');
    await world.work.write(world.there, ({ manager }) =>
      manager.query(
        `INSERT INTO unanswered_search (day, words) SELECT day, 'mot ' || n FROM unanswered_search, generate_series(2, $1) n`,
        [MAX_A_DAY - 5],
      ),
    );
    const words = [...'abcdefghijklmnopqrst'].map((letter) => `introuvable ${letter}`);
    await Promise.all(words.map((text) => search.noteUnanswered(world.there, text)));
    expect(await countOf()).toEqual([MAX_A_DAY, MAX_A_DAY]);
    await search.noteUnanswered(world.there, 'mot 1');
    expect(await countOf()).toEqual([MAX_A_DAY, MAX_A_DAY + 1]);
  });

  it('finds where something can be booked in a span, by either way, and not where nobody knows', async () => {
    const at = SEARCHED_AT.getTime();
    const free = { from: at, until: at + HOUR };
    const { results } = await ask({ text: 'boulangerie' });
    const [booked, near, stale] = results.map(({ listing }) => listing);
    const minute = at / MINUTE;
    const row = (id: number | undefined, start: number, notice: number, isStale: boolean) =>
      `(${String(id)}, '2026-11-25', 0, ${String(isStale)}, ${String(notice)}, '{[${String(start)},${String(start + 1)})}', '[]')`;
    await world.work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO agenda_free (listing_id, day, change, is_stale, notice, starts, services) VALUES
         ${row(booked?.id, minute + 30, 30, false)}, ${row(near?.id, minute + 30, 31, false)}, ${row(stale?.id, minute + 30, 0, true)}`,
      ),
    );
    expect(await names({ text: 'boulangerie', free })).toEqual([booked?.name]);
    expect(await names({ free })).toEqual([booked?.name]);
    expect(await names({ free: { from: free.until, until: free.until + HOUR } })).toEqual([]);
    expect(await names({ free: { from: free.until, until: free.from } })).toEqual([]);
    const keyOf = (more: Partial<SearchQuery>): Promise<string | null> =>
      world.work.read(here, async (tx) => {
        for await (const { plan } of services
          .get(QueryReader)
          .candidates(tx, searchQuery({ locale: 'fr', at, near: CENTRE, ...more }))) {
          const sql = 'SELECT kind FROM search_key WHERE id = $1';
          const [key] = await tx.manager.query<{ kind: string }[]>(sql, [plan?.key ?? null]);
          return key?.kind ?? null;
        }
        return null;
      });
    expect(await keyOf({ free })).toBe('all');
    // From those that have an agenda, where more are found without: the directory has been told of them.
    await world.work.write(here, async (tx) => {
      await tx.manager.query(
        `INSERT INTO agenda (listing_id, is_open, confirms_by_hand, step, notice, horizon, cancellation_notice, pauses, updated_at)
         SELECT unnest($1::int[]), true, false, 15, 0, 60, 0, '[]', now()`,
        [[booked?.id, near?.id]],
      );
      const [writer, ids] = [
        services.get(ListingWriter),
        [booked?.id ?? 0, near?.id ?? 0].sort((a, b) => a - b),
      ];
      expect(await writer.listUnbookable(tx)).toEqual(ids);
      const batch = writer.begin(tx);
      await writer.refresh(batch, ids, SEARCHED_AT);
      await writer.finish(batch, 'touched', SEARCHED_AT);
      expect(await writer.listUnbookable(tx)).toEqual([]);
    });
    expect([await keyOf({ free }), await keyOf({})]).toEqual(['agenda', 'all']);
    expect(await names({ free })).toEqual([booked?.name]);
    expect(await names({ text: 'boulangerie', free })).toEqual([booked?.name]);
    expect(await names({ text: 'boucherie', free })).toEqual([]);
  });

  describe.each(HOSTILE)('bears %s', (_what, text) => {
    it('in each of its boxes', async () => {
      await expect(ask({ text })).resolves.toHaveProperty('results');
      await expect(ask({ where: text })).resolves.toHaveProperty('results');
      await expect(ask({ category: text, commune: text })).resolves.toMatchObject({ results: [] });
      await expect(ask({ commune: text })).resolves.toMatchObject({ results: [] });
      await expect(search.suggest(here, text, 'fr', null)).resolves.toBeInstanceOf(Array);
      await expect(search.findPlace(here, 'street', text, text)).resolves.toBeNull();
      await expect(search.noteUnanswered(here, text)).resolves.toBeUndefined();
      await expect(ask({ after: text })).rejects.toMatchObject({
        code: 'search-cursor-refused',
        kind: 'invalid',
      });
    });
  });
});
