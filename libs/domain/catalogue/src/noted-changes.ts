import {
  MOST_NOTED_PRODUCTS,
  type NotedProduct,
  type NotedProducts,
  type ProductInput,
} from '@halles/contracts';
import { differences } from './imports/product-facts';
import type { NamedInput } from './imports/product-import';
import type { Product } from './product';
import { notedPair } from './noted-values';
import { soldName } from './variants';

const noted = (products: readonly NotedProduct[]): NotedProducts => ({
  shown: products.slice(0, MOST_NOTED_PRODUCTS),
  count: products.length,
});

function notedChange(before: ProductInput, after: ProductInput): NotedProduct | null {
  const changed = differences(before, after);
  if (changed.length === 0) return null;
  const values = Object.fromEntries(changed.map((fact) => [fact, notedPair(before, after, fact)]));
  return { name: soldName(before), values, others: [] };
}

/** What changes of products by what is said of them now; those that stay as they are are left out. Pure. */
export function notedChanges(before: readonly Product[], changes: readonly NamedInput[]): NotedProducts {
  const known = new Map(before.map((product) => [product.id, product]));
  return noted(
    changes.flatMap(({ id, input }) => {
      const product = known.get(id);
      return (product && notedChange(product, input)) ?? [];
    }),
  );
}

/** Products that are new: what they cost. Pure. */
export const notedAdded = (
  products: readonly Pick<ProductInput, 'name' | 'variant' | 'priceCents'>[],
): NotedProducts =>
  noted(
    products.map((product) => ({
      name: soldName(product),
      values: { priceCents: [null, product.priceCents] },
      others: [],
    })),
  );

/** Products that go off sale, or are put on sale again. Pure. */
export const notedOnSale = (
  products: readonly Pick<ProductInput, 'name' | 'variant'>[],
  isOnSale: boolean,
): NotedProducts =>
  noted(
    products.map((product) => ({
      name: soldName(product),
      values: { onSale: [!isOnSale, isOnSale] },
      others: [],
    })),
  );

/** Both as one. Pure. */
export const notedTogether = (one: NotedProducts, other: NotedProducts): NotedProducts => ({
  shown: [...one.shown, ...other.shown].slice(0, MOST_NOTED_PRODUCTS),
  count: one.count + other.count,
});

/** What a product is sold in since: which of its variants went, and which are new. Pure. */
export const notedVariants = (
  members: readonly Product[],
  gone: readonly string[],
  adds: readonly NamedInput[],
): NotedProducts =>
  notedTogether(
    notedOnSale(
      members.filter(({ id }) => gone.includes(id)),
      false,
    ),
    notedAdded(adds.map(({ input }) => input)),
  );
