import { priceWith, type Product } from '@halles/domain/catalogue';
import { choiceWords } from '@halles/domain/orders';
import type { InputErrors } from '@halles/platform/forms';
import type { BasketRow } from './basket.form';
import type { SummaryLine } from './order.form';

/** What is wrong with the choices of each row, at the field that says how many. Pure. */
export function choiceErrors(rows: readonly BasketRow[], products: readonly Product[]): InputErrors {
  const byId = new Map(products.map((product) => [product.id, product]));
  return Object.fromEntries(
    rows.flatMap(({ field, productId, choices }) => {
      const product = byId.get(productId);
      const price = product && priceWith(product, choices);
      if (!product || !price || !('problem' in price)) return [];
      const message = {
        fr: `« ${product.name} » : ${choiceWords(price, 'fr')}.`,
        en: `“${product.name}”: ${choiceWords(price, 'en')}.`,
      };
      return [[field, { message, isSpecific: true }]];
    }),
  );
}

/** The rows of a basket with what a piece costs, and the products of it that are not sold. Pure. */
export function pricedBasket(
  rows: readonly BasketRow[],
  products: readonly Product[],
): { readonly lines: readonly SummaryLine[]; readonly gone: readonly string[] } {
  const byId = new Map(products.map((product) => [product.id, product]));
  const gone = rows.map(({ productId }) => productId).filter((id) => !byId.has(id));
  const lines = rows.flatMap(({ productId, quantity, choices }): SummaryLine[] => {
    const product = byId.get(productId);
    const price = product && priceWith(product, choices);
    return !price || 'problem' in price ? [] : [{ productId, quantity, choices, unitCents: price.unitCents }];
  });
  return { lines, gone: [...new Set(gone)] };
}
