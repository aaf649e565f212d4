import { weightWords } from '@halles/domain/catalogue';
import {
  amountsOf,
  choiceWords,
  leftOf,
  linesOf,
  type OrderLine,
  type PricedLine,
  type SaleConditions,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import type { InputErrors } from '@halles/platform/forms';
import type { BasketRow } from './basket.form';
import type { SummaryLine } from './order.form';

const sentence = (words: string): string => `${words.charAt(0).toLocaleUpperCase('fr')}${words.slice(1)}.`;

/** What is wrong with the choices of each row, at the field that says how many. Pure. */
export function choiceErrors(rows: readonly PricedLine<BasketRow>[]): InputErrors {
  return Object.fromEntries(
    rows.flatMap(({ field, product, price }) => {
      if (!product || !price || !('problem' in price)) return [];
      // Said at the product that it is about, and after its name where it is told above the form.
      const message = { fr: sentence(choiceWords(price, 'fr')), en: sentence(choiceWords(price, 'en')) };
      return [[field, { message, isSpecific: true }]];
    }),
  );
}

/** What is wanted more of than is left, over all rows of a product, at the field that says how many. Pure. */
export function stockErrors(rows: readonly PricedLine<BasketRow>[]): InputErrors {
  const amounts = amountsOf(rows);
  return Object.fromEntries(
    rows.flatMap(({ field, productId, product }) => {
      const left = product && leftOf(product, amounts.get(productId) ?? 0);
      if (left === null) return [];
      const words = (locale: Locale) =>
        product?.weighing?.by === 'weight' ? weightWords(left, locale) : String(left);
      const message =
        left === 0
          ? { fr: 'Il n’en reste plus.', en: 'None are left.' }
          : left === 1 && product?.weighing?.by !== 'weight'
            ? { fr: 'Il n’en reste qu’un.', en: 'Only one is left.' }
            : { fr: `Il n’en reste que ${words('fr')}.`, en: `Only ${words('en')} left.` };
      return [[field, { message, isSpecific: true }]];
    }),
  );
}

/** The lines of a summary that is shown again, at the prices that its customer saw. Pure. */
export const linesAsSeen = (
  lines: readonly PricedLine<SummaryLine>[],
  conditions: SaleConditions,
): OrderLine[] =>
  linesOf(
    lines.map(({ price, ...line }) => ({
      ...line,
      price:
        price && 'problem' in price
          ? price
          : price && { ...price, unitCents: line.unitCents, weight: line.weight },
    })),
    conditions,
  );
