import type { ProductFinder } from '@halles/domain/catalogue';
import { FEATURES } from '@halles/domain/listings';
import type { Covers, PhotoService } from '@halles/domain/photos';
import type { PostReader } from '@halles/domain/posts';
import type { SearchPage, SearchResult } from '@halles/domain/search';
import type { TenantTx } from '@halles/platform/tenancy';

/** The pictures of a list of results, read in one query. Results are what may be shown: so are their photos. */
export const coversOf = (
  { results }: { readonly results: readonly Pick<SearchResult, 'listing'>[] },
  tx: TenantTx,
  photos: PhotoService,
): Promise<Covers> =>
  photos.coversIn(
    tx,
    results.map(({ listing }) => listing.id),
  );

/** Which of a list of results have an offer that holds today. */
export const offersOf = (
  { results }: { readonly results: readonly Pick<SearchResult, 'listing'>[] },
  tx: TenantTx,
  posts: PostReader,
  now: number,
): Promise<ReadonlySet<number>> =>
  posts.offersIn(
    tx,
    results.map(({ listing }) => listing.id),
    new Date(now),
  );

/** What the shops of a list sell of what was looked for, read in one query; none where no shop of it takes orders. */
export const soldOf = async (
  { interpretation, results }: Pick<SearchPage, 'interpretation' | 'results'>,
  tx: TenantTx,
  products: ProductFinder,
): Promise<ReadonlyMap<number, readonly string[]>> => {
  const shops = results.flatMap(({ listing: { id, features } }) =>
    (features & FEATURES.orders) === 0 ? [] : [id],
  );
  return products.matchingIn(tx, shops, interpretation.words);
};
