import { type ProductInput, productInputSchema } from '@halles/contracts';
import type { Product } from '../product';
import { factsOf } from './product-facts';
import { restorable, undoing } from './undo-import';

const said = (parts: Partial<ProductInput>): ProductInput => ({
  ...productInputSchema.parse({ name: 'Pain', priceCents: 200, vat: 'reduced', withdrawal: 'perishable' }),
  ...parts,
});
const onSale = (parts: Partial<ProductInput>): Product => ({
  ...said(parts),
  id: '0196a1b2-0000-7000-8000-000000000001',
  groupId: '0196a1b2-0000-7000-8000-000000000001',
  listingId: 1,
  position: 0,
  archivedAt: null,
});
const less = (cents: number): ProductInput['options'] => [
  { name: 'Taille', min: 0, max: 1, choices: [{ name: 'Petit', cents: -cents }] },
];

describe('an import that is taken back', () => {
  const change = {
    productId: '0196a1b2-0000-7000-8000-000000000001',
    before: said({ priceCents: 200 }),
    after: said({ priceCents: 500 }),
  };

  it('restores what it said, and keeps what was said of the rest since', () => {
    expect(undoing(change, onSale({ priceCents: 500, options: less(100) }), false)).toMatchObject({
      what: 'restore',
      input: { priceCents: 200, options: less(100) },
    });
  });

  it('leaves a product alone whose price of then cannot carry the choices of now', () => {
    expect(undoing(change, onSale({ priceCents: 500, options: less(300) }), false)).toEqual({
      what: 'keep',
      because: 'changed',
    });
  });

  it('leaves a product alone whose name of then has no room beside the variant of now', () => {
    const size = (value: string) => [{ attribute: 'Taille', value }];
    const renamed = {
      ...change,
      before: said({ name: 'y'.repeat(100), variant: size('S') }),
      after: said({ name: 'Pain', variant: size('S') }),
    };
    expect(undoing(renamed, onSale({ variant: size('x'.repeat(30)) }), false)).toEqual({
      what: 'keep',
      because: 'changed',
    });
  });
});

describe('variants of a product that are restored', () => {
  const size = (value: string, attribute = 'Taille') => [{ attribute, value }];
  const sold = (id: string, value: string, more: Partial<ProductInput> = {}): Product => ({
    ...onSale({ variant: size(value), ...more }),
    id,
    groupId: 'a',
  });
  const back = (product: Product, more: Partial<ProductInput>) => ({
    id: product.id,
    input: { ...factsOf(product), ...more },
  });
  const restored = (products: readonly Product[], ...wanted: ReturnType<typeof back>[]) =>
    restorable(products, wanted).map(({ id }) => id);

  it('are not what another one is by now, nor one that differs in something else', () => {
    const [large, small, other] = [sold('a', 'XL'), sold('b', 'S'), sold('c', 'M', { priceCents: 300 })];
    const wanted = [back(large, { variant: size('S') }), back(other, { priceCents: 200 })];
    expect(restored([large, small, other], ...wanted)).toEqual(['c']);
    expect(restored([large, other], ...wanted)).toEqual(['a', 'c']);
    expect(restored([large, other], back(large, { variant: size('S', 'Pointure') }))).toEqual([]);
  });

  it('change places, and stay where one of them cannot go', () => {
    const [one, two] = [sold('a', 'M'), sold('b', 'S')];
    const swapped = [back(one, { variant: size('S') }), back(two, { variant: size('M') })];
    expect(restored([one, two], ...swapped)).toEqual(['a', 'b']);
    const three = sold('c', 'L');
    expect(
      restored([one, two, three], back(one, { variant: size('S') }), back(two, { variant: size('L') })),
    ).toEqual([]);
  });

  it('are not given a name or choices that another one has no room for', () => {
    const [small, cheap] = [sold('a', 'S'), sold('b', 'x'.repeat(30), { priceCents: 100 })];
    expect(restored([small, cheap], back(small, { name: 'y'.repeat(100) }))).toEqual([]);
    expect(restored([small, cheap], back(small, { options: less(150) }))).toEqual([]);
    expect(
      restored([small, cheap], back(small, { options: less(150) }), back(cheap, { priceCents: 190 })),
    ).toEqual(['a', 'b']);
    expect(restored([small, cheap], back(small, { options: less(150) }), back(cheap, { stock: 3 }))).toEqual([
      'b',
    ]);
  });
});
