import { Messaging } from '@halles/domain/conversations';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderingSettingsService, OrderingShops } from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { aPerimeter, openWorld, servicesOf, type World } from '@halles/testing';
import { SeedService } from './seed.service';
import { SeedsModule } from './seeds.module';

const HEADER = 'nom,adresse,code_commune,longitude,latitude,categorie,horaires,siret';
const bakery = '99901000200015';
const kept = '99901000200023';
const real = '99901000200031';
const greengrocer = '99901000200049';
const invented = [
  `Boulangerie des Capucins,3 place des Capucins,33063,-0.5680,44.8311,bakery,Tu-Su 07:00-19:00,${bakery}`,
  `Fromagerie Saint-Michel,1 place Canteloup,33063,-0.5660,44.8339,cheese-shop,Sa 07:00-13:00,${kept}`,
  `Primeur Saint-Michel,2 place Canteloup,33063,-0.5661,44.8338,greengrocer,Mo-Sa 08:00-19:00,${greengrocer}`,
];
const ofTheTown = `Librairie du Port,1 quai des Chartrons,33063,-0.5690,44.8500,bookshop,Mo-Sa 10:00-19:00,${real}`;
const list = (file: string, kind: string) => ({
  file,
  kind,
  vintage: '2026-11-02',
  source: 'somebody',
  licence: 'EUPL-1.2',
});
const bread = { name: 'Baguette', priceCents: 130, vat: 'reduced', withdrawal: 'perishable' };
const shop = (siret: string, ...products: object[]) => ({
  siret,
  phone: '+33536490000',
  email: 'shop@demonstration.example',
  kind: 'order',
  pickup: {},
  products,
});
const seed = (...shops: object[]) => ({
  source: 'invented',
  licence: 'EUPL-1.2',
  owner: { name: 'Camille', email: 'shops@demonstration.example' },
  mediator: { name: 'Médiateur inventé', address: null, website: 'https://mediator.demonstration.example' },
  shops,
});

