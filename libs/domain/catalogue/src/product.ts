import type { ProductInput } from '@halles/contracts';

/** What a shop sells, as it is stored. */
export interface Product extends ProductInput {
  readonly id: string;
  readonly listingId: number;
  /** Its place among the products of the shop, from 0. */
  readonly position: number;
  /** Taken off sale for good; orders of it stay. */
  readonly archivedAt: Date | null;
}

/** A shop puts at most so many products on sale. One that had more before keeps them. */
export const MAX_PRODUCTS = 500;
