import type { ProductInput } from '@halles/contracts';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

/** "4,20 €", "24,90 € le kilo". Pure. */
export function productPrice(
  { priceCents, weighing }: Pick<ProductInput, 'priceCents' | 'weighing'>,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string {
  const price = priceWords(priceCents, locale);
  return weighing === null ? price : texts.line('orders.unitPrices.kg', { price });
}
