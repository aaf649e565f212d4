import { ListingWriter } from '@halles/domain/listings';
import { openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { CENTRE, SEARCHED_AT } from '@halles/testing/search';
import { searchQuery } from './search-query';
import { SearchModule } from './search.module';
import { SearchService } from './search.service';

const position = { ...CENTRE, precision: 'address' } as const;

describe('a business that is searched for by its name', () => {
  let world: World;
  let search: SearchService;
  beforeAll(async () => {
    world = await openWorld();
    const services = await servicesOf(world, [SearchModule]);
    search = services.get(SearchService);
    const writer = services.get(ListingWriter);
    const sell = ['pain', 'soupes'];
    const shops = [
      { facts: { displayName: 'Le Comptoir', category: 'bar', position, keywords: sell } },
      { facts: { displayName: 'Café du Port', category: 'bar', position, keywords: sell } },
      { facts: { displayName: 'Le Bar à Pain', category: 'bakery', position } },
      { facts: { displayName: 'Bar à Soupes', category: 'sandwich-shop', position } },
      { facts: { displayName: 'Guichet unique', category: 'town-service', position } },
    ];
    await writeListings(world, world.here, shops, SEARCHED_AT);
    await world.work.write(world.here, (tx) => writer.finish(writer.begin(tx), 'all', SEARCHED_AT));
  });
  afterAll(() => world.close());

  const first = async (text: string): Promise<string | undefined> => {
    const query = searchQuery({ locale: 'fr', at: SEARCHED_AT.getTime(), near: CENTRE, text });
    return (await search.search(world.here, query)).results[0]?.listing.name;
  };

  it.each([
    ['Bar à Pain', 'Le Bar à Pain'],
    ['le bar a pain', 'Le Bar à Pain'],
    ['Le Bar à Soupes', 'Bar à Soupes'],
    ['bar à soupes', 'Bar à Soupes'],
  ])('%s comes before its words as a kind of business: %s', async (text, name) => {
    expect(await first(text)).toBe(name);
  });

  it.each([
    ...['mairie', 'carte identité', 'Carte d’identité', 'passeport', 'état civil', 'rendez-vous mairie'],
    ...['permanence du maire', 'pacs', 'ID card'],
  ])('or for what is done at a desk of the town, is found: %s', async (text) => {
    expect(await first(text)).toBe('Guichet unique');
  });

  it('is no business where the text is a kind alone', async () => {
    expect(['Le Comptoir', 'Café du Port']).toContain(await first('bar'));
  });
});
