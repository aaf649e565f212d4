import { openWorld, type World, writeListings } from '@halles/testing';
import { StatisticsRepository } from './statistics.repository';
import { StatisticsService } from './statistics.service';
import { UseCounter } from './use-counter';

const NOW = new Date('2026-11-25T11:00:00Z');
const fail = (error: unknown): never => {
  throw error;
};

describe('statistics', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const make = () => new StatisticsService(world.work, new StatisticsRepository(), new UseCounter());
  const aListing = async (ctx = world.here): Promise<number> => {
    const [listing = 0] = await writeListings(world, ctx, [{}]);
    return listing;
  };

  it('are what several processes counted, together', async () => {
    const listing = await aListing();
    const processes = [make(), make(), make()];
    for (const one of processes)
      for (let time = 0; time < 5; time += 1) one.count(world.here, listing, 'view', NOW.getTime());
    await Promise.all(processes.map((one) => one.flush(fail)));
    await Promise.all(processes.map((one) => one.flush(fail)));
    const { days, lastDays } = await make().ofListing(world.here, listing, NOW);
    expect(lastDays.view).toBe(15);
    expect(days.at(-1)).toEqual({
      period: '2026-11-25',
      uses: { view: 15, search: 0, call: 0, itinerary: 0, site: 0 },
    });
  });

  it('are those of one territory, and of listings that are shown', async () => {
    const [here, there] = [await aListing(world.here), await aListing(world.there)];
    const [masked = 0] = await writeListings(world, world.here, [{ facts: { partialDiffusion: true } }]);
    const one = make();
    one.count(world.here, here, 'call', NOW.getTime());
    one.count(world.there, there, 'site', NOW.getTime());
    one.count(world.here, masked, 'view', NOW.getTime());
    one.count(world.here, 2_000_000_000, 'view', NOW.getTime());
    await one.flush(fail);
    expect((await one.ofListing(world.here, here, NOW)).lastDays.call).toBe(1);
    expect((await one.ofListing(world.there, there, NOW)).lastDays.site).toBe(1);
    expect((await one.ofListing(world.here, masked, NOW)).lastDays.view).toBe(0);
  });

  it('are of a listing with those that were merged into it, as long as they are', async () => {
    const [stays, goes] = [await aListing(), await aListing()];
    const one = make();
    one.count(world.here, stays, 'view', NOW.getTime());
    one.count(world.here, goes, 'view', NOW.getTime());
    one.count(world.here, goes, 'call', NOW.getTime());
    await one.flush(fail);
    const merge = (into: number | null) =>
      world.work.write(world.here, ({ manager }) =>
        manager.query('UPDATE listing SET merged_into = $2, visibility = $3 WHERE id = $1', [
          goes,
          into,
          into === null ? 'nameless' : 'merged',
        ]),
      );
    await merge(stays);
    expect((await one.ofListing(world.here, stays, NOW)).lastDays).toMatchObject({ view: 2, call: 1 });
    await merge(null);
    expect((await one.ofListing(world.here, stays, NOW)).lastDays).toMatchObject({ view: 1, call: 0 });
    expect((await one.ofListing(world.here, goes, NOW)).lastDays).toMatchObject({ view: 1, call: 1 });
  });

  it('are kept while the database is away, and written once it is back', async () => {
    const listing = await aListing();
    let away = true;
    const write: World['work']['write'] = (ctx, work) =>
      away ? Promise.reject(new Error('away')) : world.work.write(ctx, work);
    const one = new StatisticsService(
      Object.assign(Object.create(world.work) as World['work'], { write }),
      new StatisticsRepository(),
      new UseCounter(),
    );
    one.count(world.here, listing, 'view', NOW.getTime());
    const errors: unknown[] = [];
    await one.flush((error) => errors.push(error));
    expect(errors).toHaveLength(1);
    away = false;
    await one.flush(fail);
    await one.flush(fail);
    expect((await one.ofListing(world.here, listing, NOW)).lastDays.view).toBe(1);
  });

  it('are gone with the listing, and after their time', async () => {
    const [kept, gone] = [await aListing(), await aListing()];
    const one = make();
    one.count(world.here, kept, 'view', Date.parse('2025-11-24T11:00:00Z'));
    one.count(world.here, kept, 'view', NOW.getTime());
    one.count(world.here, gone, 'view', NOW.getTime());
    await one.flush(fail);
    await world.work.write(world.here, async ({ manager }) => {
      await manager.query('DELETE FROM listing_source WHERE listing_id = $1', [gone]);
      await manager.query('DELETE FROM search_entry WHERE listing = $1', [gone]);
      await manager.query('DELETE FROM listing WHERE id = $1', [gone]);
    });
    expect(await one.eraseBefore(world.here, new Date('2025-11-25T00:00:00Z'))).toBe(1);
    expect((await one.ofListing(world.here, kept, NOW)).lastMonths.view).toBe(1);
  });
});
