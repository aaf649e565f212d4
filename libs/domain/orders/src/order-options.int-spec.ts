import type { OptionGroup } from '@halles/contracts';
import { anOrder, basketOf, openOrdersWorld, type OrdersWorld, outcomesOf } from '@halles/testing/orders';

const OPTIONS: OptionGroup[] = [
  {
    name: 'Coupe',
    min: 1,
    max: 1,
    choices: [
      { name: 'Entier', cents: 0 },
      { name: 'Tranché', cents: 20 },
    ],
  },
];
const cut = (name: string) => [{ group: 'Coupe', name }];

describe('orders of products with options', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  const whole = (productId: string, quantity = 1) => ({
    productId,
    quantity,
    unitCents: 420,
    choices: cut('Entier'),
  });
  const sliced = (productId: string, quantity = 1) => ({
    productId,
    quantity,
    unitCents: 440,
    choices: cut('Tranché'),
  });

  it('have a line for each set of choices, priced and frozen, and take the stock of both', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 5, options: OPTIONS });
    const order = await orders.placed(shop, anOrder([whole(bread), sliced(bread, 2), whole(bread)]));
    const lines = [
      { quantity: 2, unitCents: 420, totalCents: 840, choices: [{ ...cut('Entier')[0], cents: 0 }] },
      { quantity: 2, unitCents: 440, totalCents: 880, choices: [{ ...cut('Tranché')[0], cents: 20 }] },
    ];
    expect(order).toMatchObject({ totalCents: 1_720, items: 4, lines });
    expect(await orders.stockOf(shop, bread)).toBe(1);
    const product = await orders.catalogue.get(orders.world.here, shop, bread);
    await orders.catalogue.change(orders.world.here, shop, bread, { ...product, options: [] }, product.stock);
    expect(await orders.handling.get(orders.world.here, order.id)).toMatchObject({ lines });
    const open = await orders.handling.listOpen(orders.world.here, shop, 50);
    const contents = ['Entier', 'Tranché'].map((name) => ({
      quantity: 2,
      choices: [{ name }],
      weight: null,
    }));
    expect(open.toDo).toMatchObject([{ contents }]);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('keep what was said of allergens when it was ordered, also that nothing was', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { allergens: ['gluten', 'milk'] });
    const juice = await orders.aProduct(shop, { allergens: [] });
    const soap = await orders.aProduct(shop);
    const order = await orders.placed(shop, anOrder(basketOf(bread, juice, soap)));
    const lines = [{ allergens: ['gluten', 'milk'] }, { allergens: [] }, { allergens: null }];
    expect(order).toMatchObject({ lines });
    const product = await orders.catalogue.get(orders.world.here, shop, bread);
    const changed = { ...product, allergens: ['gluten' as const] };
    await orders.catalogue.change(orders.world.here, shop, bread, changed, product.stock);
    expect(await orders.handling.get(orders.world.here, order.id)).toMatchObject({ lines });
  });

  it('are told what is left over all lines of a product, once, and take nothing', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 3, options: OPTIONS });
    await expect(orders.place(shop, anOrder([whole(bread, 2), sliced(bread, 2)]))).rejects.toMatchObject({
      params: { changes: [{ kind: 'sold-out', productId: bread, left: 3 }] },
    });
    expect(await orders.stockOf(shop, bread)).toBe(3);
  });

  it('that are taken back take the stock of all lines again, or say that it is gone', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 4, options: OPTIONS });
    const order = await orders.placed(shop, anOrder([whole(bread, 2), sliced(bread, 2)]));
    const refused = await orders.moved(order, 'refused');
    expect(await orders.stockOf(shop, bread)).toBe(4);
    const other = await orders.placed(shop, anOrder([whole(bread)]));
    await expect(orders.moved(refused, 'received')).rejects.toMatchObject({
      params: { changes: [{ kind: 'sold-out', productId: bread, left: 3 }] },
    });
    await orders.moved(other, 'refused');
    await orders.moved(refused, 'received');
    expect(await orders.stockOf(shop, bread)).toBe(0);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it.each([
    ['without what must be chosen', [], { problem: 'missing', group: 'Coupe' }],
    ['with too many', [...cut('Entier'), ...cut('Tranché')], { problem: 'too-many', group: 'Coupe' }],
    ['with a choice of another product', cut('Bleu'), { problem: 'unknown', choice: 'Bleu' }],
  ])('are refused %s', async (_, choices, problem) => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { options: OPTIONS });
    await expect(
      orders.place(shop, anOrder([{ productId: bread, quantity: 1, unitCents: 420, choices }])),
    ).rejects.toMatchObject({ code: 'basket-changed', params: { changes: [{ kind: 'choices', problem }] } });
  });

  it('are told of a choice that costs something else by now', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { options: OPTIONS });
    await expect(orders.place(shop, anOrder([{ ...sliced(bread), unitCents: 430 }]))).rejects.toMatchObject({
      params: { changes: [{ kind: 'price', before: 430, now: 440 }] },
    });
  });

  it('sell the last loaf to one of twenty, whatever was chosen', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 1, options: OPTIONS });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        orders.place(shop, anOrder([index % 2 ? whole(bread) : sliced(bread)])),
      ),
    );
    expect(outcomesOf(results).sort()).toEqual([
      ...Array.from({ length: 19 }, () => 'basket-changed'),
      'done',
    ]);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('are of one territory: another shop’s product is none, with its choices or without', async () => {
    const { there } = orders.world;
    const shop = await orders.aShop();
    const away = await orders.aShop({}, there);
    const bread = await orders.aProduct(away, { options: OPTIONS }, there);
    await expect(orders.place(shop, anOrder([sliced(bread)]))).rejects.toMatchObject({
      params: { changes: [{ kind: 'gone', productId: bread }] },
    });
    expect(await orders.catalogue.list(orders.world.here, shop)).toEqual([]);
    await orders.place(away, anOrder([sliced(bread)]), there);
  });

  it('are never for nothing: a product whose choices could cost less than a cent is refused', async () => {
    const shop = await orders.aShop();
    const free: OptionGroup[] = [{ name: 'Remise', min: 0, max: 1, choices: [{ name: 'Ami', cents: -420 }] }];
    await expect(orders.aProduct(shop, { options: free })).rejects.toMatchObject({
      code: 'option-price-out-of-range',
    });
  });
});
