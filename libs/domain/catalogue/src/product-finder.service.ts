import { tokensOf } from '@halles/domain/text';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ProductWordRepository } from './product-word.repository';

/** Products of a shop that a list names. */
const MAX_NAMED = 2;

/** What shops that were found sell of what was looked for. */
@Injectable()
export class ProductFinder {
  constructor(private readonly words: ProductWordRepository) {}

  /**
   * Names of products, at most two a shop, of those that have as many of the words as the best of the shop; shops without
   * are not in it.
   * @param typed words of a search, corrected
   */
  async matchingIn(
    tx: TenantTx,
    listings: readonly number[],
    typed: readonly string[],
  ): Promise<ReadonlyMap<number, readonly string[]>> {
    const words = typed.flatMap(tokensOf);
    if (listings.length === 0 || words.length === 0) return new Map();
    const found = new Map<number, { readonly best: number; readonly names: string[] }>();
    for (const { listingId, name, words: matched } of await this.words.matching(
      tx,
      listings,
      words,
      MAX_NAMED,
    )) {
      const shop = found.get(listingId) ?? { best: matched, names: [] };
      found.set(listingId, shop);
      if (matched === shop.best) shop.names.push(name);
    }
    return new Map([...found].map(([id, { names }]) => [id, names]));
  }
}
