import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema, pickupRulesSchema } from '@halles/contracts';
import { communesCalled } from '@halles/domain/territories';
import { HOUR } from '@halles/kernel';
import { anAccount, platformOf } from '@halles/testing';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  TEN,
} from '@halles/testing/orders';
import { OrderPersonalData } from '../order-personal-data';
import { OrderFiguresService } from '../figures/order-figures.service';
import { Sales } from '../sales/sales.service';
import type { FulfilmentSettings } from './fulfilment';
import { FulfilmentSettingsService } from './fulfilment-settings.service';

describe('how orders reach customers', () => {
  let orders: OrdersWorld;
  let commune: { readonly code: string; readonly name: string };

  beforeAll(async () => {
    orders = await openOrdersWorld();
    [commune = { code: '', name: '' }] = await orders.rowsOf<{ code: string; name: string }>(
      'SELECT code, name FROM commune ORDER BY name',
    );
  });
  afterAll(() => orders.world.close());
  beforeEach(() => orders.at(ORDERED_AT));

  const change = (shop: number, more: (before: FulfilmentSettings) => Partial<FulfilmentSettings>) =>
    orders.services
      .get(FulfilmentSettingsService)
      .change(orders.world.here, shop, (before) => ({ ...before, ...more(before) }));
  const zone = (more: object = {}) => ({
    id: randomUUID(),
    area: { by: 'communes', codes: [commune.code] },
    ...{ feeCents: 350, minimumCents: 800, freeFromCents: 4_000 },
    ...more,
  });
  const delivery = (rules: object = {}, zones: readonly object[] = [zone()]) => ({
    delivery: { isOn: true, rules: deliveryRulesSchema.parse({ slots: { notice: 60, ...rules }, zones }) },
  });
  const point = () => ({
    ...{ id: randomUUID(), isOn: true, name: 'Stand du marché', address: 'Place des Clercs', position: null },
    ...{ hours: 'Tu 08:00-12:00', slots: pickupRulesSchema.parse({ notice: 60 }) },
  });
  const at = (more: object = {}) => ({
    mode: 'delivery',
    address: { street: '3 rue des Alpes', postalCode: '33000', city: commune.name, ...more },
  });
  const aDeliveringShop = async (rules: object = {}, zones?: readonly object[]): Promise<number> => {
    const shop = await orders.aShop();
    await change(shop, () => delivery(rules, zones));
    return shop;
  };
  /** Every table of this territory that has these words, and the outbox of all. */
  const tablesWith = async (words: string): Promise<string[]> => {
    const tables = await orders.rowsOf<{ name: string; of: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS of, tablename AS name FROM pg_tables
        WHERE schemaname = ANY (current_schemas(false)) AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')
        ORDER BY 1`,
    );
    const names = new Set(tables.map(({ name }) => name));
    const known = ['customer_order', 'order_event', 'mail_delivery', 'product'];
    expect(known.filter((name) => !names.has(name))).toEqual([]);
    const found = await Promise.all(
      tables.map(async ({ name, of }) => {
        const [row] = await orders.rowsOf<{ has: boolean }>(
          `SELECT EXISTS (SELECT FROM ${of} t WHERE t::text LIKE '%' || $1 || '%') AS has`,
          [words],
        );
        return row?.has === true ? [name] : [];
      }),
    );
    const jobs = await platformOf(orders.world).query('SELECT FROM outbox t WHERE t::text LIKE $1', [
      `%${words}%`,
    ]);
    return [...found.flat(), ...(jobs.length > 0 ? ['outbox'] : [])];
  };
  const loaves = async (shop: number, quantity: number) => [
    { productId: await orders.aProduct(shop), quantity, unitCents: 420 },
  ];

  it('are collected in the shop where nothing was said', async () => {
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(await loaves(shop, 1)));
    expect(order).toMatchObject({
      fulfilment: 'pickup',
      feeCents: 0,
      point: null,
      address: null,
      totalCents: 420,
    });
  });

  it('are delivered by the shop, for a fee beside the goods', async () => {
    const shop = await aDeliveringShop();
    const order = await orders.placed(shop, anOrder(await loaves(shop, 2), { fulfilment: at() }));
    expect(order).toMatchObject({
      fulfilment: 'delivery',
      feeCents: 350,
      totalCents: 1_190,
      address: at().address,
      slot: { from: new Date(TEN) },
    });
    const free = await orders.placed(shop, anOrder(await loaves(shop, 10), { fulfilment: at() }));
    expect([free.feeCents, free.totalCents]).toEqual([0, 4_200]);
  });

  it.each([
    ['a town that is none of the territory', { city: 'Ailleurs' }, 2, 'unknown'],
    ['a postcode that is none of the town', { postalCode: '26000' }, 2, 'unknown'],
    ['too little', {}, 1, 'minimum'],
  ])('refuse %s, and nothing is stored', async (_, address, quantity, kind) => {
    const shop = await aDeliveringShop();
    const lines = await loaves(shop, quantity);
    await expect(orders.place(shop, anOrder(lines, { fulfilment: at(address) }))).rejects.toMatchObject({
      code: 'fulfilment-refused',
      params: { refusal: { kind } },
    });
    expect(await orders.rowsOf('SELECT 1 FROM customer_order WHERE listing_id = $1', [shop])).toEqual([]);
  });

  it('refuse an address beyond a radius', async () => {
    const shop = await aDeliveringShop({}, [zone({ area: { by: 'radius', kilometres: 0.1 } })]);
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('UPDATE listing SET longitude = longitude + 0.2 WHERE id = $1', [shop]),
    );
    await expect(
      orders.place(shop, anOrder(await loaves(shop, 2), { fulfilment: at() })),
    ).rejects.toMatchObject({ code: 'fulfilment-refused', params: { refusal: { kind: 'outside' } } });
  });

  it('are delivered in a drawn zone, and nowhere else; where others hold the address, the one that asks least counts', async () => {
    const [middle = { longitude: 0, latitude: 0 }] = await orders.rowsOf<{
      longitude: number;
      latitude: number;
    }>('SELECT longitude, latitude FROM commune WHERE code = $1', [commune.code]);
    const drawn = (by: number, more: object = {}) => {
      const { longitude, latitude } = middle;
      const corners = [
        [-0.01, -0.01],
        [0.01, -0.01],
        [0.01, 0.01],
        [-0.01, 0.01],
      ];
      const ring = corners.map(([east = 0, north = 0]) => [longitude + east + by, latitude + north]);
      return zone({ area: { by: 'polygon', ring }, ...more });
    };
    const away = await aDeliveringShop({}, [drawn(0.02)]);
    await expect(
      orders.place(away, anOrder(await loaves(away, 2), { fulfilment: at() })),
    ).rejects.toMatchObject({
      code: 'fulfilment-refused',
      params: {
        refusal: { kind: 'outside', served: { fr: expect.stringContaining('dans la zone dessinée') } },
      },
    });
    const near = await aDeliveringShop({}, [
      drawn(0.02),
      drawn(0, { feeCents: 500 }),
      zone({ feeCents: 600 }),
    ]);
    const order = await orders.placed(near, anOrder(await loaves(near, 2), { fulfilment: at() }));
    expect(order).toMatchObject({ fulfilment: 'delivery', feeCents: 500 });
    // Redrawn meanwhile: judged as it stands when it is ordered.
    const seen = anOrder(await loaves(near, 2), { fulfilment: { ...at(), feeCents: 500 } });
    await change(near, () => delivery({}, [drawn(0.02), zone({ feeCents: 600 })]));
    await expect(orders.place(near, seen)).rejects.toMatchObject({
      code: 'basket-changed',
      params: { changes: [{ kind: 'fee', now: 600 }] },
    });
  });

  it('are delivered in a town beside the territory, where a zone names it or reaches its middle', async () => {
    const territory = new Set(
      (await orders.rowsOf<{ code: string }>('SELECT code FROM commune')).map(({ code }) => code),
    );
    const [beside = { name: '', code: '', postalCodes: [''], longitude: 0, latitude: 0 }] = [
      'cestas',
      'saint-loubes',
      'langon',
    ]
      .flatMap(communesCalled)
      .filter(({ code }) => !territory.has(code));
    const there = { fulfilment: at({ city: beside.name, postalCode: beside.postalCodes[0] }) };
    const named = await aDeliveringShop({}, [zone({ area: { by: 'communes', codes: [beside.code] } })]);
    expect(await orders.placed(named, anOrder(await loaves(named, 2), there))).toMatchObject({
      feeCents: 350,
    });
    const { longitude, latitude } = beside;
    const ring = [
      [longitude - 0.01, latitude - 0.01],
      [longitude + 0.01, latitude - 0.01],
      [longitude, latitude + 0.01],
    ];
    const drawn = await aDeliveringShop({}, [zone({ area: { by: 'polygon', ring } })]);
    await orders.placed(drawn, anOrder(await loaves(drawn, 2), there));
    const other = await aDeliveringShop();
    await expect(orders.place(other, anOrder(await loaves(other, 2), there))).rejects.toMatchObject({
      params: { refusal: { kind: 'outside' } },
    });
    for (const address of [
      { city: 'Lyon', postalCode: '69001' },
      { city: beside.name, postalCode: '69001' },
    ])
      await expect(
        orders.place(other, anOrder(await loaves(other, 2), { fulfilment: at(address) })),
      ).rejects.toMatchObject({ params: { refusal: { kind: 'unknown' } } });
  });

  it('ask again where the fee is not what was seen, and where the mode was turned off meanwhile', async () => {
    const shop = await aDeliveringShop();
    const lines = await loaves(shop, 2);
    const seen = anOrder(lines, { fulfilment: { ...at(), feeCents: 300 } });
    await expect(orders.place(shop, seen)).rejects.toMatchObject({
      code: 'basket-changed',
      params: { changes: [{ kind: 'fee', now: 350 }] },
    });
    await change(shop, ({ delivery: before }) => ({ delivery: before && { ...before, isOn: false } }));
    await expect(orders.place(shop, anOrder(lines, { fulfilment: at() }))).rejects.toMatchObject({
      code: 'fulfilment-refused',
      params: { refusal: { kind: 'off' } },
    });
  });

  it('are placed once, also where the mode was turned off between two sendings', async () => {
    const shop = await aDeliveringShop();
    const input = anOrder(await loaves(shop, 2), { fulfilment: at() });
    const first = await orders.place(shop, input);
    await change(shop, () => ({ delivery: null, points: [] }));
    expect(await orders.place(shop, input)).toEqual(first);
    const other = { ...input, fulfilment: { mode: 'pickup' as const } };
    await expect(orders.place(shop, other)).rejects.toMatchObject({ code: 'order-key-reused' });
  });

  it('take room in the slots of their own mode alone, however many come at once', async () => {
    const shop = await aDeliveringShop({ capacity: { orders: 1 } });
    const lines = await loaves(shop, 2);
    const all = await Promise.allSettled(
      [1, 2, 3].map(() => orders.place(shop, anOrder(lines, { fulfilment: at() }))),
    );
    expect(outcomesOf(all).sort()).toEqual(['done', 'slot-refused', 'slot-refused']);
    await orders.place(shop, anOrder(lines));
  });

  it('are collected at a point in its own hours, and keep it as it was', async () => {
    const shop = await orders.aShop();
    const stall = point();
    await change(shop, () => ({ points: [stall] }));
    const lines = await loaves(shop, 1);
    const chosen = { fulfilment: { mode: 'collection-point', pointId: stall.id } };
    const order = await orders.placed(shop, anOrder(lines, chosen));
    await change(shop, () => ({ points: [] }));
    expect((await orders.handling.get(orders.world.here, order.id)).point).toEqual({
      ...{ name: 'Stand du marché', address: 'Place des Clercs', position: null },
    });
    await change(shop, () => ({ points: [stall] }));
    // The shop is open at five, the stall is not.
    const late = anOrder(lines, { ...chosen, slotFrom: TEN + 7 * HOUR });
    await expect(orders.place(shop, late)).rejects.toMatchObject({ code: 'slot-refused' });
  });

  it('are collected at a point whose name a form of today would refuse', async () => {
    const shop = await orders.aShop();
    const stall = point();
    await change(shop, () => ({ points: [stall] }));
    const name = 'Stand www.marche.example/stand';
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('UPDATE collection_point SET name = $2 WHERE id = $1', [stall.id, name]),
    );
    const chosen = { fulfilment: { mode: 'collection-point', pointId: stall.id } };
    const order = await orders.placed(shop, anOrder(await loaves(shop, 1), chosen));
    expect(order.point).toMatchObject({ name });
  });

  it('are sent by a day, in no slot', async () => {
    const shop = await orders.aShop();
    await change(shop, () => ({
      post: {
        isOn: true,
        rules: { days: 2, bands: [{ fromCents: 0, feeCents: 500 }] },
        instructions: 'Par chèque',
      },
    }));
    const sent = { fulfilment: { ...at(), mode: 'post' }, slotFrom: 0 };
    const order = await orders.placed(shop, anOrder(await loaves(shop, 1), sent));
    expect(order).toMatchObject({
      ...{ fulfilment: 'post', feeCents: 500, totalCents: 920 },
      slot: { from: new Date('2026-12-02T23:00:00Z'), until: new Date('2026-12-03T23:00:00Z') },
    });
  });

  it('leave a shop that takes orders one way at least', async () => {
    const shop = await orders.aShop();
    await expect(change(shop, () => ({ isPickupOn: false }))).rejects.toMatchObject({
      code: 'fulfilment-missing',
    });
    await change(shop, () => ({ ...delivery(), isPickupOn: false }));
    await expect(orders.place(shop, anOrder(await loaves(shop, 2)))).rejects.toMatchObject({
      code: 'fulfilment-refused',
    });
  });

  it('give the fee back with the last of the goods, and the journal of sales has it both times', async () => {
    const { here } = orders.world;
    const shop = await aDeliveringShop();
    const tin = await orders.aProduct(shop, {
      name: 'Moule',
      priceCents: 1_450,
      vat: 'standard',
      withdrawal: 'right',
    });
    const cup = await orders.aProduct(shop, {
      name: 'Bol',
      priceCents: 850,
      vat: 'standard',
      withdrawal: 'right',
    });
    const lines = [
      { productId: tin, quantity: 1, unitCents: 1_450 },
      { productId: cup, quantity: 1, unitCents: 850 },
    ];
    const placed = await orders.placed(shop, anOrder(lines, { fulfilment: at() }));
    const order = await orders.moved(placed, 'accepted', 'collected');
    const withdraw = async (position: number) => {
      const who = {
        orderId: order.id,
        listingId: shop,
        positions: [position],
        name: 'Odile',
        email: 'o@example.org',
      };
      await orders.withdrawals.withdraw(here, who, { timeZone: 'Europe/Paris', department: '26' });
      return orders.handling.get(here, order.id);
    };
    expect((await withdraw(1)).withdrawals.map(({ amountCents }) => amountCents)).toEqual([1_450]);
    const { withdrawals } = await withdraw(2);
    expect(withdrawals.map(({ amountCents, feeCents }) => [amountCents, feeCents])).toEqual([
      [1_450, 0],
      [1_200, 350],
    ]);
    const span = { listingId: shop, from: ORDERED_AT, until: new Date('2026-12-10T00:00:00Z') };
    const { sold, withdrawn } = await orders.services.get(Sales).totals(here, span);
    expect([sold.includingTax, withdrawn.includingTax]).toEqual([2_650, -2_650]);
    // What the shop reads of it in figures is the same.
    await orders.services.get(OrderFiguresService).count(here);
    const counted = await orders.rowsOf(
      `SELECT figure, count::int FROM order_daily WHERE listing_id = $1 AND figure IN ('sold-cents', 'returned-cents') ORDER BY figure`,
      [shop],
    );
    expect(counted).toEqual([
      { figure: 'returned-cents', count: 2_650 },
      { figure: 'sold-cents', count: 2_650 },
    ]);
  });

  it('forget the address with who ordered: no table has it any more, and no export', async () => {
    const shop = await aDeliveringShop();
    const street = '7 impasse Introuvable';
    const order = await orders.placed(
      shop,
      anOrder(await loaves(shop, 2), { fulfilment: at({ street }), email: 'efface@example.org' }),
    );
    await orders.moved(order, 'accepted', 'ready', 'collected');
    expect(await tablesWith('Introuvable')).toEqual(['customer_order']);
    const owner = await anAccount(orders.world, orders.world.here, { email: 'efface@example.org' });
    const source = orders.services.get(OrderPersonalData);
    const exported = () =>
      orders.world.work.read(orders.world.here, async (tx) =>
        JSON.stringify(await source.export(tx, owner.id)),
      );
    expect(await exported()).toContain(street);
    await orders.handling.eraseBefore(orders.world.here, new Date('2100-01-01'));
    expect(await tablesWith('Introuvable')).toEqual([]);
    expect(await exported()).not.toContain('Introuvable');
    const erased = await orders.handling.get(orders.world.here, order.id);
    expect([erased.customer, erased.address, erased.feeCents]).toEqual([null, null, 350]);
  });

  it('forget the address with the account that ordered', async () => {
    const shop = await aDeliveringShop();
    const input = { fulfilment: at({ street: '9 impasse Introuvable' }), email: 'parti@example.org' };
    const placed = await orders.placed(shop, anOrder(await loaves(shop, 2), input));
    const order = await orders.moved(placed, 'refused');
    const owner = await anAccount(orders.world, orders.world.here, { email: 'parti@example.org' });
    await orders.world.work.write(orders.world.here, (tx) =>
      orders.services.get(OrderPersonalData).erase(tx, owner.id),
    );
    expect(await tablesWith('Introuvable')).toEqual([]);
    const erased = await orders.handling.get(orders.world.here, order.id);
    expect([erased.customer, erased.address, erased.feeCents]).toEqual([null, null, 350]);
  });

  it.each([
    ['a fee of what is collected', `fee_cents = 100`],
    ['a negative fee', `fee_cents = -1`],
    ['delivery to nowhere', `fulfilment = 'delivery'`],
    ['a point without its name', `fulfilment = 'collection-point', collection_point_id = gen_random_uuid()`],
    ['an address of what is collected', `delivery_address = '{}'`],
  ])('cannot be stored with %s', async (_, wrong) => {
    const shop = await orders.aShop();
    const { id } = await orders.place(shop, anOrder(basketOf(await orders.aProduct(shop))));
    await expect(
      orders.world.work.write(orders.world.here, ({ manager }) =>
        manager.query(`UPDATE customer_order SET ${wrong} WHERE id = $1`, [id]),
      ),
    ).rejects.toMatchObject({ driverError: { code: '23514' } });
  });
});
