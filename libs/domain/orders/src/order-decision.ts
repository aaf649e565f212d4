import type { OrderInput } from '@halles/contracts';
import {
  type ChoiceProblem,
  type ChosenOption,
  type ChosenWeight,
  isHadAt,
  isTimed,
  type PricedProduct,
  priceOfWeight,
  priceWith,
  type Product,
  soldName,
  type StockChange,
  type StockUnit,
  stockUnit,
  vatRate,
  weightOf,
} from '@halles/domain/catalogue';
import type { BasketSize } from '@halles/domain/pickup-slots';
import type { LineWeight, OrderLine } from './order';
import { type SeenProduct, type WordsChange, wordsChanged } from './seen-products';

/** What differs from the basket that its customer saw. */
export type BasketChange =
  /** The shop takes orders on other terms than those of the summary. */
  | { readonly kind: 'terms' }
  /** What was sent lacks something that its summary said, or says what it did not. */
  | { readonly kind: 'summary' }
  /** Delivery or sending costs something else than the summary said. */
  | { readonly kind: 'fee'; readonly now: number }
  | WordsChange
  /** Null where it never was one of the shop's. */
  | { readonly kind: 'gone'; readonly productId: string; readonly name: string | null }
  | { readonly kind: 'unavailable' | 'on-request'; readonly productId: string; readonly name: string }
  | {
      readonly kind: 'sold-out';
      readonly productId: string;
      readonly name: string;
      readonly left: number;
      /** It is counted in grams. */
      readonly isWeight: boolean;
    }
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
      /** It is the price of a kilo. */
      readonly isByKilo: boolean;
    }
  /** It is sold by the kilo now, or a piece of it weighs something else than the summary said. */
  | {
      readonly kind: 'estimate';
      readonly productId: string;
      readonly name: string;
      /** Of a piece. */
      readonly grams: number;
    };

/** A row of a basket as it was sent, with the choices and the weight that its summary showed. */
export interface BasketLine extends Omit<OrderInput['lines'][number], 'choices' | 'weight'> {
  readonly choices: readonly ChosenOption[];
  /** As the summary said it; null where it is sold by the piece. */
  readonly weight: ChosenWeight | null;
}

/** A product with the chosen options, and how many pieces or how much of it. */
export type ChosenLine = Pick<BasketLine, 'productId' | 'quantity' | 'weight' | 'choices'>;

/** The price of a piece or a kilo including its options, and the weight of the line if it is sold by weight. */
export type LinePrice = PricedProduct & { readonly weight: ChosenWeight | null };

/** A line with its price today, or the reason why it cannot be ordered like this; both are null if the shop has no such product. */
export type PricedLine<Line extends ChosenLine = BasketLine> = Line & {
  readonly product: Product | null;
  readonly price: LinePrice | ChoiceProblem | null;
};

function priceOf(
  product: Product,
  { quantity, weight: chosen, choices }: ChosenLine,
): LinePrice | ChoiceProblem {
  const weight = weightOf(product.weighing, quantity, chosen);
  if (weight !== null && 'problem' in weight) return weight;
  const price = priceWith(product, choices);
  return 'problem' in price ? price : { ...price, weight };
}

/** The lines of a basket with their products and prices: whoever asks further about the basket asks these. Pure. */
export function priceLines<Line extends ChosenLine>(
  lines: readonly Line[],
  products: readonly Product[],
): PricedLine<Line>[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return lines.map((line) => {
    const product = byId.get(line.productId) ?? null;
    return { ...line, product, price: product && priceOf(product, line) };
  });
}

/** The same whatever the order in which the choices were made. Pure. */
const keyOf = ({ productId, choices }: ChosenLine): string =>
  JSON.stringify([
    productId,
    [...new Set(choices.map(({ group, name }) => JSON.stringify([group, name])))].sort(),
  ]);

/** Two of them in one line. */
function added<Line extends ChosenLine>(one: Line, other: Line): Line {
  const grams = (one.weight?.grams ?? 0) + (other.weight?.grams ?? 0);
  // What was chosen by weight is one cut.
  return one.weight?.by === 'weight' && other.weight?.by === 'weight'
    ? { ...one, weight: { ...one.weight, grams } }
    : {
        ...one,
        quantity: one.quantity + other.quantity,
        weight: one.weight && other.weight && { ...one.weight, grams },
      };
}

