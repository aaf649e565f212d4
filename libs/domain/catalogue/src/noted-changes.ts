import {
  MOST_NOTED_PRODUCTS,
  type NotedFact,
  type NotedProduct,
  type NotedProducts,
  type NotedValue,
  type ProductInput,
} from '@halles/contracts';
import { differences } from './imports/product-facts';
import type { NamedInput } from './imports/product-import';
import type { Product } from './product';
import { isTimed, timesWords } from './product-times';
import { soldName } from './variants';

/** The facts that are worded with what they were and are; of any other the history says that it changed. */
const WORDED = ['name', 'priceCents', 'section', 'isAvailable', 'hours', 'season'] as const;

const isWorded = (fact: string): fact is (typeof WORDED)[number] => WORDED.some((one) => one === fact);

const noted = (products: readonly NotedProduct[]): NotedProducts => ({
  shown: products.slice(0, MOST_NOTED_PRODUCTS),
  count: products.length,
});

/** Hours and seasons in words: the history needs to know nothing of them. */
function notedValue(input: ProductInput, fact: (typeof WORDED)[number]): NotedValue {
  if (fact !== 'hours' && fact !== 'season') return input[fact];
  const times = fact === 'hours' ? { hours: input.hours, season: null } : { hours: [], season: input.season };
  if (!isTimed(times)) return null;
  return { fr: timesWords(times, 'fr').join(', '), en: timesWords(times, 'en').join(', ') };
}

function notedChange(before: ProductInput, after: ProductInput): NotedProduct | null {
  const changed = differences(before, after);
  if (changed.length === 0) return null;
  const values: Partial<Record<NotedFact, readonly [NotedValue, NotedValue]>> = {};
  for (const fact of changed)
    if (isWorded(fact)) values[fact] = [notedValue(before, fact), notedValue(after, fact)];
  return { name: soldName(before), values, others: changed.filter((fact) => !isWorded(fact)) };
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
