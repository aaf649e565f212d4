import type { FoundProduct, ProductFinder } from '@halles/domain/catalogue';
import { featureBits, FEATURES, ORDERING } from '@halles/domain/listings';
import type { Covers, PhotoService } from '@halles/domain/photos';
import type { OrderingShops } from '@halles/domain/orders';
import type { PostReader } from '@halles/domain/posts';
import type { SearchPage, SearchResult } from '@halles/domain/search';
import type { TenantTx } from '@halles/platform/tenancy';

/** Those of a list that say that they take orders. */
const takingOrders = (results: readonly Pick<SearchResult, 'listing'>[]): number[] =>
  results.flatMap(({ listing: { id, features } }) => ((features & FEATURES.orders) === 0 ? [] : [id]));

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

/** What the shops of a list (`withoutClosedOrdering`) sell of what was looked for, read in one query; none where none takes orders. */
export const soldOf = async (
  { interpretation, results }: Pick<SearchPage, 'interpretation' | 'results'>,
  tx: TenantTx,
  products: ProductFinder,
): Promise<ReadonlyMap<number, readonly FoundProduct[]>> => {
  return products.matchingIn(tx, takingOrders(results), interpretation.words);
};

/**
 * The results of a list, the shops without what is said of ordering where nobody can order at the moment. Asks one query, and
 * none where no shop has the feature.
 */
export const withoutClosedOrdering = async <Result extends Pick<SearchResult, 'listing'>>(
  { results }: { readonly results: readonly Result[] },
  tx: TenantTx,
  shops: OrderingShops,
  now: number,
): Promise<Result[]> => {
  const saying = takingOrders(results);
  const taking = await shops.among(tx, saying, new Date(now));
  const closed = new Set(saying.filter((id) => !taking.has(id)));
  return results.map((result) => {
    const { listing } = result;
    if (!closed.has(listing.id)) return result;
    return { ...result, listing: { ...listing, features: listing.features & ~featureBits(ORDERING) } };
  });
};
