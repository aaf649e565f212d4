import { priceRange, type Product } from '@halles/domain/catalogue';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

type Priced = Pick<Product, 'priceCents' | 'options' | 'weighing'>;

/** What a piece, or a kilo, of some variants costs at least, with « dès » where it may be more. Pure. */
export function soldPrice(variants: readonly [Priced, ...Priced[]], { texts, locale }: PageScope): string {
  const ranges = variants.map(({ priceCents, options }) => priceRange(priceCents, options));
  const least = Math.min(...ranges.map((range) => range.least));
  const most = Math.max(...ranges.map((range) => range.most));
  const amount = priceWords(least, locale);
  const price =
    variants[0].weighing === null ? amount : texts.line('orders.unitPrices.kg', { price: amount });
  return least < most ? texts.line('orders.priceFrom', { price }) : price;
}
