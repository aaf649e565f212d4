import type { IndexState } from '@halles/domain/search-index';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import type { ListingCommune } from './resolved-listing';

/** What the refreshes of a transaction share until they are finished: made by `ListingWriter.begin` or `attempt`. */
export interface ListingBatch {
  readonly tx: TenantWriteTx;
  /** What was indexed, and is not counted yet. */
  readonly index: IndexState;
  /** The territory's communes by INSEE code; null until the first refresh reads them. */
  communes: ReadonlyMap<string, ListingCommune> | null;
  /** Listings that were there before and have other hours now. */
  readonly otherHours: Set<number>;
}
