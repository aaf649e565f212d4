import type { Product } from '@halles/domain/catalogue';
import type { OrderLine } from './order';
import { amountsOf, countedAs } from './order-decision';

/** How much may be ordered: few by who brought no proof of work and is not signed in, so that no program takes all that there is. */
export type Amounts = 'any' | 'few';

/** Pieces of an order of few, of all products together; each kilo that is begun of what is cut by weight counts as one. */
export const FEW_PIECES = 20;

const KILO = 1_000;

/** What of an order is more than a few: all of it, or one product of which there is little left. */
export type Excess =
  | { readonly of: 'order'; readonly most: number }
  | {
      readonly of: 'product';
      readonly productId: string;
      readonly name: string;
      /** Half of what is left, and the least that is sold. */
      readonly most: number;
      /** It is counted in grams. */
      readonly isWeight: boolean;
    };

/** How much of a counted product is a few: half of what is left, in what is sold of it, and the least of that. Pure. */
export function fewOf({ stock, weighing }: Pick<Product, 'stock' | 'weighing'>): number {
  const half = Math.floor((stock ?? 0) / 2);
  if (weighing?.by !== 'weight') return Math.max(1, half);
  const { least, step } = weighing;
  return half < least ? least : half - ((half - least) % step);
}

/** What of an order is more than a few; null: nothing. @param products with what is left of them. Pure. */
export function excessOf(lines: readonly OrderLine[], products: readonly Product[]): Excess | null {
  const pieces = lines.reduce(
    (sum, { quantity, weight }) =>
      sum + (weight?.by === 'weight' ? Math.ceil(weight.grams / KILO) : quantity),
    0,
  );
  if (pieces > FEW_PIECES) return { of: 'order', most: FEW_PIECES };
  const amounts = amountsOf(lines);
  for (const product of countedAs(lines, products)) {
    const most = fewOf(product);
    const { name = '' } = lines.find(({ productId }) => productId === product.id) ?? {};
    if ((amounts.get(product.id) ?? 0) > most)
      return {
        of: 'product',
        productId: product.id,
        name,
        most,
        isWeight: product.weighing?.by === 'weight',
      };
  }
  return null;
}
