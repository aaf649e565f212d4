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

/** A shop puts at most so many products on sale. One that had more before keeps them. */
export const MAX_PRODUCTS = 500;
