import { IS_BUYABLE } from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A product with the words by which its shop is found; none for one that is no longer on sale. */
export interface NamedProduct {
  readonly id: string;
  readonly words: readonly string[];
}

/** A product that a search found, with how many of its words it has. */
interface FoundRow {
  readonly listingId: number;
  readonly groupId: string;
  readonly name: string;
  readonly words: number;
}

/** A shop may have a word in each of its products: a list names two, and looks at no more than these. */
const MAX_LOOKED_AT = 500;

const MATCHING = `
  SELECT shop.id AS "listingId", found.* FROM unnest($1::int[]) AS shop (id), LATERAL (
    SELECT group_id AS "groupId", min(name) AS name, max(words) AS words FROM (
      SELECT coalesce(p.group_id, p.id) AS group_id, p.name, p.position, count(*)::int AS words
        FROM (SELECT product_id FROM product_word
               WHERE listing_id = shop.id AND word = ANY($2::text[]) LIMIT $4) w
          JOIN product p ON p.id = w.product_id
       WHERE ${IS_BUYABLE}
       GROUP BY p.id) named
     GROUP BY group_id ORDER BY words DESC, min(position), group_id LIMIT $3) found
   ORDER BY shop.id, found.words DESC`;

/** The words by which what shops sell is found. */
@Injectable()
export class ProductWordRepository {
  /** Gives products of a shop these words instead of those that they had. @returns whether any differ */
  async replace(tx: TenantWriteTx, listingId: number, products: readonly NamedProduct[]): Promise<boolean> {
    const pairs = products.flatMap(({ id, words }) => words.map((word) => [id, word] as const));
    const wanted = [pairs.map(([id]) => id), pairs.map(([, word]) => word)];
    const [, gone] = await tx.manager.query<[unknown[], number]>(
      `DELETE FROM product_word w WHERE w.product_id = ANY($1::uuid[]) AND NOT EXISTS (
         SELECT FROM unnest($2::uuid[], $3::text[]) AS wanted (id, word) WHERE wanted.id = w.product_id AND wanted.word = w.word)`,
      [products.map(({ id }) => id), ...wanted],
    );
    const added = await tx.manager.query<unknown[]>(
      `INSERT INTO product_word (listing_id, word, product_id)
       SELECT $1, word, id FROM unnest($2::uuid[], $3::text[]) AS wanted (id, word)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [listingId, ...wanted],
    );
    return gone > 0 || added.length > 0;
  }

  /** Whether the shop says that it takes orders: what others sell, nobody can buy here. */
  async takesOrders(tx: TenantTx, listingId: number): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM ordering_settings WHERE listing_id = $1 AND is_open',
      [listingId],
    );
    return rows.length === 1;
  }

  /** Remembers whether search knows what the shop sells. Says it again where it was said: who has it locked learns of it. */
  async setIndexed(tx: TenantWriteTx, listingId: number, isIndexed: boolean): Promise<void> {
    await tx.manager.query('UPDATE ordering_settings SET is_indexed = $2 WHERE listing_id = $1', [
      listingId,
      isIndexed,
    ]);
  }

  /** Keeps others from saying whether search knows what the shop sells, until the transaction ends. */
  async lockIndexed(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query('SELECT 1 FROM ordering_settings WHERE listing_id = $1 FOR NO KEY UPDATE', [
      listingId,
    ]);
  }

  /** A shop of which search does not know what it sells, or null. */
  async nextUnindexed(tx: TenantTx): Promise<number | null> {
    const [row] = await tx.manager.query<{ id: number }[]>(
      'SELECT listing_id AS id FROM ordering_settings WHERE NOT is_indexed ORDER BY listing_id LIMIT 1',
    );
    return row?.id ?? null;
  }

  /**
   * Of each of these shops the products that can be bought and have most of the words, the first of the shop before others; one
   * that is sold in variants once.
   */
  matching(
    tx: TenantTx,
    listings: readonly number[],
    words: readonly string[],
    most: number,
  ): Promise<FoundRow[]> {
    return tx.manager.query<FoundRow[]>(MATCHING, [listings, words, most, MAX_LOOKED_AT]);
  }
}
