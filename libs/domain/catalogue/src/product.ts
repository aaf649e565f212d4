import type { ProductInput } from '@halles/contracts';

/** What a shop sells, as it is stored. */
export interface Product extends ProductInput {
  readonly id: string;
  readonly listingId: number;
  /** Products of one group are the variants of one thing; one that is sold in one form is alone in its group, which has its id. */
  readonly groupId: string;
  /** Its place among the products of the shop, from 0. */
  readonly position: number;
  /** Taken off sale for good; orders of it stay. */
  readonly archivedAt: Date | null;
}

/** The number of products that a shop may have on sale. Shops that had more before keep them. */
export const MAX_PRODUCTS = 500;

/** How many that were taken off sale are listed, the last ones. */
export const MAX_ARCHIVED = 100;
