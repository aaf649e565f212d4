import type { OrderInput } from '@halles/contracts';
import {
  type ChoiceProblem,
  type ChosenOption,
  type PricedProduct,
  priceWith,
  type Product,
  type StockChange,
  vatRate,
} from '@halles/domain/catalogue';
import type { BasketSize } from '@halles/domain/pickup-slots';
import type { OrderLine } from './order';

/** What differs from the basket that its customer saw. */
export type BasketChange =
  /** The shop takes orders on other terms than those of the summary. */
  | { readonly kind: 'terms' }
  | { readonly kind: 'gone'; readonly productId: string }
  | { readonly kind: 'unavailable'; readonly productId: string; readonly name: string }
  | { readonly kind: 'sold-out'; readonly productId: string; readonly name: string; readonly left: number }
  | {
      readonly kind: 'choices';
      readonly productId: string;
      readonly name: string;
      readonly problem: ChoiceProblem;
    }
  | {
      readonly kind: 'price';
      readonly productId: string;
      readonly name: string;
      readonly before: number;
      readonly now: number;
    };

export interface BasketLine extends Omit<OrderInput['lines'][number], 'choices'> {
  readonly choices: readonly ChosenOption[];
}

/** A product with some of its choices, so many times. */
export type ChosenLine = Pick<BasketLine, 'productId' | 'quantity' | 'choices'>;

/** A line with what it costs today, or why it cannot be had so; null both where the product is none of the shop's. */
export type PricedLine<Line extends ChosenLine = BasketLine> = Line & {
  readonly product: Product | null;
  readonly price: PricedProduct | ChoiceProblem | null;
};

/** The lines of a basket with their products and prices: whoever asks further about the basket asks these. Pure. */
export function priceLines<Line extends ChosenLine>(
  lines: readonly Line[],
  products: readonly Product[],
): PricedLine<Line>[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return lines.map((line) => {
    const product = byId.get(line.productId) ?? null;
    return { ...line, product, price: product && priceWith(product, line.choices) };
  });
}

/** The same whatever the order in which the choices were made. Pure. */
const keyOf = ({ productId, choices }: ChosenLine): string =>
  JSON.stringify([
    productId,
    [...new Set(choices.map(({ group, name }) => JSON.stringify([group, name])))].sort(),
  ]);

/** The same product with the same choices twice is one line. Pure. */
export function mergeLines<Line extends ChosenLine>(lines: readonly Line[]): Line[] {
  const merged = new Map<string, Line>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, quantity: known.quantity + line.quantity } : line);
  }
  return [...merged.values()];
}

/**
 * Pieces of each product in all its lines, each product once: counted apart, two lines could take the last piece twice. Pure.
 */
export function piecesOf(
  lines: readonly Pick<BasketLine, 'productId' | 'quantity'>[],
): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>();
  for (const { productId, quantity } of lines) pieces.set(productId, (pieces.get(productId) ?? 0) + quantity);
  return pieces;
}

/** What is taken from the stock of those products that are counted. Pure. */
export function takenBy(
  lines: readonly Pick<BasketLine, 'productId' | 'quantity'>[],
  products: readonly Pick<Product, 'id' | 'stock'>[],
): StockChange[] {
  const counted = new Set(products.filter(({ stock }) => stock !== null).map(({ id }) => id));
  return [...piecesOf(lines)].flatMap(([productId, pieces]) =>
    counted.has(productId) ? [{ productId, delta: -pieces }] : [],
  );
}

/** What a customer must be told before the basket can be ordered, each thing once; empty: nothing changed. Pure. */
export function changesOf(lines: readonly PricedLine[]): BasketChange[] {
  const byId = new Map(lines.map(({ productId, product }) => [productId, product]));
  const ofProducts = [...piecesOf(lines)].flatMap(([productId, pieces]): BasketChange[] => {
    const product = byId.get(productId);
    if (!product || product.archivedAt) return [{ kind: 'gone', productId }];
    const { name, stock, isAvailable } = product;
    if (!isAvailable) return [{ kind: 'unavailable', productId, name }];
    if (stock !== null && stock < pieces) return [{ kind: 'sold-out', productId, name, left: stock }];
    return [];
  });
  const named = new Set(ofProducts.flatMap((change) => ('productId' in change ? [change.productId] : [])));
  const ofLines = lines.flatMap(({ productId, unitCents, product, price }): BasketChange[] => {
    if (!product || !price || named.has(productId)) return [];
    const { name } = product;
    if ('problem' in price) return [{ kind: 'choices', productId, name, problem: price }];
    if (price.unitCents === unitCents) return [];
    return [{ kind: 'price', productId, name, before: unitCents, now: price.unitCents }];
  });
  return [...ofProducts, ...ofLines];
}

/** The lines of an order at the rates of today, in the order of the basket; what cannot be had is none. Pure. */
export function linesOf(lines: readonly PricedLine<ChosenLine>[], department: string): OrderLine[] {
  return lines.flatMap(({ productId, quantity, product, price }) => {
    if (!product || !price || 'problem' in price) return [];
    const { name, vat, minimumAge, withdrawal, allergens } = product;
    return {
      productId,
      name,
      choices: price.choices,
      quantity,
      unitCents: price.unitCents,
      totalCents: price.unitCents * quantity,
      vat,
      vatRate: vatRate(vat, department),
      minimumAge,
      withdrawal,
      allergens,
    };
  });
}

/** How large a basket is for a slot. @param lines of an order @param basket that they were made of. Pure. */
export function sizeOf(lines: readonly OrderLine[], basket: readonly PricedLine<ChosenLine>[]): BasketSize {
  return {
    lines: lines.length,
    items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    cents: lines.reduce((sum, { totalCents }) => sum + totalCents, 0),
    noticeDays: basket.reduce((longest, { product }) => Math.max(longest, product?.noticeDays ?? 0), 0),
  };
}
