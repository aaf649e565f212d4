import { randomUUID } from 'node:crypto';
import { productInputSchema } from '@halles/contracts';
import type { Attribute, Product } from '@halles/domain/catalogue';
import { anAccount } from '@halles/testing';
import {
  anOrder,
  moveOf,
  openOrdersWorld,
  type OrdersWorld,
  outcomesOf,
  unlikeVariants,
} from '@halles/testing/orders';
import { systemClock } from '@halles/kernel';
import { OrderAmendments, seenOf } from './index';

const ATTRIBUTES = [
  { name: 'Taille', values: ['S', 'M', 'L'] },
  { name: 'Couleur', values: ['rouge', 'bleu'] },
];
const SHIRT = productInputSchema.parse({
  name: 'T-shirt',
  priceCents: 1_500,
  vat: 'standard',
  withdrawal: 'right',
  stock: 2,
  ean: '3017620422003',
});

describe('orders of products that are sold in variants', () => {
  let orders: OrdersWorld;
  let shop: number;
  let variants: ReadonlyMap<string, Product>;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    shop = await orders.aShop();
    await orders.catalogue.add(here(), shop, randomUUID(), SHIRT, ATTRIBUTES);
    await counted(2);
    await load();
  });
  afterEach(async () => {
    expect(await orders.wrongStocks(shop)).toEqual([]);
    expect(unlikeVariants(await listed())).toEqual([]);
  });

  const here = () => orders.world.here;
  const listed = () => orders.catalogue.list(here(), shop);
  async function load(): Promise<void> {
    variants = new Map(
      (await listed()).map((product) => [product.variant.map(({ value }) => value).join(' '), product]),
    );
  }
  const counted = (stock: number): Promise<void> =>
    orders.catalogue.changeSome(here(), shop, (products) =>
      products.map((product) => ({ id: product.id, input: { ...product, stock } })),
    );
  /** Has a product be sold in some attributes, as who saw in which it was. */
  const sell = (
    product: Product,
    attributes: readonly Attribute[],
    shown: readonly Attribute[] = ATTRIBUTES,
  ) =>
    orders.world.work.write(here(), (tx) =>
      orders.catalogue.changeIn(
        tx,
        shop,
        product.id,
        { input: product, shownStock: product.stock },
        { attributes, shown },
      ),
    );
  const of = (name: string): Product => {
    const product = variants.get(name);
    if (!product) throw new Error(`no variant ${name}`);
    return product;
  };
  const line = ({ id }: Product, quantity = 1, unitCents = 1_500) => ({ productId: id, quantity, unitCents });
  const stocks = async () =>
    Object.fromEntries(
      (await listed()).map(({ variant, stock }) => [variant.map(({ value }) => value).join(' '), stock]),
    );

  it('is a product for each of them, of one group, which a bar code is not of', async () => {
    const all = await listed();
    expect(all.map(({ variant }) => variant.map(({ value }) => value).join(' '))).toEqual([
      'S rouge',
      'S bleu',
      'M rouge',
      'M bleu',
      'L rouge',
      'L bleu',
    ]);
    expect(new Set(all.map(({ groupId }) => groupId))).toEqual(new Set([all[0]?.id]));
    expect(all.map(({ ean }) => ean)).toEqual(all.map(() => null));
  });

  it('is not counted as many times as it has variants', async () => {
    await orders.catalogue.add(here(), shop, randomUUID(), { ...SHIRT, name: 'Pull', stock: 10 }, ATTRIBUTES);
    const [size] = ATTRIBUTES;
    const alone = [{ name: size?.name ?? '', values: ['S'] }];
    await orders.catalogue.add(here(), shop, randomUUID(), { ...SHIRT, name: 'Gilet', stock: 10 }, alone);
    const stocksOf = async (name: string) =>
      (await listed()).filter((product) => product.name === name).map(({ stock }) => stock);
    expect(await stocksOf('Pull')).toEqual(Array.from({ length: 6 }, () => null));
    expect(await stocksOf('Gilet')).toEqual([10]);
  });

  it('is ordered as it was read: another name or another allergen is told first', async () => {
    const large = of('L rouge');
    const read = { productId: large.id, name: 'T-shirt – L, rouge', allergens: null };
    const seen = [seenOf(read), seenOf({ ...read, productId: of('S rouge').id, name: 'T-shirt – S, rouge' })];
    const attributes = [{ name: 'Taille', values: ['S', 'M', 'XL'] }, ...ATTRIBUTES.slice(1)];
    await sell(large, attributes);
    const order = () => orders.place(shop, anOrder([line(large), line(of('S rouge'))], { seen }));
    await expect(order()).rejects.toMatchObject({
      params: { changes: [{ kind: 'name', productId: large.id, name: 'T-shirt – XL, rouge' }] },
    });
    await load();
    const small = of('S rouge');
    await orders.catalogue.change(here(), shop, small.id, { ...small, allergens: ['nuts'] }, small.stock);
    await expect(order()).rejects.toMatchObject({
      params: {
        changes: [
          { kind: 'name', productId: large.id },
          { kind: 'allergens', productId: large.id, allergens: ['nuts'] },
          { kind: 'allergens', productId: small.id, allergens: ['nuts'] },
        ],
      },
    });
    await expect(order()).rejects.toThrow(
      'a product of your basket is now called “T-shirt – XL, rouge”, the allergens of “T-shirt – XL, rouge” have changed (Allergen: nuts)',
    );
    const now = [large, small].map(({ id: productId }, index) =>
      seenOf({ productId, name: `T-shirt – ${index === 0 ? 'XL' : 'S'}, rouge`, allergens: ['nuts'] }),
    );
    await orders.placed(shop, anOrder([line(large), line(small)], { seen: now }));
    // A summary of a server of the version before does not say what was read.
    await orders.placed(shop, anOrder([line(large)]));
  });

  it('stays what it is where its variants are others than those that were shown', async () => {
    const fewer = [{ name: 'Taille', values: ['S', 'M'] }, ...ATTRIBUTES.slice(1)];
    await sell(of('S rouge'), fewer);
    const renamed = [{ name: 'Taille', values: ['S', 'XL'] }, ...ATTRIBUTES.slice(1)];
    await expect(sell(of('S rouge'), renamed)).rejects.toMatchObject({
      code: 'variants-changed',
      params: { now: fewer },
    });
    expect(Object.keys(await stocks())).toEqual(['S rouge', 'S bleu', 'M rouge', 'M bleu']);
    await sell(of('S rouge'), renamed, fewer);
    expect(Object.keys(await stocks())).toEqual(['S rouge', 'S bleu', 'XL rouge', 'XL bleu']);
  });

  it.each([
    [
      'is called',
      (product: Product) =>
        orders.catalogue.change(here(), shop, product.id, { ...product, name: 'Maillot' }, product.stock),
    ],
    [
      'is taken off sale',
      (product: Product) =>
        orders.world.work.write(here(), (tx) =>
          orders.catalogue.archiveIn(tx, shop, product.id, systemClock.now()),
        ),
    ],
  ] as const)('%s with variants that were being added', async (_, act) => {
    const more = [{ name: 'Taille', values: ['S', 'M', 'L', 'XL'] }, ...ATTRIBUTES.slice(1)];
    const small = of('S rouge');
    const medium = of('M rouge');
    let begin: () => void = () => undefined;
    const isAdded = new Promise<void>((resolve) => (begin = resolve));
    const adding = orders.world.work.write(here(), async (tx) => {
      const said = { input: small, shownStock: small.stock };
      await orders.catalogue.changeIn(tx, shop, small.id, said, { attributes: more, shown: ATTRIBUTES });
      begin();
      for (let waiting: unknown[] = []; waiting.length === 0;)
        waiting = await tx.manager.query(
          'SELECT 1 FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid',
        );
    });
    await isAdded;
    await Promise.all([act(medium), adding]);
    const names = new Set((await listed()).map(({ name }) => name));
    expect([...names].filter((name) => name === 'T-shirt')).toEqual([]);
  });

  it('takes and gives back the stock of the variant alone, under the name that it had', async () => {
    const medium = of('M rouge');
    const order = await orders.placed(shop, anOrder([line(medium, 2)]));
    expect(order.lines).toMatchObject([
      { name: 'T-shirt – M, rouge', quantity: 2, unitCents: 1_500, vat: 'standard' },
    ]);
    expect(await stocks()).toMatchObject({ 'M rouge': 0, 'M bleu': 2, 'S rouge': 2 });
    await orders.catalogue.change(
      here(),
      shop,
      medium.id,
      { ...medium, name: 'Maillot', priceCents: 2_000 },
      medium.stock,
    );
    const kept = await orders.handling.get(here(), order.id);
    expect(kept.lines).toMatchObject([{ name: 'T-shirt – M, rouge', unitCents: 1_500 }]);
    await orders.handling.move(here(), moveOf(kept), 'refused', 'sold-out');
    expect(await stocks()).toMatchObject({ 'M rouge': 2 });
  });

  it('says of which variant there is no more', async () => {
    const refused = orders.place(shop, anOrder([line(of('L bleu'), 3), line(of('S bleu'))]));
    await expect(refused).rejects.toMatchObject({
      params: { changes: [{ kind: 'sold-out', name: 'T-shirt – L, bleu', left: 2 }] },
    });
  });

  it('sells the last of a variant once, whatever else is sold', async () => {
    const both = [line(of('M rouge'), 2), line(of('M bleu'))];
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, at) =>
        orders.place(shop, anOrder(at % 2 === 0 ? both : both.toReversed())),
      ),
    );
    expect(outcomesOf(results).filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await stocks()).toMatchObject({ 'M rouge': 0, 'M bleu': 1 });
  });

  it('may have one stand for another that is missing', async () => {
    const order = await orders.placed(shop, anOrder([line(of('M rouge'), 2)]));
    const amendments = orders.services.get(OrderAmendments);
    const substitute = { productId: of('M bleu').id, quantity: 1 };
    const changes = [{ position: 1, quantity: 1, substitute }];
    const { id: accountId } = await anAccount(orders.world, here(), {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const seen = { listingId: shop, orderId: order.id, seen: order.event };
    await amendments.propose(here(), { ...seen, accountId, changes, hours: 2 });
    expect(await amendments.agree(here(), { ...seen, seen: order.event + 1 })).toBe('agreed');
    const { lines } = await orders.handling.get(here(), order.id);
    expect(lines.map(({ name, quantity }) => [name, quantity])).toEqual([
      ['T-shirt – M, rouge', 1],
      ['T-shirt – M, bleu', 1],
    ]);
    // What goes out of an order is not there: its shop said so.
    expect(await stocks()).toMatchObject({ 'M rouge': 0, 'M bleu': 1 });
  });

  it('says of all variants what is said of one, but its price, its stock and its number', async () => {
    const small = of('S rouge');
    const input = {
      ...small,
      name: 'Maillot',
      allergens: [],
      priceCents: 1_200,
      stock: 9,
      ean: '3017620422003',
    };
    await orders.catalogue.change(here(), shop, small.id, input, small.stock);
    await load();
    expect(of('L bleu')).toMatchObject({
      name: 'Maillot',
      allergens: [],
      priceCents: 1_500,
      stock: 2,
      ean: null,
    });
    expect(of('S rouge')).toMatchObject({
      name: 'Maillot',
      priceCents: 1_200,
      stock: 9,
      ean: '3017620422003',
    });
  });

  it('keeps what stays when sizes are added, named anew and left out', async () => {
    const medium = of('M rouge');
    await orders.catalogue.change(here(), shop, medium.id, { ...medium, priceCents: 1_700 }, medium.stock);
    const attributes = [
      { name: 'Taille', values: ['S', 'M', 'L', 'XL'] },
      { name: 'Couleur', values: ['bordeaux', 'bleu'] },
    ];
    await sell({ ...medium, priceCents: 1_700 }, attributes);
    const all = await listed();
    expect(all.map(({ variant }) => variant.map(({ value }) => value).join(' '))).toEqual([
      ...['S bordeaux', 'S bleu', 'M bordeaux', 'M bleu', 'L bordeaux', 'L bleu', 'XL bordeaux', 'XL bleu'],
    ]);
    expect(all.find(({ id }) => id === medium.id)).toMatchObject({ priceCents: 1_700, stock: 2 });
    expect(all.at(-1)).toMatchObject({ priceCents: 1_700, stock: null });
    const fewer = [{ name: 'Taille', values: ['S', 'M'] }];
    await load();
    const { gone, stays } = await sell(of('M bordeaux'), fewer, attributes);
    expect([gone.length, stays]).toEqual([6, medium.id]);
    expect((await listed()).map(({ variant }) => variant)).toEqual([
      [{ attribute: 'Taille', value: 'S' }],
      [{ attribute: 'Taille', value: 'M' }],
    ]);
  });

  it('is copied, put further up and taken off sale with all of its variants', async () => {
    const hat = await orders.aProduct(shop, { name: 'Casquette' });
    const copy = await orders.catalogue.duplicate(here(), shop, of('L bleu').id);
    expect((await orders.catalogue.variants(here(), shop, copy)).map(({ groupId }) => groupId)).toEqual(
      Array.from({ length: 6 }, () => copy),
    );
    await orders.catalogue.move(here(), shop, { what: 'product', id: copy, place: 1 });
    expect((await listed()).map(({ name }) => name).findIndex((name) => name === 'Casquette')).toBe(12);
    await orders.world.work.write(here(), (tx) =>
      orders.catalogue.archiveIn(tx, shop, of('S rouge').id, systemClock.now(), 'variant'),
    );
    expect(await listed()).toHaveLength(12);
    await orders.world.work.write(here(), (tx) =>
      orders.catalogue.archiveIn(tx, shop, of('S bleu').id, systemClock.now()),
    );
    const left = await listed();
    expect(left).toHaveLength(7);
    expect(left.some(({ id }) => id === hat)).toBe(true);
  });

  it('is refused where no order has room for what it is called', async () => {
    const long = { ...SHIRT, name: 'x'.repeat(118) };
    await expect(orders.catalogue.add(here(), shop, randomUUID(), long, ATTRIBUTES)).rejects.toMatchObject({
      code: 'variant-name-too-long',
    });
    const small = of('S rouge');
    await expect(
      orders.catalogue.change(here(), shop, small.id, { ...small, name: long.name }, small.stock),
    ).rejects.toMatchObject({ code: 'variant-name-too-long' });
  });

  it('is added once, however often it is sent, and not in another territory', async () => {
    const id = randomUUID();
    const add = () => orders.catalogue.add(here(), shop, id, { ...SHIRT, name: 'Pull' }, ATTRIBUTES);
    await Promise.allSettled([add(), add(), add()]);
    await add();
    expect((await listed()).filter(({ name }) => name === 'Pull')).toHaveLength(6);
    await expect(orders.catalogue.variants(orders.world.there, shop, of('M rouge').id)).rejects.toMatchObject(
      { code: 'product-not-found' },
    );
  });
});
