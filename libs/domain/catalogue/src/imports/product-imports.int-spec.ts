import { randomUUID } from 'node:crypto';
import { type ProductInput, productInputSchema } from '@halles/contracts';
import { openOrdersWorld, type OrdersWorld, unlikeVariants } from '@halles/testing/orders';
import type { Product } from '../product';
import { factsOf } from './product-facts';
import type { ImportDecision } from './product-import';
import { ProductImports } from './product-imports.service';

const SHIRT = productInputSchema.parse({
  name: 'T-shirt',
  priceCents: 1_500,
  vat: 'standard',
  withdrawal: 'right',
});
const size = (value: string): ProductInput['variant'] => [{ attribute: 'Taille', value }];
const LATER = new Date('2026-12-02T06:00:00Z');

describe('a file of products that are sold in variants, imported', () => {
  let orders: OrdersWorld;
  let imports: ProductImports;
  let shop: number;
  let small: Product;
  let medium: Product;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    imports = orders.services.get(ProductImports);
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    shop = await orders.aShop();
    await orders.catalogue.add(orders.world.here, shop, randomUUID(), SHIRT, [
      { name: 'Taille', values: ['S', 'M'] },
    ]);
    [small, medium] = (await listed()) as [Product, Product];
  });
  afterEach(async () => {
    expect(unlikeVariants(await listed())).toEqual([]);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  const listed = (): Promise<Product[]> => orders.catalogue.list(orders.world.here, shop);
  const sizes = async (): Promise<string[]> =>
    (await listed()).map(({ variant }) => variant.map(({ value }) => value).join());
  const input = (of: Product, more: Partial<ProductInput>): ProductInput =>
    productInputSchema.parse({ ...factsOf(of), ...more });
  const added = (more: Partial<ProductInput>) => ({
    id: randomUUID(),
    groupId: small.groupId,
    input: input(small, more),
  });
  const changed = (product: Product, more: Partial<ProductInput>) => ({
    id: product.id,
    input: input(product, more),
  });
  async function imported(decision: Partial<ImportDecision>): Promise<string> {
    const id = randomUUID();
    const { here } = orders.world;
    await imports.begin(here, shop, { id, lines: [{ line: 1, cells: ['Nom'] }], guess: ['name'] });
    await imports.run(here, shop, id, () =>
      Promise.resolve({ adds: [], changes: [], leftOut: 0, ...decision }),
    );
    return id;
  }
  const undone = (id: string): Promise<string[]> =>
    orders.world.work.write(orders.world.here, (tx) => imports.undoIn(tx, shop, id, LATER));
  const wordsOf = (id: string): Promise<unknown[]> =>
    orders.rowsOf('SELECT word FROM product_word WHERE product_id = $1', [id]);

  it('adds a variant that says what the others say from now on, and nothing else', async () => {
    const gluten = { allergens: ['gluten' as const] };
    const large = added({ variant: size('L') });
    const both = [changed(small, gluten), changed(medium, gluten)];
    await expect(imported({ adds: [large], changes: both })).rejects.toMatchObject({
      code: 'variants-differ',
    });
    expect(await sizes()).toEqual(['S', 'M']);
    await imported({ adds: [added({ variant: size('L'), ...gluten })], changes: both });
    expect(await sizes()).toEqual(['S', 'M', 'L']);
  });

  it('adds no more than the form of a product takes', async () => {
    const adds = Array.from({ length: 19 }, (_, at) => added({ variant: size(String(at)) }));
    await expect(imported({ adds })).rejects.toMatchObject({ code: 'too-many-variants' });
    await imported({ adds: adds.slice(1) });
    expect(await sizes()).toHaveLength(20);
  });

  it('takes back what it added, and says nothing more of it', async () => {
    const gluten = { allergens: ['gluten' as const] };
    const large = added({ variant: size('L'), ...gluten });
    const id = await imported({ adds: [large], changes: [changed(small, gluten), changed(medium, gluten)] });
    expect(await wordsOf(large.id)).not.toEqual([]);
    expect(await undone(id)).toEqual([large.id]);
    expect(await wordsOf(large.id)).toEqual([]);
    expect(await wordsOf(small.id)).not.toEqual([]);
    expect((await listed()).map(({ allergens }) => allergens)).toEqual([null, null]);
    expect(await orders.rowsOf('SELECT allergens FROM product WHERE id = $1', [large.id])).toEqual([
      { allergens: ['gluten'] },
    ]);
  });

  it('takes back no variant that another one is by now', async () => {
    const id = await imported({
      changes: [changed(small, { variant: size('XL') }), changed(medium, { priceCents: 1_700 })],
    });
    await imported({ adds: [added({ variant: size('S') })] });
    expect(await undone(id)).toEqual([]);
    expect((await listed()).map(({ variant, priceCents }) => [variant[0]?.value, priceCents])).toEqual([
      ['XL', 1_500],
      ['M', 1_500],
      ['S', 1_500],
    ]);
    const { kept } = await imports.get(orders.world.here, shop, id);
    expect(kept.map((one) => one.id)).toEqual([small.id]);
  });

  it('is taken back but for a name that variants of now have no room for', async () => {
    const long = 'y'.repeat(100);
    await orders.catalogue.change(orders.world.here, shop, small.id, input(small, { name: long }), null);
    [small, medium] = (await listed()) as [Product, Product];
    const id = await imported({
      changes: [changed(small, { name: 'Maillot', priceCents: 1_700 }), changed(medium, { name: 'Maillot' })],
    });
    await imported({ changes: [changed({ ...medium, name: 'Maillot' }, { variant: size('x'.repeat(30)) })] });
    expect(await undone(id)).toEqual([]);
    expect((await listed()).map(({ name }) => name)).toEqual(['Maillot', 'Maillot']);
    const { kept } = await imports.get(orders.world.here, shop, id);
    expect(kept.map((one) => one.id).toSorted()).toEqual([small.id, medium.id].toSorted());
  });
});
