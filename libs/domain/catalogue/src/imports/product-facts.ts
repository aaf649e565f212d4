import { isDeepStrictEqual } from 'node:util';
import type { ProductInput } from '@halles/contracts';

/** Everything that is said of a product. */
const FACTS = [
  'name',
  'description',
  'section',
  'priceCents',
  'weighing',
  'vat',
  'stock',
  'isAvailable',
  'onRequest',
  'hours',
  'season',
  'noticeDays',
  'minimumAge',
  'ageRestriction',
  'withdrawal',
  'allergens',
  'labels',
  'content',
  'ean',
  'options',
  'variant',
] as const satisfies readonly (keyof ProductInput)[];
export type ProductFact = (typeof FACTS)[number];

/** What is said of a product, without its place and its shop. Pure. */
export function factsOf(product: ProductInput): ProductInput {
  return Object.fromEntries(FACTS.map((fact) => [fact, product[fact]])) as unknown as ProductInput;
}

/** In what two products differ; what was kept of one before a fact was known says nothing of it. Pure. */
export const differences = (one: ProductInput, other: ProductInput): ProductFact[] =>
  FACTS.filter((fact) => !isDeepStrictEqual(factOf(one, fact), factOf(other, fact)));

/** What was kept of a product before a fact was known has none of it. */
const NOTHING: Partial<ProductInput> = { variant: [], hours: [], onRequest: false };

const factOf = (product: Partial<ProductInput>, fact: ProductFact): unknown =>
  product[fact] ?? NOTHING[fact] ?? null;
