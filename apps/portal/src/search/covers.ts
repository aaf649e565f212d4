import type { FoundProduct, ProductFinder } from '@halles/domain/catalogue';
import { featureBits, FEATURES, ORDERING } from '@halles/domain/listings';
import type { Covers, PhotoService } from '@halles/domain/photos';
import type { OrderingShops } from '@halles/domain/orders';
import type { PostReader } from '@halles/domain/posts';
import type { SearchPage, SearchResult } from '@halles/domain/search';
import type { TenantTx } from '@halles/platform/tenancy';

/** What the directory says of shops that sell online, or did when it was told last. */
const SAYING = featureBits(ORDERING);

/** Those of a list that sell something, also in a pause. */
const selling = (results: readonly Pick<SearchResult, 'listing'>[]): number[] =>
  results.flatMap(({ listing: { id, features } }) => ((features & FEATURES.sells) === 0 ? [] : [id]));

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

/** What the shops of a list (`withOrderingNow`) sell of what was looked for, read in one query; none where none sells anything. */
export const soldOf = async (
  { interpretation, results }: Pick<SearchPage, 'interpretation' | 'results'>,
  tx: TenantTx,
  products: ProductFinder,
): Promise<ReadonlyMap<number, readonly FoundProduct[]>> => {
  return products.matchingIn(tx, selling(results), interpretation.words);
};

/**
 * The results of a list, the shops with what is true of ordering there at the moment: whether one can, and collect it today, and
 * whether they sell what one can order after a pause, and whether one only reserves. Asks one query, and none where no shop says anything of it.
 */
export const withOrderingNow = async <Result extends Pick<SearchResult, 'listing'>>(
  { results }: { readonly results: readonly Result[] },
  tx: TenantTx,
  shops: OrderingShops,
  now: number,
): Promise<Result[]> => {
  const saying = results.flatMap(({ listing: { id, features } }) => ((features & SAYING) === 0 ? [] : [id]));
  const known = await shops.now(tx, saying, new Date(now));
  return results.map((result) => {
    const { listing } = result;
    if ((listing.features & SAYING) === 0) return result;
    const {
      takes = false,
      isForToday = false,
      sells = false,
      reserves = false,
    } = known.get(listing.id) ?? {};
    const bits = featureBits([
      ...(takes ? (['orders'] as const) : []),
      ...(isForToday ? (['pickup-today'] as const) : []),
      ...(sells ? (['sells'] as const) : []),
    ]);
    return { ...result, listing: { ...listing, features: (listing.features & ~SAYING) | bits, reserves } };
  });
};

/** Whether a shop of a list (`withOrderingNow`) sells online and takes no orders at the moment. Pure. */
export const isPaused = (features: number): boolean =>
  (features & FEATURES.sells) !== 0 && (features & FEATURES.orders) === 0;
