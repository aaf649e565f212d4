import { anOrder, openOrdersWorld, type OrdersWorld, outcomesOf, whileBusy } from '@halles/testing/orders';

describe('an order without a proof of work', () => {
  let orders: OrdersWorld;
  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  const ordered = (shop: number, ...lines: readonly (readonly [productId: string, quantity: number])[]) =>
    orders.placing.place(
      orders.world.here,
      shop,
      anOrder(lines.map(([productId, quantity]) => ({ productId, quantity, unitCents: 420 }))),
      'fr',
      { amounts: 'few', provenEmail: null },
    );
  const refused = { code: 'order-needs-proof', errors: [{ pointer: '/products' }] };

  it('has twenty pieces at most, of all products together', async () => {
    const shop = await orders.aShop();
    const [bread, roll] = [await orders.aProduct(shop), await orders.aProduct(shop, { name: 'Petit pain' })];
    await expect(ordered(shop, [bread, 11], [roll, 10])).rejects.toMatchObject(refused);
    await expect(ordered(shop, [bread, 10], [roll, 10])).resolves.toHaveProperty('id');
  });

  it('takes half of what is left of a product at most, and one at least', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 7 });
    await expect(ordered(shop, [bread, 4])).rejects.toMatchObject(refused);
    expect(await orders.stockOf(shop, bread)).toBe(7);
    for (const [quantity, left] of [
      [3, 4],
      [2, 2],
      [1, 1],
      [1, 0],
    ] as const) {
      await ordered(shop, [bread, quantity]);
      expect(await orders.stockOf(shop, bread)).toBe(left);
    }
  });

  it('takes half of what is left, in weights that are cut', async () => {
    const shop = await orders.aShop();
    const cheese = await orders.aProduct(shop, {
      name: 'Comté',
      stock: 1_000,
      weighing: { by: 'weight', least: 100, most: 2_000, step: 150 },
    });
    const cut = (grams: number) =>
      orders.placing.place(
        orders.world.here,
        shop,
        anOrder([
          { productId: cheese, quantity: 1, unitCents: 420, weight: { by: 'weight', grams }, choices: [] },
        ]),
        'fr',
        { amounts: 'few', provenEmail: null },
      );
    await expect(cut(550)).rejects.toMatchObject({
      ...refused,
      params: { excess: { of: 'product', name: 'Comté', most: 400, isWeight: true } },
    });
    await cut(400);
    expect(await orders.stockOf(shop, cheese)).toBe(600);
  });

  it('is judged by what is left when it is taken, however many come at once', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 20 });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => whileBusy(() => ordered(shop, [bread, 5]))),
    );
    // Of 20, of 15 and of 10, and not of the 5 that are left.
    expect(outcomesOf(results).filter((outcome) => outcome === 'done')).toHaveLength(3);
    expect(await orders.stockOf(shop, bread)).toBe(5);
  });
});
