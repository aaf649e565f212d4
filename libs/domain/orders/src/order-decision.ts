import type { OrderInput } from '@halles/contracts';
import { type Product, vatRate } from '@halles/domain/catalogue';
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
      readonly kind: 'price';
      readonly productId: string;
      readonly name: string;
      readonly before: number;
      readonly now: number;
    };

export type BasketLine = OrderInput['lines'][number];

/** The same product twice is one line: checked apart, two lines could take the last piece twice. Pure. */
export function mergeLines(lines: readonly BasketLine[]): BasketLine[] {
  const merged = new Map<string, BasketLine>();
  for (const line of lines) {
    const known = merged.get(line.productId);
    merged.set(line.productId, known ? { ...known, quantity: known.quantity + line.quantity } : line);
  }
  return [...merged.values()];
}

/** What a customer must be told before the basket can be ordered; empty: nothing changed. Pure. */
export function changesOf(lines: readonly BasketLine[], products: readonly Product[]): BasketChange[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return lines.flatMap(({ productId, quantity, unitCents }): BasketChange[] => {
    const product = byId.get(productId);
    if (!product || product.archivedAt) return [{ kind: 'gone', productId }];
    const { name, stock, isAvailable, priceCents } = product;
    if (!isAvailable) return [{ kind: 'unavailable', productId, name }];
    if (stock !== null && stock < quantity) return [{ kind: 'sold-out', productId, name, left: stock }];
    if (priceCents !== unitCents)
      return [{ kind: 'price', productId, name, before: unitCents, now: priceCents }];
    return [];
  });
}

/** The lines of an order at the prices and rates of today, in the order of the basket. Pure. */
export function linesOf(
  lines: readonly BasketLine[],
  products: readonly Product[],
  department: string,
): OrderLine[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return lines.flatMap(({ productId, quantity }) => {
    const product = byId.get(productId);
    if (!product) return [];
    const { name, priceCents, vat, minimumAge, withdrawal } = product;
    return {
      productId,
      name,
      quantity,
      unitCents: priceCents,
      totalCents: priceCents * quantity,
      vat,
      vatRate: vatRate(vat, department),
      minimumAge,
      withdrawal,
    };
  });
}

/** How large a basket is for a slot. Pure. */
export function sizeOf(lines: readonly OrderLine[], products: readonly Product[]): BasketSize {
  return {
    lines: lines.length,
    items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    cents: lines.reduce((sum, { totalCents }) => sum + totalCents, 0),
    noticeDays: products.reduce((longest, { noticeDays }) => Math.max(longest, noticeDays), 0),
  };
}
