import { choiceCount, MAX_PRODUCT_CHOICES, type ProductInput, type Variant } from '@halles/contracts';
import { v7 as uuid } from 'uuid';
import type { NamedInput } from './imports/product-import';
import { isSellable } from './options';
import type { Product } from './product';
import { OptionPriceOutOfRange, ProductNotFound, TooManyChoices } from './product.errors';
import type { Attribute } from './variants';

/** What is said of a product now, and the stock that its form was filled in with. */
export interface ProductChange {
  readonly input: ProductInput;
  readonly shownStock: number | null;
}

/** What is changed of some products of a shop, and which of them are taken off sale. */
export interface SomeChanges {
  readonly changes: readonly NamedInput[];
  readonly archived: readonly string[];
}

/** What is taken off sale: a product with all of its variants, or one of them. */
export type Archived = 'product' | 'variant';

/** In what a product is to be sold. */
export interface WantedVariants {
  readonly attributes: readonly Attribute[];
  /** In what it was sold when that was said: somebody else may have changed it since. */
  readonly shown: readonly Attribute[];
}

/** A product in each of its variants. A number under a bar code is of one of them, and a count of all: of several, none has either. */
export function variantInputs(id: string, input: ProductInput, variants: readonly Variant[]): NamedInput[] {
  if (variants.length === 0) return [{ id, input }];
  const own = variants.length === 1 ? input : { ...input, ean: null, stock: null };
  return variants.map((variant, place) => ({
    id: place === 0 ? id : uuid(),
    input: { ...own, variant },
    groupId: id,
  }));
}

/** Nothing is sold for nothing, whatever is chosen, and there is no end of choosing. @throws TooManyChoices, OptionPriceOutOfRange */
export function checkOptions(input: ProductInput): void {
  if (choiceCount(input.options) > MAX_PRODUCT_CHOICES)
    throw new TooManyChoices({ most: MAX_PRODUCT_CHOICES });
  if (!isSellable(input)) throw new OptionPriceOutOfRange({});
}

export function required(product: Product | null | undefined): Product {
  if (!product) throw new ProductNotFound({});
  return product;
}
