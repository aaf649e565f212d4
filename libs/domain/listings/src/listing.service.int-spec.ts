import { systemClock } from '@halles/kernel';
import { beforeCommit, type TenantTx } from '@halles/platform/tenancy';
import { listingWriterOf, openWorld, type World, writeListings } from '@halles/testing';
import type { ListingWriter } from './listing-writer';
import { ListingRepository } from './listing.repository';
import { ListingService } from './listing.service';

const NOW = new Date('2026-11-25T09:00:00Z');

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('the listings of a territory', () => {
  let world: World;
  let service: ListingService;
  let writer: ListingWriter;
  beforeAll(async () => {
    world = await openWorld();
    writer = await listingWriterOf(world);
    service = new ListingService(world.work, new ListingRepository(), world.changeBus, systemClock);
  });
  afterAll(() => world.close());

  const write = async (...requests: Parameters<typeof writeListings>[2]) =>
    writeListings(world, world.here, requests, NOW);

  it('gives all that is known of one, each fact with its source and date', async () => {
    const [id = 0] = await write([
      {
        source: 'sirene',
        reportedOn: '2026-10-01',
        facts: { legalName: 'PAUL SAS', displayName: 'Paul', address: { complement: 'Cour intérieure' } },
      },
      {
        source: 'osm',
        reportedOn: '2026-11-20',
        facts: {
          origin: 'OpenStreetMap France',
          openingHoursText: 'Mo-Sa 07:00-19:00',
          contact: { website: 'https://paul.example/' },
        },
      },
    ]);
    const listing = await service.find(world.here, id);
    expect(listing).toMatchObject({
      id,
      slug: 'paul',
      name: 'Paul',
      address: { line: '12 rue Sainte-Catherine', complement: 'Cour intérieure', communeName: 'Bordeaux' },
      position: { longitude: -0.5739, latitude: 44.8404, precision: 'address' },
      legalName: 'PAUL SAS',
      website: 'https://paul.example/',
      schedule: { place: { timeZone: 'Europe/Paris', department: '33' } },
      state: 'open',
      provenance: {
        name: { source: 'sirene', origin: null, reportedOn: '2026-10-01' },
        hours: { source: 'osm', origin: 'OpenStreetMap France', reportedOn: '2026-11-20' },
      },
    });
    expect(listing).not.toHaveProperty('factSources');
  });

  it('shows a newer report of the same without writing the listing again', async () => {
    const [id = 0] = await write({ source: 'csv', facts: {} });
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query(`UPDATE listing_source SET reported_on = '2026-11-24' WHERE listing_id = $1`, [
        id,
      ]);
      expect(await writer.refresh(writer.begin(tx), [id], NOW)).toMatchObject({ written: 0 });
    });
    expect((await service.find(world.here, id))?.provenance.name?.reportedOn).toBe('2026-11-24');
  });

  it('gives the survivor of a merge, however often it was merged on', async () => {
    const [last = 0, middle = 0, first = 0] = await write({}, {}, {});
    await world.work.write(world.here, async (tx) => {
      for (const [id, into] of [
        [first, middle],
        [middle, last],
      ])
        await tx.manager.query(`UPDATE listing SET merged_into = $2, visibility = 'merged' WHERE id = $1`, [
          id,
          into,
        ]);
      const batch = writer.begin(tx);
      await writer.refresh(batch, [first, middle, last], NOW);
      await writer.finish(batch, 'touched', NOW);
    });
    for (const id of [first, middle, last]) expect((await service.find(world.here, id))?.id).toBe(last);
    expect((await service.findMany(world.here, [first, last])).map(({ id }) => id)).toEqual([last]);
  });

  it('keeps nothing that a piece left to the end of its transaction, where an import held a lock and it was undone', async () => {
    const [id = 0] = await write({});
    const attempted = () =>
      world.work.write(world.here, (tx) =>
        writer.attempt(tx, async (batch) => {
          beforeCommit(tx, () =>
            tx.manager.query('UPDATE listing SET name = $2 WHERE id = $1', [id, 'left']),
          );
          await writer.finish(batch, 'touched', NOW);
        }),
      );
    const nameOf = async () => (await service.find(world.here, id))?.name;
    const before = await nameOf();
    let isDone: boolean | undefined;
    await world.work.bulk(world.here, async (tx) => {
      await writer.finish(writer.begin(tx), 'touched', NOW);
      isDone = await attempted();
    });
    expect([isDone, await nameOf()]).toEqual([false, before]);
    expect([await attempted(), await nameOf()]).toEqual([true, 'left']);
  });

  it('knows nothing of what may not be shown, of another territory, or of no number at all', async () => {
    const [open = 0, masked = 0, hidden = 0, nameless = 0] = await write(
      {},
      { facts: { partialDiffusion: true } },
      { facts: { notPublic: 'holding' } },
      { facts: { displayName: null } },
    );
    expect(await service.find(world.there, open)).toBeNull();
    expect(await service.findMany(world.there, [open])).toEqual([]);
    for (const id of [masked, hidden, nameless, 0, -1, 1.5, NaN, 2 ** 31, 2 ** 60])
      expect([id, await service.find(world.here, id)]).toEqual([id, null]);
    expect((await service.findMany(world.here, [masked, 2 ** 60, open, hidden])).map(({ id }) => id)).toEqual(
      [open],
    );
  });

  it('keeps the order that it was asked in, and closed ones', async () => {
    const ids = await write({}, { facts: { status: { state: 'closed', since: null } } }, {});
    const asked = ids.toReversed();
    expect((await service.findMany(world.here, asked)).map(({ id }) => id)).toEqual(asked);
    expect(await service.find(world.here, ids[1] ?? 0)).toMatchObject({ state: 'closed', closedOn: null });
  });

  it('hands out every open listing once, in batches, and of a category those alone', async () => {
    await write(
      ...Array.from({ length: 600 }, (_, n) => ({ facts: { category: n % 2 === 0 ? 'bookshop' : 'cafe' } })),
    );
    const batches = await collect(service.listPublic(world.here));
    const ids = batches.flat().map(({ id }) => id);
    expect(batches.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
    const { listings, lastId } = await service.figures(world.here);
    expect(ids).toHaveLength(listings);
    expect((await service.listAddresses(world.here, 1, lastId + 1)).map(({ id }) => id)).toEqual(ids);
    const books = await collect(service.listPublic(world.here, { category: 'bookshop', commune: '33063' }));
    expect(books.flat()).toHaveLength(300);
    expect(await collect(service.listPublic(world.there))).toEqual([]);
  });

  it('has a version that each change raises, of its own territory alone', async () => {
    const version = () =>
      new ListingService(world.work, new ListingRepository(), world.changeBus, systemClock).version(
        world.here,
      );
    const before = await version();
    await write({});
    expect(await version()).not.toBe(before);
    expect(await service.version(world.there)).toBe('0');
  });

  it('asks the database no more until it hears of a change, and then at once', async () => {
    let asked = 0;
    const counting = new (class extends ListingRepository {
      override state(tx: TenantTx) {
        asked += 1;
        return super.state(tx);
      }
    })();
    const remembering = new ListingService(world.work, counting, world.changeBus, systemClock);
    await until(() => world.changeBus.isConnected(world.here.tenant));
    const before = await remembering.version(world.here);
    // Longer than it would be believed unheard.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await remembering.version(world.here)).toBe(before);
    await remembering.version(world.there);
    expect(asked).toBe(2);
    await write({});
    await until(async () => (await remembering.version(world.here)) !== before);
    await remembering.version(world.there);
    expect(asked).toBe(3);
  });
});

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 5));
}