describe('shops of the demonstration that take orders', () => {
  let world: World;
  let root: string;
  let services: Awaited<ReturnType<typeof servicesOf>>;
  let service: SeedService;
  const write = (name: string, content: unknown): void =>
    writeFileSync(
      join(root, 'tenants', world.here.tenant.slug, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );

  beforeAll(async () => {
    world = await openWorld();
    root = mkdtempSync(join(tmpdir(), 'shop-seeds-'));
    mkdirSync(join(root, 'tenants', world.here.tenant.slug, 'seed'), { recursive: true });
    write('perimeter.json', aPerimeter());
    write('seed/sources.json', { files: [list('invented.csv', 'demonstration'), list('real.csv', 'real')] });
    write('seed/invented.csv', `${[HEADER, ...invented].join('\n')}\n`);
    write('seed/real.csv', `${HEADER}\n${ofTheTown}\n`);
    services = await servicesOf({ ...world, config: { ...world.config, root } }, [SeedsModule]);
    service = services.get(SeedService);
  });
  afterAll(async () => {
    rmSync(root, { recursive: true, force: true });
    await world.close();
  });

  async function loadAll(): Promise<[string, number][]> {
    const done: [string, number][] = [];
    for (const one of await service.listPending(world.here))
      done.push([one.name, await service.load(world.here, one)]);
    return done;
  }
  async function forget(): Promise<void> {
    await world.work.write(world.here, (tx) =>
      tx.manager.query("DELETE FROM directory_seed WHERE name = 'shops.json'"),
    );
  }
  const idOf = async (siret: string): Promise<number> => {
    const [row] = await world.work.read(world.here, (tx) =>
      tx.manager.query<{ id: number }[]>('SELECT id FROM listing WHERE siret = $1', [siret]),
    );
    return row?.id ?? -1;
  };
  const productsOf = async (siret: string): Promise<string[]> =>
    (await services.get(CatalogueService).list(world.here, await idOf(siret))).map(({ name }) => name);
  const countOf = async (ctx: TenantContext): Promise<number> => {
    const [row] = await world.work.read(ctx, (tx) =>
      tx.manager.query<{ count: number }[]>('SELECT count(*)::int AS count FROM product'),
    );
    return row?.count ?? -1;
  };

  it('have an owner who can sign in before any of them is there', async () => {
    write('seed/shops.json', seed(shop(bakery, bread)));
    const pending = await service.listPending(world.here);
    await service.addOwners(world.here, pending);
    await service.addOwners(world.here, pending);
    const accounts = await world.work.read(world.here, ({ manager }) =>
      manager.query('SELECT email, name, verified_at IS NOT NULL AS verified FROM account'),
    );
    expect(accounts).toEqual([{ email: 'shops@demonstration.example', name: 'Camille', verified: true }]);
    expect(await idOf(bakery)).toBe(-1);
  });

  it('are opened with what they sell, and take orders at once; real places are not touched', async () => {
    write('seed/shops.json', seed(shop(bakery, bread, { ...bread, name: 'Brioche' }), shop(real, bread)));
    expect(await loadAll()).toContainEqual(['shops.json', 1]);
    expect(await productsOf(bakery)).toEqual(['Baguette', 'Brioche']);
    expect(await productsOf(real)).toEqual([]);
    const taking = await world.work.read(world.here, async (tx) =>
      services.get(OrderingShops).find(tx, await idOf(bakery), systemClock.now()),
    );
    expect(taking).toMatchObject({
      listing: { demonstration: true, phone: '+33536490000', email: 'shop@demonstration.example' },
      settings: { kind: 'order' },
    });
    // Its owner may change it, and hears nothing of what they are taken to have said themselves.
    const profile = await services.get(ProfileService).find(world.here, await idOf(bakery));
    expect(profile).toMatchObject({ isOwned: true, authors: { phone: { kind: 'merchant' } } });
    const heard = await world.work.read(world.here, ({ manager }) =>
      manager.query('SELECT * FROM notification'),
    );
    expect(heard).toEqual([]);
    expect(await countOf(world.there)).toBe(0);
  });

  it('are opened once, though a start was killed before it was written down', async () => {
    await forget();
    expect(await loadAll()).toEqual([['shops.json', 0]]);
    expect(await productsOf(bakery)).toEqual(['Baguette', 'Brioche']);
  });

  it('leave what their owner changed since, and the shop that somebody else keeps', async () => {
    const settings = services.get(OrderingSettingsService);
    const id = await idOf(bakery);
    const before = await settings.find(world.here, id);
    if (!before) throw new Error('the bakery takes orders');
    await settings.save(world.here, id, { ...before, isOpen: false });
    const [brioche] = (await services.get(CatalogueService).list(world.here, id)).slice(-1);
    await world.work.write(world.here, (tx) =>
      services.get(CatalogueService).archiveIn(tx, id, brioche?.id ?? '', systemClock.now()),
    );
    const other = 'a0000000-0000-4000-8000-000000000001';
    const cheese = await idOf(kept);
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query(
        `INSERT INTO account (id, email, name, locale, created_at) VALUES ($1, 'a@b.fr', 'A', 'fr', now())`,
        [other],
      );
      await tx.manager.query(
        `INSERT INTO account_grant (account_id, listing_id, role, created_at) VALUES ($1, $2, 'merchant-owner', now())`,
        [other, cheese],
      );
    });
    write('seed/shops.json', seed(shop(bakery, bread, { ...bread, name: 'Brioche' }), shop(kept, bread)));
    expect(await loadAll()).toEqual([['shops.json', 0]]);
    expect(await settings.find(world.here, id)).toMatchObject({ isOpen: false });
    expect(await productsOf(bakery)).toEqual(['Baguette']);
    expect(await productsOf(kept)).toEqual([]);
  });

  it('take lists without selling anything', async () => {
    write('seed/shops.json', seed({ ...shop(greengrocer), takesLists: true }));
    expect(await loadAll()).toEqual([['shops.json', 1]]);
    const settings = await services.get(OrderingSettingsService).find(world.here, await idOf(greengrocer));
    expect(settings).toMatchObject({ isOpen: true, takesLists: true });
    expect(await services.get(Messaging).isOpen(world.here, await idOf(greengrocer))).toBe(true);
    expect(await productsOf(greengrocer)).toEqual([]);
  });

  it('sell a product in the variants that its seed names, each once', async () => {
    const attributes = [{ name: 'Taille', values: ['S', 'M'] }];
    write('seed/shops.json', seed(shop(bakery, bread, { ...bread, name: 'Tablier', attributes })));
    await forget();
    await loadAll();
    await forget();
    await loadAll();
    const products = await services.get(CatalogueService).list(world.here, await idOf(bakery));
    const aprons = products.filter(({ name }) => name === 'Tablier');
    expect(aprons.map(({ variant }) => variant)).toEqual([
      [{ attribute: 'Taille', value: 'S' }],
      [{ attribute: 'Taille', value: 'M' }],
    ]);
    expect(new Set(aprons.map(({ groupId }) => groupId)).size).toBe(1);
  });

  it.each([
    ['an address that somebody may have', { ...seed(), owner: { name: 'A', email: 'a@example.fr' } }],
    ['one product twice', seed(shop(bakery, bread, bread))],
    ['a shop of which nothing can be ordered', seed(shop(bakery))],
    ['a price of nothing', seed(shop(bakery, { ...bread, priceCents: 0 }))],
  ])('are refused by name with %s', async (_, content) => {
    write('seed/shops.json', content);
    await expect(service.listPending(world.here)).rejects.toThrow(/shops\.json cannot be used/);
  });
});
