import { randomUUID } from 'node:crypto';
import { pickupRulesSchema, type ProductInput, productInputSchema } from '@halles/contracts';
import { CatalogueService, ProductFinder, ProductIndex, ProductRepository } from '@halles/domain/catalogue';
import { ListingWriter } from '@halles/domain/listings';
import { SearchModule, searchQuery, SearchService } from '@halles/domain/search';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, servicesOf, untilWaiting, type World, writeListings } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';
import { OrderingSettingsService } from './ordering-settings.service';
import { OrdersModule } from './orders.module';

const product = (name: string, more: Partial<ProductInput> = {}): ProductInput =>
  productInputSchema.parse({ name, priceCents: 690, vat: 'reduced', withdrawal: 'perishable', ...more });

describe('what shops sell is found by search', () => {
  let world: World;
  let shop = 0;
  let catalogue: CatalogueService;
  let settings: OrderingSettingsService;
  let search: SearchService;
  let finder: ProductFinder;
  let index: ProductIndex;
  let products: ProductRepository;
  let writer: ListingWriter;

  beforeAll(async () => {
    world = await openWorld();
    const services = await servicesOf(world, [OrdersModule, SearchModule]);
    catalogue = services.get(CatalogueService);
    settings = services.get(OrderingSettingsService);
    search = services.get(SearchService);
    finder = services.get(ProductFinder);
    index = services.get(ProductIndex);
    products = services.get(ProductRepository);
    writer = services.get(ListingWriter);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    [shop = 0] = await writeListings(world, world.here, [
      { facts: { displayName: `Fournil ${randomUUID().slice(0, 8)}`, openingHoursText: '24/7' } },
    ]);
    await anAccount(world, world.here, { grants: [{ listingId: shop }] });
  });

  const takesOrders = async (isOpen: boolean): Promise<void> => {
    await tellSaleDetails(world, world.here, shop);
    await settings.save(world.here, shop, {
      isOpen,
      kind: 'order',
      pausedUntil: null,
      pickup: pickupRulesSchema.parse({}),
    });
  };
  const sells = async (name: string, more: Partial<ProductInput> = {}): Promise<string> => {
    const id = randomUUID();
    await catalogue.add(world.here, shop, id, product(name, more));
    return id;
  };
  const found = async (text: string, ctx: TenantContext = world.here): Promise<number[]> => {
    const page = await search.search(ctx, searchQuery({ locale: 'fr', at: Date.now(), text }));
    return page.results.map(({ listing }) => listing.id);
  };
  const named = async (...words: string[]): Promise<readonly string[] | undefined> =>
    (await world.work.read(world.here, (tx) => finder.matchingIn(tx, [shop], words)))
      .get(shop)
      ?.map(({ name }) => name);
  const version = async (): Promise<string> => {
    const [row] = await world.work.read(world.here, (tx) =>
      tx.manager.query<{ version: string }[]>('SELECT version FROM directory_state'),
    );
    return row?.version ?? '';
  };

  const forget = async (): Promise<void> => {
    await world.work.write(world.here, (tx) =>
      tx.manager.query('UPDATE ordering_settings SET is_indexed = false WHERE listing_id = $1', [shop]),
    );
  };
  const catchUp = async (): Promise<void> => {
    while (await index.catchUp(world.here));
  };
  /** Has the task catch up, and somebody else do something behind what it does first: both meet where they can. */
  const whileCatchingUp = async <Method extends 'list' | 'refresh'>(
    of: Record<Method, (...args: never[]) => Promise<unknown>>,
    method: Method,
    meanwhile: () => Promise<unknown>,
  ): Promise<void> => {
    let other: Promise<unknown> = Promise.resolve();
    const real = of[method].bind(of);
    const spy = jest.spyOn(of as Record<string, (...args: never[]) => Promise<unknown>>, method);
    spy.mockImplementationOnce(async (...args) => {
      const done = await real(...args);
      let hasPassed = false;
      other = meanwhile().finally(() => (hasPassed = true));
      await untilWaiting(world, 1, () => hasPassed);
      return done;
    });
    await catchUp();
    await other;
    spy.mockRestore();
  };

  it('by the whole of what it is called on its box, numbers too: « cartouche HP 304 »', async () => {
    await takesOrders(true);
    await sells('Cartouche HP 304 noire');
    await sells('Cartouche HP 305 couleur');
    await sells('Cartouche Canon PG-545');
    expect(await found('cartouche HP 304')).toEqual([shop]);
    expect(await named('cartouche', 'hp', '304')).toEqual(['Cartouche HP 304 noire']);
    expect(await found('hp 304')).toEqual([shop]);
    expect(await named('hp', '304')).toEqual(['Cartouche HP 304 noire']);
  });

  it('as soon as it is on sale, with the product that has the most of the words', async () => {
    await takesOrders(true);
    await sells('Kouglof nature');
    await sells('Kouglofs aux raisins');
    expect(await found('kouglof raisin')).toEqual([shop]);
    expect(await named('kouglof', 'raisin')).toEqual(['Kouglofs aux raisins']);
    expect(await named('kouglof')).toEqual(['Kouglof nature', 'Kouglofs aux raisins']);
    expect(await found('kouglaf')).toEqual([shop]);
    expect(await found('kouglof', world.there)).toEqual([]);
  });

  it('and named only while one can buy it', async () => {
    await takesOrders(true);
    await sells('Sablé nature', { isAvailable: false });
    await sells('Sablé citron', { stock: 0 });
    await sells('Sablé noisette', { stock: 3 });
    expect(await named('sable')).toEqual(['Sablé noisette']);
  });

  it('and not where less of it is left than anybody may choose of what is weighed', async () => {
    await takesOrders(true);
    const weighing = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
    await sells('Comté jeune', { weighing, stock: 80 });
    await sells('Comté vieux', { weighing, stock: 100 });
    expect(await named('comte')).toEqual(['Comté vieux']);
  });

  it('by the number of its bar code, and by that alone no longer than it has it', async () => {
    await takesOrders(true);
    const ean = '3017620422003';
    const id = await sells('Tartinade', { ean });
    expect([await found(ean), await found(ean, world.there)]).toEqual([[shop], []]);
    expect(await named(ean)).toEqual(['Tartinade']);
    await catalogue.change(world.here, shop, id, product('Tartinade', { ean: '96385074' }), null);
    expect([await found(ean), await found('96385074')]).toEqual([[], [shop]]);
    await forget();
    await catchUp();
    expect(await found('96385074')).toEqual([shop]);
  });

  it('no longer once it is renamed or taken off', async () => {
    await takesOrders(true);
    const id = await sells('Zakouski');
    await catalogue.change(world.here, shop, id, product('Pirojki'), null);
    expect([await found('zakouski'), await found('pirojki')]).toEqual([[], [shop]]);
    await world.work.write(world.here, (tx) => catalogue.archiveIn(tx, shop, id, new Date()));
    expect(await found('pirojki')).toEqual([]);
    expect(await named('pirojki')).toBeUndefined();
  });

  it('only where one can order, which is a filter too', async () => {
    await sells('Strudel');
    expect(await found('strudel')).toEqual([]);
    await takesOrders(true);
    expect(await found('strudel')).toEqual([shop]);
    const filtered = searchQuery({ locale: 'fr', at: Date.now(), features: ['orders'] });
    const ids = async () =>
      (await search.search(world.here, filtered)).results.map(({ listing }) => listing.id);
    expect(await ids()).toContain(shop);
    await takesOrders(false);
    expect(await found('strudel')).toEqual([]);
    expect(await ids()).not.toContain(shop);
  });

  it('a price changes nothing of the directory', async () => {
    await takesOrders(true);
    const id = await sells('Far breton');
    const before = await version();
    await catalogue.change(world.here, shop, id, product('Far breton', { priceCents: 700 }), null);
    expect(await version()).toBe(before);
  });

  it('later, where an import holds the directory: nothing is lost and nobody waits long', async () => {
    await takesOrders(true);
    await catchUp();
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query('SELECT FROM directory_state FOR UPDATE');
      await sells('Baklava');
    });
    expect(await found('baklava')).toEqual([]);
    expect(await index.catchUp(world.here)).toBe(true);
    expect(await found('baklava')).toEqual([shop]);
    expect(await index.catchUp(world.here)).toBe(false);
  });

  it('all of it in an installation whose shops had products before, whatever was saved first', async () => {
    await takesOrders(true);
    await sells('Chouquettes');
    const second = await sells('Religieuse');
    await world.work.write(world.here, (tx) =>
      tx.manager.query('DELETE FROM product_word WHERE listing_id = $1', [shop]),
    );
    await forget();
    await catalogue.change(world.here, shop, second, product('Paris-Brest'), null);
    await takesOrders(true);
    await catchUp();
    expect([await found('chouquettes'), await named('chouquettes')]).toEqual([[shop], ['Chouquettes']]);
    expect(await found('paris brest')).toEqual([shop]);
  });

  it('by its new name where it is renamed while the task reads it', async () => {
    await takesOrders(true);
    const id = await sells('Kipferl');
    await forget();
    await whileCatchingUp(products, 'list', () =>
      catalogue.change(world.here, shop, id, product('Vanillekipferl'), null),
    );
    expect([await named('kipferl'), await named('vanillekipferl')]).toEqual([undefined, ['Vanillekipferl']]);
  });

  it('also what is put on sale, without the directory, while the task has it', async () => {
    await takesOrders(true);
    await sells('Bretzel');
    await forget();
    await whileCatchingUp(writer, 'refresh', () => {
      jest.spyOn(writer, 'attempt').mockResolvedValueOnce(false);
      return sells('Streusel');
    });
    await catchUp();
    expect([await found('bretzel'), await found('streusel')]).toEqual([[shop], [shop]]);
  });

  it('never of a shop that is closed for good', async () => {
    await takesOrders(true);
    await sells('Financier');
    await world.work.write(world.here, (tx) =>
      tx.manager.query(
        `UPDATE listing_source SET facts = jsonb_set(facts, '{status}', '{"state":"closed","since":"2026-10-01"}') WHERE listing_id = $1`,
        [shop],
      ),
    );
    await takesOrders(true);
    expect(await found('financier')).toEqual([]);
  });
});
