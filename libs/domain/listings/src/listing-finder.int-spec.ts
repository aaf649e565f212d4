import { openWorld, type World, writeListings } from '@halles/testing';
import { ListingFinderRepository } from './listing-finder.repository';
import { ListingFinder } from './listing-finder.service';

describe('how agents find a business', () => {
  let world: World;
  let finder: ListingFinder;
  beforeAll(async () => {
    world = await openWorld();
    finder = new ListingFinder(world.work, new ListingFinderRepository());
  });
  afterAll(() => world.close());

  const find = async (text: string): Promise<number[]> =>
    (await finder.find(world.here, text)).map(({ id }) => id);

  it('is by its town too where no street of it is known, and by its street where no town is', async () => {
    const [still = 0, townless = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Alambic' } },
      { facts: { displayName: 'Bastide', address: { number: '3', street: 'Quai des Chartrons' } } },
    ]);
    await world.work.write(world.here, async ({ manager }) => {
      await manager.query('UPDATE listing SET address_line = NULL WHERE id = $1', [still]);
      await manager.query("UPDATE listing SET commune = NULL, visibility = 'nameless' WHERE id = $1", [
        townless,
      ]);
    });
    expect(await find('alambic bordeaux')).toEqual([still]);
    expect(await find('bastide chartrons')).toEqual([townless]);
    expect(await find('alambic pessac')).toEqual([]);
  });

  it('is by six words at most: more of them cost and tell nothing', async () => {
    const [shop = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Un Deux Trois Quatre Cinq Sirop' } },
    ]);
    expect(await find('un deux trois quatre cinq sirop ailleurs')).toEqual([shop]);
    expect(await find('un deux trois quatre cinq ailleurs')).toEqual([]);
  });
});