function merged<Line extends ChosenLine>(lines: readonly Line[]): Line[] {
  const byKey = new Map<string, Line>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = byKey.get(key);
    byKey.set(key, known ? added(known, line) : line);
  }
  return [...byKey.values()];
}

/** The same product with the same choices twice is one line. What is priced is priced anew then: `pricedTogether`. Pure. */
export const mergeLines = <Line extends ChosenLine & { readonly price?: never }>(
  lines: readonly Line[],
): Line[] => merged(lines);

/** A basket with each product with the same choices on one line, at what all of it weighs and costs. Pure. */
export const pricedTogether = <Line extends ChosenLine>(
  basket: readonly PricedLine<Line>[],
): PricedLine<Line>[] =>
  merged(basket).map((line) => ({ ...line, price: line.product && priceOf(line.product, line) }));

/** What of a line is counted in a stock. */
type CountedLine = Pick<BasketLine, 'productId' | 'quantity'> & {
  readonly weight: (ChosenWeight & Partial<Pick<LineWeight, 'finalGrams'>>) | null;
};

/** What a line takes of a stock: grams where its customer chose a weight, pieces else. Pure. */
export const amountOf = ({ quantity, weight }: Omit<CountedLine, 'productId'>): number =>
  weight?.by === 'weight' ? (weight.finalGrams ?? weight.grams) : quantity;

/**
 * What all lines take of each product, each product once: counted apart, two lines could take the last piece twice. Pure.
 */
export function amountsOf(lines: readonly CountedLine[]): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  for (const line of lines) amounts.set(line.productId, (amounts.get(line.productId) ?? 0) + amountOf(line));
  return amounts;
}

/** In what lines count each product. Pure. */
export const unitsOf = (
  lines: readonly Pick<CountedLine, 'productId' | 'weight'>[],
): ReadonlyMap<string, StockUnit> =>
  new Map(lines.map(({ productId, weight }) => [productId, stockUnit(weight)]));

/** Those products that are counted, and as lines of them are: not in grams what was ordered in pieces. Pure. */
export function countedAs<Counted extends Pick<Product, 'id' | 'stock' | 'weighing'>>(
  lines: readonly Pick<CountedLine, 'productId' | 'weight'>[],
  products: readonly Counted[],
): Counted[] {
  const units = unitsOf(lines);
  return products.filter(
    ({ id, stock, weighing }) => stock !== null && units.get(id) === stockUnit(weighing),
  );
}

/** What lines take from the stock of those products that are counted as they are. Pure. */
export function stockUsedBy(
  lines: readonly CountedLine[],
  products: readonly Pick<Product, 'id' | 'stock' | 'weighing'>[],
): StockChange[] {
  const amounts = amountsOf(lines);
  return countedAs(lines, products).map(({ id, weighing }) => ({
    productId: id,
    delta: -(amounts.get(id) ?? 0),
    unit: stockUnit(weighing),
  }));
}

/** So much of what an order holds, in the unit of its lines, as goes back. Pure. */
export function returnedOf(
  held: readonly { readonly productId: string; readonly amount: number }[],
  lines: readonly Pick<CountedLine, 'productId' | 'weight'>[],
  most: (productId: string) => number = () => Infinity,
): StockChange[] {
  const units = unitsOf(lines);
  return held.flatMap(({ productId, amount }): StockChange[] => {
    const delta = Math.min(amount, most(productId));
    return delta > 0 ? [{ productId, delta, unit: units.get(productId) ?? 'pieces' }] : [];
  });
}

/** How much is left of a product that is counted, where that is less than is wanted; else null. Pure. */
export const leftOf = ({ stock }: Pick<Product, 'stock'>, wanted: number): number | null =>
  stock === null || stock >= wanted ? null : stock;

/** What an order lacks of a product that is counted; null: nothing. Pure. */
export function shortOf(
  product: Pick<Product, 'id' | 'name' | 'variant' | 'stock' | 'weighing'>,
  wanted: number,
): BasketChange | null {
  const { id: productId, weighing } = product;
  const left = leftOf(product, wanted);
  if (left === null) return null;
  return {
    kind: 'sold-out',
    productId,
    name: soldName(product),
    left,
    isWeight: weighing?.by === 'weight',
  };
}

