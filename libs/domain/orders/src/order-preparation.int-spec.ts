import { HOUR } from '@halles/kernel';
import { anOrder, basketOf, openOrdersWorld, type OrdersWorld, TEN } from '@halles/testing/orders';
import { preparedProducts } from './order-preparation.service';

describe('what a shop prepares', () => {
  let orders: OrdersWorld;
  let shop: number;
  let book: string;
  let bread: string;
  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    shop = await orders.aShop();
    book = await orders.aProduct(shop, { name: 'Un livre', withdrawal: 'right' });
    bread = await orders.aProduct(shop);
  });

  const accepted = async (...ids: readonly string[]) =>
    orders.moved(await orders.placed(shop, anOrder(basketOf(...ids))), 'accepted');
  const list = async (from = TEN, until = TEN + HOUR, ctx = orders.world.here) => {
    const listed = await orders.preparation.list(ctx, shop, { from: new Date(from), until: new Date(until) });
    return listed.orders;
  };

  it('is what was accepted, until it is ready, and not what nobody answered', async () => {
    const first = await accepted(bread, book);
    await orders.placed(shop, anOrder(basketOf(bread)));
    expect(await list()).toMatchObject([
      {
        id: first.id,
        customer: { name: 'Odile Martin' },
        number: first.number,
        contents: [{ name: 'Pain de campagne', quantity: 1 }, { name: 'Un livre' }],
      },
    ]);
    const second = await orders.moved(await accepted(bread), 'preparing');
    expect(preparedProducts(await list())).toMatchObject([
      { name: 'Pain de campagne', quantity: 2 },
      { name: 'Un livre', quantity: 1 },
    ]);
    await orders.moved(first, 'ready');
    expect((await list()).map(({ id }) => id)).toEqual([second.id]);
    const slot = { from: new Date(TEN), until: new Date(TEN + HOUR) };
    const all = await orders.preparation.list(orders.world.here, shop, slot, 'all');
    expect(all.orders.map(({ state }) => state)).toEqual(['ready', 'received', 'preparing']);
  });

  it('is not what its customer withdrew from', async () => {
    const order = await accepted(bread, book);
    const place = { timeZone: 'Europe/Paris', department: '26' };
    const declared = { name: 'Odile Martin', email: 'odile@example.org', positions: [2] };
    await orders.withdrawals.withdraw(
      orders.world.here,
      { orderId: order.id, listingId: shop, ...declared },
      place,
    );
    expect((await list()).map(({ contents }) => contents.map(({ name }) => name))).toEqual([
      ['Pain de campagne'],
    ]);
  });

  it('is of one day and one shop, and of no other territory', async () => {
    await accepted(bread);
    expect(await list(TEN - HOUR, TEN)).toEqual([]);
    expect(await list(TEN + 1, TEN + HOUR)).toEqual([]);
    expect(await list(TEN, TEN + HOUR, orders.world.there)).toEqual([]);
    const { here } = orders.world;
    const slot = { from: new Date(TEN), until: new Date(TEN + HOUR) };
    expect(await orders.preparation.list(here, 2_147_483_648, slot)).toEqual({ orders: [], isCut: false });
  });

  it('says where it ends before the day does', async () => {
    const [first, second] = [await accepted(bread), await accepted(bread)];
    const slot = { from: new Date(TEN), until: new Date(TEN + HOUR) };
    const of = async (most: number) => {
      const listed = await orders.preparation.list(orders.world.here, shop, slot, 'all', most);
      return [listed.orders.map(({ id }) => id), listed.isCut];
    };
    expect(await of(1)).toEqual([[first.id], true]);
    expect(await of(2)).toEqual([[first.id, second.id], false]);
  });

  it('tells the same product with other choices apart', () => {
    const line = { productId: 'p', name: 'Pain', quantity: 2, weight: null };
    const sliced = [{ group: 'Coupe', name: 'Tranché', cents: 0 }];
    expect(
      preparedProducts([
        {
          contents: [
            { ...line, choices: sliced },
            { ...line, choices: [] },
          ],
        },
        { contents: [{ ...line, choices: sliced, quantity: 3 }] },
      ]),
    ).toEqual([
      { name: 'Pain', choices: sliced, quantity: 5, weight: null },
      { name: 'Pain', choices: [], quantity: 2, weight: null },
    ]);
  });
});
