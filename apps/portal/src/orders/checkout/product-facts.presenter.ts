import { MAX_PIECES } from '@halles/contracts';
import {
  allergenWords,
  contentWords,
  isOffered,
  isSoldOut,
  lightest,
  priceOfWeight,
  priceRange,
  type Product,
  unitPriceOf,
  variantWords,
  weightWords,
} from '@halles/domain/catalogue';
import { FEW_PIECES, fewOf } from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import { soldPrice } from '../../wording/sold-price';
import type { ProductFieldView } from '../order.view';

/** The page shows how many pieces are left once there are no more than this. */
const FEW = 5;

/**
 * What the law wants to be read before something is bought: the least that it can be had for, how much it is, what that
 * costs by unit, what it contains. How much each of several variants is, stands beside the variant. Pure.
 */
export function factsOf(
  variants: readonly [Product, ...Product[]],
  scope: PageScope,
): Pick<ProductFieldView, 'price' | 'content' | 'labels' | 'allergens'> {
  const { texts, locale } = scope;
  const [product] = variants;
  const { labels, allergens } = product;
  const { least } = priceRange(product.priceCents, product.options);
  const amounts = variants.length > 1 ? [] : amountsOf(product, least, scope);
  const contained = allergenWords(allergens, locale);
  return {
    price: soldPrice(variants, scope),
    ...(amounts.length === 0 ? {} : { content: amounts.join(', ') }),
    labels: labels.map((label) => texts.line(`products.options.labels.${label}`)),
    ...(contained === null ? {} : { allergens: contained }),
  };
}

/** "M, rouge, 15,00 € (plus que 2)": a variant with what it costs, how much is in it, and whether there is any. Pure. */
export function variantLabel(product: Product, scope: PageScope): string {
  const { texts } = scope;
  const { least } = priceRange(product.priceCents, product.options);
  const price = soldPrice([product], scope);
  const variant = [
    texts.line('orders.variants.option', { variant: variantWords(product.variant), price }),
    ...amountsOf(product, least, scope),
  ].join(', ');
  if (isSoldOut(product)) return texts.line('orders.variants.soldOut', { variant });
  if (!isOffered(product))
    return texts.line(`orders.variants.${product.isAvailable ? 'onRequest' : 'unavailable'}`, { variant });
  const [left] = leftWords(product, scope);
  return left === undefined ? variant : texts.line('orders.variants.left', { variant, left });
}

/** How much is in a piece and what that costs by unit; of what is weighed, what a piece or the least of it costs about. Pure. */
function amountsOf({ content, weighing }: Product, least: number, { texts, locale }: PageScope): string[] {
  if (weighing !== null) {
    const words = {
      weight: weightWords(lightest(weighing), locale),
      price: priceWords(priceOfWeight(least, lightest(weighing)), locale),
    };
    return [texts.line(`orders.weighing.about.${weighing.by}`, words)];
  }
  const unitPrice = unitPriceOf(least, content);
  return [
    ...(content === null ? [] : [contentWords(content, locale)]),
    ...(unitPrice === null
      ? []
      : [texts.line(`orders.unitPrices.${unitPrice.unit}`, { price: priceWords(unitPrice.cents, locale) })]),
  ];
}

/** What is left of a product: pieces, that it is little where it is, and else the most that one may have; or less than the most weight that one may choose. Pure. */
export function leftWords({ stock, weighing }: Product, { texts, locale }: PageScope): string[] {
  if (stock === null || stock <= 0) return [];
  if (weighing?.by !== 'weight')
    return stock > MAX_PIECES
      ? []
      : [texts.line(stock <= FEW ? 'orders.left' : 'orders.most', { count: stock })];
  return stock < weighing.most && stock >= weighing.least
    ? [texts.line('orders.weighing.left', { weight: weightWords(stock, locale) })]
    : [];
}

/** How much of a counted product may be had without a proof of work or an account: what a browser without scripts tells. Pure. */
export function unprovenWords(
  product: Pick<Product, 'stock' | 'weighing'>,
  { texts, locale }: PageScope,
): Pick<ProductFieldView, 'unproven'> {
  const { stock, weighing } = product;
  if (stock === null || stock <= 0) return {};
  const few = fewOf(product);
  // Of an order of few, what is left of it says nothing.
  if (weighing?.by !== 'weight' && few >= FEW_PIECES) return {};
  const most = weighing?.by === 'weight' ? weightWords(few, locale) : String(few);
  return { unproven: texts.line('orders.form.unproven.product', { most }) };
}
