import { randomUUID } from 'node:crypto';
import { pickupRulesSchema } from '@halles/contracts';
import { HOUR, MINUTE, systemClock } from '@halles/kernel';
import { statementsOf } from '@halles/testing';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  TEN,
} from '@halles/testing/orders';
import { orderNumber } from './order';

describe('orders that are placed', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  it('are placed whole: lines, number, stock, and a mail to either side', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 5 });
    const wine = await orders.aProduct(shop, {
      name: 'Vin',
      priceCents: 1_199,
      vat: 'standard',
      minimumAge: 18,
    });
    const order = await orders.placed(
      shop,
      anOrder([
        { productId: bread, quantity: 2, unitCents: 420 },
        { productId: wine, quantity: 1, unitCents: 1_199 },
      ]),
    );
    expect(order).toMatchObject({
      state: 'received',
      totalCents: 2_039,
      items: 3,
      slot: { from: new Date(TEN), until: new Date(TEN + 30 * MINUTE) },
      customer: { name: 'Odile Martin', email: 'odile@example.org', phone: null },
      lines: [
        { name: 'Pain de campagne', quantity: 2, totalCents: 840, vatRate: 550 },
        { name: 'Vin', quantity: 1, totalCents: 1_199, vatRate: 2_000 },
      ],
      events: [{ event: 1, state: 'received', actor: 'customer' }],
    });
    expect(orderNumber(order.number)).toBe('2026-0001');
    expect(order.code).toMatch(/^\d{6}$/);
    expect(await orders.stockOf(shop, bread)).toBe(3);
    const rows = await orders.world.installation
      .platform()
      .query<{ kind: string }>(`SELECT kind FROM platform.outbox WHERE kind LIKE 'order.%' ORDER BY kind`);
    expect(rows.map(({ kind }) => kind)).toEqual(['order.notify-customer', 'order.notify-shop']);
  });

  it('take their locks in one order, and keep the terms that others accepted before', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 5 });
    await orders.place(shop, anOrder(basketOf(bread)));
    const asked = await statementsOf(() => orders.place(shop, anOrder(basketOf(bread))));
    const locks = [
      /FROM listing\s.*FOR KEY SHARE/s,
      /FROM place_day\s.*FOR UPDATE/s,
      /FROM product\s.*FOR UPDATE/s,
    ];
    const at = [...locks, /INSERT INTO order_number/].map((lock) =>
      asked.findIndex((text) => lock.test(text)),
    );
    expect(at).not.toContain(-1);
    expect([...at].sort((one, other) => one - other)).toEqual(at);
    expect(asked.filter((text) => /INSERT INTO sale_terms/.test(text))).toEqual([]);
  });

  it('are placed once, however often the same summary is sent', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 5 });
    const same = anOrder(basketOf(bread));
    const ids = await Promise.all(Array.from({ length: 20 }, () => orders.place(shop, same)));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    expect(await orders.stockOf(shop, bread)).toBe(4);
    await expect(orders.place(shop, { ...same, note: 'Bien cuit' })).rejects.toMatchObject({
      code: 'order-key-reused',
    });
    const tomorrow = { ...same, slotFrom: TEN + 24 * HOUR };
    await expect(orders.place(shop, tomorrow)).rejects.toMatchObject({ code: 'order-key-reused' });
    expect(await orders.stockOf(shop, bread)).toBe(4);
  });

  it('are two where two territories have the same key', async () => {
    const { here, there } = orders.world;
    const idempotencyKey = randomUUID();
    const ids = [];
    for (const ctx of [here, there]) {
      const shop = await orders.aShop({}, ctx);
      const bread = await orders.aProduct(shop, {}, ctx);
      const same = anOrder(basketOf(bread), { idempotencyKey });
      ids.push((await orders.place(shop, same, ctx)).id, (await orders.place(shop, same, ctx)).id);
    }
    const [one, again, other, otherAgain] = ids;
    expect([again, otherAgain, one === other]).toEqual([one, other, false]);
  });

  it('sell the last loaf to one of fifty', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 1 });
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => orders.place(shop, anOrder(basketOf(bread)))),
    );
    const codes = outcomesOf(results).sort();
    expect(codes).toEqual([...Array.from({ length: 49 }, () => 'basket-changed'), 'done']);
    expect(await orders.stockOf(shop, bread)).toBe(0);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('give the last place of a slot to one of fifty', async () => {
    const shop = await orders.aShop({ capacity: { orders: 1 } });
    const bread = await orders.aProduct(shop);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => orders.place(shop, anOrder(basketOf(bread)))),
    );
    expect(outcomesOf(results).sort()).toEqual(['done', ...Array.from({ length: 49 }, () => 'slot-refused')]);
    const slots = await orders.slotsOf(shop, basketOf(bread));
    expect(slots.find(({ from }) => from === TEN)).toMatchObject({ refusal: 'full', ordersLeft: 0 });
  });

  it('let nobody wait in a circle for two products, and leave no gap in the numbers', async () => {
    const shop = await orders.aShop();
    const ids = await Promise.all(Array.from({ length: 4 }, () => orders.aProduct(shop, { stock: 100 })));
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        orders.place(
          shop,
          anOrder(basketOf(...(index % 2 ? ids : [...ids].reverse())), {
            slotFrom: TEN + (index % 3) * 30 * MINUTE,
          }),
        ),
      ),
    );
    expect(new Set(outcomesOf(results))).toEqual(new Set(['done']));
    const numbers = await orders.rowsOf<{ number: number }>(
      'SELECT number FROM customer_order WHERE listing_id = $1 ORDER BY number',
      [shop],
    );
    expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('tell what changed since the basket was looked at, and order nothing', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 3 });
    const gone = await orders.aProduct(shop);
    const away = await orders.aProduct(shop, { isAvailable: false });
    await orders.world.work.write(orders.world.here, (tx) =>
      orders.catalogue.archiveIn(tx, shop, gone, systemClock.now()),
    );
    const other = await orders.aProduct(await orders.aShop());
    const basket = [
      { productId: bread, quantity: 2, unitCents: 420 },
      { productId: bread, quantity: 2, unitCents: 420 },
      ...basketOf(gone, away, other),
    ];
    await expect(orders.place(shop, anOrder(basket))).rejects.toMatchObject({
      code: 'basket-changed',
      params: {
        changes: [
          { kind: 'sold-out', productId: bread, left: 3 },
          { kind: 'gone', productId: gone, name: 'Pain de campagne' },
          { kind: 'unavailable', productId: away },
          { kind: 'gone', productId: other, name: null },
        ],
      },
    });
    const dearer = anOrder([{ productId: bread, quantity: 1, unitCents: 400 }]);
    await expect(orders.place(shop, dearer)).rejects.toMatchObject({
      params: { changes: [{ kind: 'price', before: 400, now: 420 }] },
    });
    expect(await orders.stockOf(shop, bread)).toBe(3);
  });

  it.each([
    ['in the past', ORDERED_AT.getTime() - HOUR, 'past'],
    ['too soon', ORDERED_AT.getTime() + 30 * MINUTE, 'too-soon'],
    ['while the shop is closed', Date.parse('2026-12-01T13:00:00Z'), 'not-offered'],
    ['far away', Date.parse('2027-06-01T09:00:00Z'), 'beyond-horizon'],
    ['that no calendar knows', 9e15, 'not-offered'],
  ])('refuse a slot %s', async (_, slotFrom, refusal) => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop);
    await expect(orders.place(shop, anOrder(basketOf(bread), { slotFrom }))).rejects.toMatchObject({
      code: 'slot-refused',
      params: { refusal },
    });
  });

  it('are not taken by a shop that is closed to them, paused, of another town, or nowhere', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop);
    const pickup = pickupRulesSchema.parse({});
    const closed = { code: 'ordering-closed' };
    await expect(orders.place(shop, anOrder(basketOf(bread)), orders.world.there)).rejects.toMatchObject(
      closed,
    );
    await expect(orders.place(2_000_000_000, anOrder(basketOf(bread)))).rejects.toMatchObject(closed);
    await orders.settings.save(orders.world.here, shop, {
      isOpen: true,
      kind: 'order',
      pausedUntil: new Date(TEN),
      pickup,
    });
    await expect(orders.place(shop, anOrder(basketOf(bread)))).rejects.toMatchObject({
      code: 'ordering-paused',
    });
    await orders.settings.save(orders.world.here, shop, {
      isOpen: false,
      kind: 'order',
      pausedUntil: null,
      pickup,
    });
    await expect(orders.place(shop, anOrder(basketOf(bread)))).rejects.toMatchObject(closed);
  });
});
