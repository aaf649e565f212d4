import { weightWords } from '@halles/domain/catalogue';
import {
  conditionsOf,
  excessOf,
  linesOf,
  type OrderingShop,
  type PricedLine,
  pricedTogether,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { type FormValues, type InputError, textOf } from '@halles/platform/forms';
import type { BasketRow } from './basket.form';

/** Name of the field that a browser without scripts sends with its basket: it will bring no proof of work. */
const WITHOUT_SCRIPTS = 'withoutScripts';

/** Whether a basket came from a browser without scripts. Pure. */
export const isWithoutScripts = (values: FormValues): boolean => textOf(values, WITHOUT_SCRIPTS) !== '';

/**
 * What of a basket is more than may be ordered without a proof of work or an account, by the field that it was written in. It is
 * judged again where it is ordered; here it is told before anything is read through. Pure.
 */
export function unprovenErrors(
  rows: readonly PricedLine<BasketRow>[],
  shop: OrderingShop,
  locale: Locale,
): Readonly<Record<string, InputError>> {
  const products = new Map(rows.flatMap(({ product }) => (product === null ? [] : [[product.id, product]])));
  const lines = linesOf(pricedTogether(rows), conditionsOf(shop));
  const excess = excessOf(lines, [...products.values()]);
  if (excess === null) return {};
  if (excess.of === 'order')
    return { products: { key: 'unprovenOrder', words: { most: String(excess.most) } } };
  const most = excess.isWeight ? weightWords(excess.most, locale) : String(excess.most);
  return Object.fromEntries(
    rows.flatMap(({ field, productId }): [string, InputError][] =>
      productId === excess.productId ? [[field, { key: 'unprovenProduct', words: { most } }]] : [],
    ),
  );
}
