import { FreshnessService } from '@halles/domain/freshness';
import { type Listing, ListingService, isListingId } from '@halles/domain/listings';
import { categoriesOf } from '@halles/domain/categories';
import { slugOf } from '@halles/domain/text';
import { PhotoService } from '@halles/domain/photos';
import { OrderingShops } from '@halles/domain/orders';
import { ProfileService, type StoredProfile } from '@halles/domain/profiles';
import { NeighbourService, SearchService, searchQuery } from '@halles/domain/search';
import { Clock, type Locale } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { coversOf } from '../search';
import type { Shown } from './listing.presenter';

/** How many others of its kind a page shows. */
const NEARBY = 4;

/** Finds a business and what surrounds it. */
@Injectable()
export class ListingPageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingService,
    private readonly search: SearchService,
    private readonly neighbours: NeighbourService,
    private readonly photos: PhotoService,
    private readonly profiles: ProfileService,
    private readonly freshness: FreshnessService,
    private readonly orderingShops: OrderingShops,
    private readonly clock: Clock,
  ) {}

  /** Null for what does not exist or may not be shown. */
  async find(ctx: TenantContext, id: number, locale: Locale): Promise<Shown | null> {
    if (!isListingId(id)) return null;
    return this.work.read(ctx, async (tx) => {
      const [listing, profile, photos] = await Promise.all([
        this.listings.findIn(tx, id),
        this.profiles.findShownIn(tx, id),
        this.photos.shownIn(tx, id),
      ]);
      if (listing === null) return null;
      // One that was merged is another by now: what belongs to it is that one's.
      const own =
        listing.id === id
          ? { profile, photos }
          : {
              profile: await this.profiles.findShownIn(tx, listing.id),
              photos: await this.photos.shownIn(tx, listing.id),
            };
      return this.surround(tx, { listing, ...own }, locale);
    });
  }

  /** What surrounds a business that is known already, with what its keeper says of it. */
  async around(
    ctx: TenantContext,
    listing: Listing,
    profile: StoredProfile | null,
    locale: Locale,
  ): Promise<Shown> {
    return this.work.read(ctx, async (tx) => {
      const photos = await this.photos.shownIn(tx, listing.id);
      return this.surround(tx, { listing, profile, photos }, locale);
    });
  }

  private async surround(
    tx: TenantTx,
    own: Pick<Shown, 'listing' | 'profile' | 'photos'>,
    locale: Locale,
  ): Promise<Shown> {
    const now = this.clock.now().getTime();
    const { listing, profile } = own;
    const { communeCode, street } = listing.address;
    const [[communes = []], way, [nearby, covers], freshness, ordering] = await Promise.all([
      this.neighbours.findIn(tx, [{ kind: 'commune', commune: communeCode, limit: 1 }]),
      street === null ? null : this.search.findPlaceIn(tx, 'street', slugOf(street), communeCode),
      this.nearby(tx, listing, locale, now),
      this.freshness.ofListingIn(tx, listing, profile, new Date(now)),
      this.orderingShops.find(tx, listing.id, new Date(now)),
    ]);
    return {
      ...own,
      tree: categoriesOf(tx.ctx),
      now,
      communeSlug: communes[0]?.slug ?? null,
      street: way,
      nearby,
      covers,
      freshness,
      takesOrders: ordering !== null,
    };
  }

  /** Others of its kind around it, with their pictures. */
  private async nearby(
    tx: TenantTx,
    { id, category, position }: Listing,
    locale: Locale,
    now: number,
  ): Promise<readonly [Shown['nearby'], Shown['covers']]> {
    if (category === null) return [[], new Map()];
    const query = searchQuery({ locale, at: now, category, near: position, limit: NEARBY + 1 });
    const { results } = await this.search.searchIn(tx, query);
    const others = results.filter(({ listing }) => listing.id !== id).slice(0, NEARBY);
    return [others, await coversOf({ results: others }, tx, this.photos)];
  }
}
