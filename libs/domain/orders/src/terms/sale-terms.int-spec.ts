import type { ProfileLegal } from '@halles/contracts';
import { pickupRulesSchema } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { ProfileService, ProfilesModule } from '@halles/domain/profiles';
import { anAccount, servicesOf, writeListings } from '@halles/testing';
import {
  anOrder,
  basketOf,
  MEDIATOR,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  tellSaleDetails,
} from '@halles/testing/orders';
import { OrderingShops } from '../ordering-shops.service';
import { OrdersModule } from '../orders.module';
import { SaleTermsService } from './sale-terms.service';

const author = { kind: 'merchant', accountId: null, name: 'Odile' } as const;
const PICKUP = pickupRulesSchema.parse({ notice: 60 });
const OPEN = { isOpen: true, kind: 'order', pausedUntil: null, pickup: PICKUP } as const;

describe('terms of sale', () => {
  let on: OrdersWorld;
  let profiles: ProfileService;
  let terms: SaleTermsService;
  let shops: OrderingShops;

  beforeAll(async () => {
    on = await openOrdersWorld();
    const services = await servicesOf(on.world, [OrdersModule, ProfilesModule]);
    profiles = services.get(ProfileService);
    terms = services.get(SaleTermsService);
    shops = services.get(OrderingShops);
  });
  afterAll(() => on.world.close());

  async function aSilentShop(more: object = {}): Promise<number> {
    const facts = { openingHoursText: 'Tu-Sa 07:00-13:00,15:00-19:00', ...more };
    const [id = 0] = await writeListings(on.world, on.world.here, [{ facts }]);
    await anAccount(on.world, on.world.here, { grants: [{ listingId: id }] });
    return id;
  }
  const tells = (shop: number, legal: Partial<ProfileLegal>) =>
    profiles.save(
      on.world.here,
      shop,
      {
        version: null,
        author,
        changes: {
          legal: {
            ...{ legalName: null, register: 'RNE', vat: null },
            ...{ mediator: MEDIATOR, terms: null, compliance: true },
            ...legal,
          },
        },
      },
      new Date(),
    );
  const inForce = (shop: number) =>
    on.world.work.read(on.world.here, async (tx) => {
      const services = await servicesOf(on.world, [OrdersModule]);
      const listing = await services.get(ListingService, { strict: false }).findIn(tx, shop);
      return listing && (await terms.current(tx, listing, 'fr'));
    });

  it('are incomplete as long as a shop has not said who mediates and how it is reached', async () => {
    const shop = await aSilentShop();
    expect(await on.settings.missingForSale(on.world.here, shop)).toEqual([
      'mediator',
      'phone',
      'email',
      'siret',
    ]);
    await expect(on.settings.save(on.world.here, shop, OPEN)).rejects.toMatchObject({
      code: 'sale-incomplete',
    });
    expect(await on.settings.find(on.world.here, shop)).toBeNull();
    // Nothing is sold to who reserves without obligation, and what is closed sells nothing.
    await on.settings.save(on.world.here, shop, { ...OPEN, kind: 'reservation' });
    await on.settings.save(on.world.here, shop, { ...OPEN, isOpen: false });

    await tellSaleDetails(on.world, on.world.here, shop);
    expect(await on.settings.missingForSale(on.world.here, shop)).toEqual([]);
    await on.settings.save(on.world.here, shop, OPEN);
  });

  it('are incomplete with a mediator that nobody can reach', async () => {
    const shop = await on.aShop();
    await tells(shop, { mediator: { name: 'Médiateur', address: null, website: null } });
    expect(await on.settings.missingForSale(on.world.here, shop)).toEqual(['mediator']);
  });

  it('are incomplete without the website of the mediator, who sells and where', async () => {
    const shop = await aSilentShop({ address: { number: null, street: null } });
    const mediator = { name: 'Médiateur', address: '1 rue du Marché, Lyon', website: null };
    await tells(shop, { mediator, register: null });
    const missing = await on.settings.missingForSale(on.world.here, shop);
    expect(missing).toEqual(expect.arrayContaining(['mediator', 'siret', 'address']));
  });

  it('sell nothing any more once something of them is taken away, and reservations go on', async () => {
    const shop = await on.aShop();
    const loaf = await on.aProduct(shop);
    const input = anOrder(basketOf(loaf));
    const first = await on.placed(shop, input);
    await tells(shop, { mediator: null });
    expect(outcomesOf(await Promise.allSettled([on.place(shop, anOrder(basketOf(loaf)))]))).toEqual([
      'ordering-closed',
    ]);
    // What was ordered before is found again.
    expect((await on.place(shop, input)).id).toBe(first.id);
    const listed = await on.settings.listIncomplete(on.world.here, [shop]);
    expect(listed).toEqual([{ listingId: shop, missing: ['mediator'], since: expect.any(Date) }]);
    await on.settings.save(on.world.here, shop, { ...OPEN, kind: 'reservation' });
    await on.placed(shop, anOrder(basketOf(loaf), { kind: 'reservation' }));
    expect(await on.settings.listIncomplete(on.world.here, [shop])).toEqual([]);
  });

  it('are incomplete for the directory, its pages and lists exactly where something of them is missing', async () => {
    const shop = await on.aShop();
    await on.aProduct(shop);
    const { here } = on.world;
    const isTaking = async (): Promise<boolean> =>
      (await on.world.work.read(here, (tx) => shops.among(tx, [shop], ORDERED_AT))).has(shop);
    const set = (sql: string, ...values: unknown[]) =>
      on.world.work.write(here, (tx) =>
        tx.manager.query(`UPDATE listing SET ${sql} WHERE id = $1`, [shop, ...values]),
      );
    expect([await on.settings.missingForSale(here, shop), await isTaking()]).toEqual([[], true]);
    const unreachable = { name: 'Médiateur', address: null, website: null };
    for (const legal of [{ mediator: null }, { mediator: unreachable }, { register: null }]) {
      await tells(shop, legal);
      await set('siret = NULL');
      expect([legal, await isTaking()]).toEqual([legal, false]);
      await tells(shop, {});
      expect(await isTaking()).toBe(true);
    }
    for (const change of ['phone = NULL', `facts = facts - 'email'`, 'address_line = NULL, street = NULL']) {
      const [row = {}] = await on.rowsOf<object>(
        'SELECT phone, facts, address_line, street FROM listing WHERE id = $1',
        [shop],
      );
      await set(change);
      expect([change, await isTaking()]).toEqual([change, false]);
      await set('phone = $2, facts = $3, address_line = $4, street = $5', ...Object.values(row));
      expect(await isTaking()).toBe(true);
    }
  });

  it('are those that an order was placed on, whatever the shop says later', async () => {
    const shop = await on.aShop();
    const loaf = await on.aProduct(shop);
    const before = await on.placed(shop, anOrder(basketOf(loaf)));
    await tells(shop, { mediator: { ...MEDIATOR, name: 'Médiateur nouveau' } });
    const after = await on.placed(shop, anOrder(basketOf(loaf)));
    const said = async (order: { readonly id: string }) =>
      JSON.stringify(await terms.findByOrder(on.world.here, order.id));
    expect(await said(before)).toContain(MEDIATOR.name);
    expect(await said(before)).toContain('boutique@example.org');
    expect(await said(after)).toContain('Médiateur nouveau');
    expect(await said(after)).not.toContain(MEDIATOR.name);
    // The same words once, however many ordered on them.
    await on.placed(shop, anOrder(basketOf(loaf)));
    expect(await on.rowsOf('SELECT digest FROM sale_terms WHERE listing_id = $1', [shop])).toHaveLength(2);
  });

  it('are told to who saw others: nothing is ordered', async () => {
    const shop = await on.aShop();
    const loaf = await on.aProduct(shop);
    const seen = await inForce(shop);
    const input = anOrder(basketOf(loaf), { termsDigest: seen?.digest });
    await tells(shop, { terms: 'https://boutique.example/conditions' });
    expect(outcomesOf(await Promise.allSettled([on.place(shop, input)]))).toEqual(['basket-changed']);
    const now = await inForce(shop);
    await on.place(shop, anOrder(basketOf(loaf), { termsDigest: now?.digest }));
  });

  it('are kept as they are: a territory cannot change what was accepted', async () => {
    const shop = await on.aShop();
    await on.placed(shop, anOrder(basketOf(await on.aProduct(shop))));
    const change = on.world.work.write(on.world.here, ({ manager }) =>
      manager.query(`UPDATE sale_terms SET document = '{}'`),
    );
    await expect(change).rejects.toThrow(/permission denied/);
  });

  it('binds nobody who reserves', async () => {
    const shop = await on.aShop();
    await on.settings.save(on.world.here, shop, { ...OPEN, kind: 'reservation' });
    const order = await on.placed(shop, anOrder(basketOf(await on.aProduct(shop)), { kind: 'reservation' }));
    expect(await terms.findByOrder(on.world.here, order.id)).toBeNull();
  });
});
