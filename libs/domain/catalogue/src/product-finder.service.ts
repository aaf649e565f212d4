import { tokensOf } from '@halles/domain/text';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ProductWordRepository } from './product-word.repository';

/** Products of a shop that a list names. */
const MAX_NAMED = 2;

/** A product that a search found. */
export interface FoundProduct {
  readonly groupId: string;
  readonly name: string;
}

/** What shops that were found sell of what was looked for. */
@Injectable()
export class ProductFinder {
  constructor(private readonly words: ProductWordRepository) {}

  /**
   * Products, at most two a shop, of those that have as many of the words as the best of the shop; shops without
   * are not in it.
   * @param typed words of a search, corrected
   */
  async matchingIn(
    tx: TenantTx,
    listings: readonly number[],
    typed: readonly string[],
  ): Promise<ReadonlyMap<number, readonly FoundProduct[]>> {
    const words = typed.flatMap(tokensOf);
    if (listings.length === 0 || words.length === 0) return new Map();
    const found = new Map<number, { readonly best: number; readonly products: FoundProduct[] }>();
    for (const { listingId, groupId, name, words: matched } of await this.words.matching(
      tx,
      listings,
      words,
      MAX_NAMED,
    )) {
      const shop = found.get(listingId) ?? { best: matched, products: [] };
      found.set(listingId, shop);
      if (matched === shop.best) shop.products.push({ groupId, name });
    }
    return new Map([...found].map(([id, { products }]) => [id, products]));
  }
}
