import { ListingsModule, OpeningService } from '@halles/domain/listings';
import { type TenantContext } from '@halles/platform/tenancy';
import { openWorld, type World, writeListings, worldModule } from '@halles/testing';
import { DAY } from '@halles/kernel';
import { Test } from '@nestjs/testing';
import { OpeningRenewalTask } from './opening-renewal.task';

const NOW = new Date('2026-11-25T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

describe('the renewal of opening hours', () => {
  let world: World;
  let renewal: OpeningRenewalTask;
  let openings: OpeningService;

  beforeAll(async () => {
    world = await openWorld();
    const module = await Test.createTestingModule({
      imports: [worldModule(world), ListingsModule],
    }).compile();
    openings = module.get(OpeningService);
    renewal = new OpeningRenewalTask(openings);
    for (const ctx of [world.here, world.there])
      await writeListings(
        world,
        ctx,
        [
          { facts: { openingHoursText: 'Mo-Sa 08:00-20:00' } },
          { facts: { openingHoursText: 'Mo-Fr 10:00-18:00' } },
          { facts: { openingHoursText: 'on verra' } },
        ],
        NOW,
      );
  });
  afterAll(() => world.close());

  const renewAll = async (now: Date): Promise<void> => {
    for (const ctx of [world.here, world.there])
      await renewal.renew(ctx, { now, signal: new AbortController().signal });
  };
  const openAt = async (ctx: TenantContext, instant: Date): Promise<number> => {
    const [row] = await world.work.read(ctx, ({ manager }) =>
      manager.query<{ open: number }[]>('SELECT count(*)::int AS open FROM opening WHERE spans @> $1::int', [
        Math.floor(instant.getTime() / 60_000),
      ]),
    );
    return row?.open ?? -1;
  };
  const stateOf = (ctx: TenantContext) =>
    world.work.read(ctx, ({ manager }) =>
      manager.query<object[]>('SELECT xmin, id, expires_at, spans::text FROM opening ORDER BY id'),
    );

  it('leaves alone what says enough for a week to come', async () => {
    const before = await stateOf(world.here);
    await renewAll(later(6));
    expect(await stateOf(world.here)).toEqual(before);
  });

  it('knows of each day of the fortnight that a search may ask about, whenever it was computed', async () => {
    const unknown: number[] = [];
    for (let day = 0; day <= 9; day += 1) {
      await renewAll(later(day));
      // One keeps open on Saturdays, both on other weekdays.
      const weekday = later(day + 14.05).getUTCDay();
      const expected = weekday === 0 ? 0 : weekday === 6 ? 1 : 2;
      if ((await openAt(world.here, later(day + 14.05))) !== expected) unknown.push(day);
    }
    expect(unknown).toEqual([]);
  });

  it('says of every territory, a month on, who is open that week, and touches no listing', async () => {
    const listings = await world.work.read(world.here, ({ manager }) =>
      manager.query<object[]>('SELECT xmin, ctid, id FROM listing ORDER BY id'),
    );
    const monday = new Date('2026-12-28T09:30:00Z');
    for (const ctx of [world.here, world.there]) expect(await openAt(ctx, monday)).toBe(0);
    await renewAll(later(30));
    for (const ctx of [world.here, world.there]) expect(await openAt(ctx, monday)).toBe(2);
    expect(await openAt(world.here, new Date('2026-12-27T09:30:00Z'))).toBe(0);
    expect(
      await world.work.read(world.here, ({ manager }) =>
        manager.query<object[]>('SELECT xmin, ctid, id FROM listing ORDER BY id'),
      ),
    ).toEqual(listings);
  });

  it('shares the work among several workers, each schedule once', async () => {
    const counts = await Promise.all(Array.from({ length: 4 }, () => openings.renew(world.here, later(60))));
    expect(counts.reduce((sum, { renewed }) => sum + renewed, 0)).toBe(2);
  });

  it('removes the schedules that no listing has any more', async () => {
    await world.work.write(world.there, ({ manager }) =>
      manager.query('UPDATE listing SET opening_id = NULL WHERE id <> (SELECT min(id) FROM listing)'),
    );
    expect(await openings.renew(world.there, later(60))).toEqual({ renewed: 1, removed: 2 });
  });
});