/** What of a line is not as its customer saw it, where it can be had; null: nothing. Pure. */
function changeOf({ unitCents, weight, product, price }: PricedLine): BasketChange | null {
  if (!product || !price) return null;
  const { id: productId, weighing } = product;
  const name = soldName(product);
  if ('problem' in price) return { kind: 'choices', productId, name, problem: price };
  if (price.unitCents !== unitCents)
    return {
      ...{ kind: 'price', productId, name, before: unitCents, now: price.unitCents },
      isByKilo: weighing !== null,
    };
  return weighing?.by === 'piece' && weight?.grams !== price.weight?.grams
    ? { kind: 'estimate', productId, name, grams: weighing.grams }
    : null;
}

/**
 * What a customer must be told before the basket can be ordered, each thing once; empty: nothing changed. Pure.
 * @param seen what was read of some of the products
 */
export function changesOf(lines: readonly PricedLine[], seen: readonly SeenProduct[] = []): BasketChange[] {
  const read = new Map(seen.map((one) => [one.productId, one]));
  const byId = new Map(lines.map(({ productId, product }) => [productId, product]));
  const ofProducts = [...amountsOf(lines)].flatMap(([productId, amount]): BasketChange[] => {
    const product = byId.get(productId);
    if (!product || product.archivedAt)
      return [{ kind: 'gone', productId, name: product ? soldName(product) : null }];
    if (!product.isAvailable) return [{ kind: 'unavailable', productId, name: soldName(product) }];
    if (product.onRequest) return [{ kind: 'on-request', productId, name: soldName(product) }];
    const short = shortOf(product, amount);
    return [...(short ? [short] : []), ...wordsChanged(product, read.get(productId))];
  });
  const named = new Set(
    ofProducts.flatMap((change) =>
      'productId' in change && change.kind !== 'name' && change.kind !== 'allergens'
        ? [change.productId]
        : [],
    ),
  );
  const ofLines = lines.flatMap((line): BasketChange[] => {
    const change = named.has(line.productId) ? null : changeOf(line);
    return change ? [change] : [];
  });
  return [...ofProducts, ...ofLines];
}

/** On which conditions a shop sells. */
export interface SaleConditions {
  /** INSEE code: what the rates of VAT are there. */
  readonly department: string;
  /** Per cent by which the price of what is weighed may exceed its estimate. */
  readonly tolerance: number;
}

/** The lines of an order on the conditions of today, in the order of the basket; what cannot be had is none. Pure. */
export function linesOf(
  lines: readonly PricedLine<ChosenLine>[],
  { department, tolerance }: SaleConditions,
): OrderLine[] {
  return lines.flatMap(({ productId, quantity, product, price }) => {
    if (!product || !price || 'problem' in price) return [];
    const { vat, minimumAge, ageRestriction, withdrawal, allergens } = product;
    return {
      productId,
      name: soldName(product),
      choices: price.choices,
      quantity: price.weight?.by === 'weight' ? 1 : quantity,
      unitCents: price.unitCents,
      ...amountDue(price, quantity, tolerance),
      vat,
      vatRate: vatRate(vat, department),
      minimumAge,
      ageRestriction,
      withdrawal,
      allergens,
    };
  });
}

/** What a line costs: of what is weighed the estimate, with the most that it may become, a cent that is not whole left to the customer. */
function amountDue(
  { unitCents, weight }: LinePrice,
  quantity: number,
  tolerance: number,
): Pick<OrderLine, 'totalCents' | 'weight'> {
  if (weight === null) return { totalCents: unitCents * quantity, weight: null };
  const totalCents = priceOfWeight(unitCents, weight.grams);
  const mostCents = Math.floor((totalCents * (100 + tolerance)) / 100);
  return { totalCents, weight: { ...weight, finalGrams: null, mostCents } };
}

/** How large a basket is for a slot. @param lines of an order @param basket that they were made of. Pure. */
export function sizeOf(lines: readonly OrderLine[], basket: readonly PricedLine<ChosenLine>[]): BasketSize {
  const timed = basket.flatMap(({ product }) => (product && isTimed(product) ? [product] : []));
  return {
    ...(timed.length === 0 ? {} : { isHadAt: (at) => timed.every((product) => isHadAt(product, at)) }),
    lines: lines.length,
    items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    cents: lines.reduce((sum, { totalCents }) => sum + totalCents, 0),
    noticeDays: basket.reduce((longest, { product }) => Math.max(longest, product?.noticeDays ?? 0), 0),
  };
}
