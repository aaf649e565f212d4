import { isDeepStrictEqual } from 'node:util';
import { NOTED_FACTS, type NotedFact, type ProductInput } from '@halles/contracts';

/** What is said of a product: all that histories note, but where it is sold, which they word for themselves. */
export type ProductFact = Exclude<NotedFact, 'onSale'>;
const FACTS: readonly (ProductFact & keyof ProductInput)[] = NOTED_FACTS.filter((fact) => fact !== 'onSale');

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
