import { randomUUID } from 'node:crypto';
import { gaugeRuleSchema } from '@halles/contracts';
import { GaugeRules, GaugesModule } from '@halles/domain/gauges';
import { openStatus } from '@halles/domain/hours';
import { Clock, HOUR } from '@halles/kernel';
import { openWorld, servicesOf, type World } from '@halles/testing';
import { CENTRE, SEARCHED_AT, writeSearchDirectory } from '@halles/testing/search';
import { type SearchQuery, searchQuery } from './search-query';
import { SearchModule } from './search.module';
import { SearchService } from './search.service';

describe('search under rules that close places', () => {
  let world: World;
  let search: SearchService;
  let rules: GaugeRules;
  beforeAll(async () => {
    world = await openWorld();
    const clock = { provide: Clock, useValue: { now: () => SEARCHED_AT } };
    const services = await servicesOf(world, [SearchModule, GaugesModule], [clock]);
    [search, rules] = [services.get(SearchService), services.get(GaugeRules)];
    await writeSearchDirectory(world, services);
  });
  afterAll(() => world.close());

  const ask = (more: Partial<SearchQuery> = {}, ctx = world.here) =>
    world.work.read(ctx, (tx) =>
      search.searchWithFacetsIn(
        tx,
        searchQuery({ locale: 'fr', at: SEARCHED_AT.getTime(), near: CENTRE, text: 'boulangerie', ...more }),
      ),
    );
  const tiers = async (more: Partial<SearchQuery> = {}) =>
    (await ask(more)).page.results.map(({ listing, reasons }) => `${listing.name}: ${reasons.tier}`);
  const openNow = async (more: Partial<SearchQuery> = {}, ctx = world.here) => {
    const { page, facets } = await ask({ open: true, ...more }, ctx);
    return { names: page.results.map(({ listing }) => listing.name), open: facets.open };
  };
  /** A rule of one day, taken back after what is done under it. */
  async function under(more: object, look: () => Promise<void>): Promise<void> {
    const id = randomUUID();
    const rule = gaugeRuleSchema.parse({
      ...{ title: 'Fermeture', text: 'Fermé.', source: 'Arrêté', sourceUrl: '' },
      ...{ communes: [], categories: [], firstDay: '2026-11-25', lastDay: '2026-11-25' },
      ...{ formula: { kind: 'closed', keepsPickup: false }, isStaffCounted: false, isHouseholdOne: false },
      ...more,
    });
    await rules.create(world.here, id, rule);
    await look();
    await rules.setEnded(world.here, id, 1, true);
  }

  it('finds none open that is closed by one, counts none, and says so of each', async () => {
    const before = await openNow();
    expect(before).toEqual({ names: ['Boulangerie Paul', 'La Miche'], open: 2 });
    const elsewhere = await openNow({}, world.there);
    await under({ categories: ['food'] }, async () => {
      expect(await openNow()).toEqual({ names: [], open: 0 });
      expect((await tiers()).filter((one) => /: (?:open|soon)$/.test(one))).toEqual([]);
      const { page } = await ask();
      const paul = page.results.find(({ listing }) => listing.name === 'Boulangerie Paul');
      const { schedule = null } = paul?.listing ?? {};
      expect(schedule && openStatus(schedule, SEARCHED_AT.getTime())).toMatchObject({
        kind: 'closed',
        because: { kind: 'exception', note: 'Fermeture' },
      });
      // The day after it is open again; another territory has rules of its own.
      expect((await openNow({ at: SEARCHED_AT.getTime() + 24 * HOUR })).names).toEqual(before.names);
      expect(await openNow({}, world.there)).toEqual(elsewhere);
    });
    expect(await openNow()).toEqual(before);
  });

  it('leaves alone what is of another category or commune', async () => {
    await under({ categories: ['butcher'] }, async () => expect((await openNow()).open).toBe(2));
    const { page } = await ask();
    const commune = page.results[0]?.listing.address.communeCode ?? '';
    await under({ communes: [commune] }, async () => expect((await openNow()).open).toBe(0));
  });

  it('finds open until the hour that a rule sets, and not beyond', async () => {
    await under({ formula: { kind: 'hours', opens: 0, closes: 1_080, keepsPickup: false } }, async () => {
      expect((await openNow()).open).toBe(2);
      const evening = Date.parse('2026-11-25T17:30:00Z');
      expect((await openNow({ at: evening })).names).toEqual([]);
    });
    expect((await openNow({ at: Date.parse('2026-11-25T17:30:00Z') })).names).toContain('La Miche');
  });
});
