import { FreshnessService } from '@halles/domain/freshness';
import { type Listing, ListingService } from '@halles/domain/listings';
import { categoriesOf } from '@halles/domain/categories';
import { slugOf } from '@halles/domain/text';
import { PhotoService } from '@halles/domain/photos';
import { ProfileService, type StoredProfile } from '@halles/domain/profiles';
import { NeighbourService, SearchService, searchQuery } from '@halles/domain/search';
import { type Locale, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { coversOf } from '../search/covers';
import type { Shown } from './listing.presenter';

/** How many others of its kind a page shows. */
const NEARBY = 4;

/** Finds a business and what surrounds it. */
@Injectable()
export class ListingPageService {
  constructor(
    private readonly listings: ListingService,
    private readonly search: SearchService,
    private readonly neighbours: NeighbourService,
    private readonly photos: PhotoService,
    private readonly profiles: ProfileService,
    private readonly freshness: FreshnessService,
  ) {}

  /** Null for what does not exist or may not be shown. */
  async find(ctx: TenantContext, id: number, locale: Locale): Promise<Shown | null> {
    const listing = await this.listings.find(ctx, id);
    return listing === null
      ? null
      : this.around(ctx, listing, await this.profiles.findShown(ctx, listing.id), locale);
  }

  /** What surrounds a business that is known already, with what its keeper says of it. */
  async around(
    ctx: TenantContext,
    listing: Listing,
    profile: StoredProfile | null,
    locale: Locale,
  ): Promise<Shown> {
    const now = systemClock.now().getTime();
    const { communeCode, street } = listing.address;
    const [[communes = []], way, nearby, photos, freshness] = await Promise.all([
      this.neighbours.find(ctx, [{ kind: 'commune', commune: communeCode, limit: 1 }]),
      street === null ? null : this.search.findPlace(ctx, 'street', slugOf(street), communeCode),
      listing.category === null
        ? []
        : this.search
            .search(
              ctx,
              searchQuery({
                locale,
                at: now,
                category: listing.category,
                near: listing.position,
                limit: NEARBY + 1,
              }),
            )
            .then(({ results }) => results.filter((result) => result.listing.id !== listing.id)),
      this.photos.shown(ctx, listing.id),
      this.freshness.ofListing(ctx, listing, profile, new Date(now)),
    ]);
    const others = nearby.slice(0, NEARBY);
    return {
      listing,
      tree: categoriesOf(ctx),
      now,
      communeSlug: communes[0]?.slug ?? null,
      street: way,
      nearby: others,
      covers: await coversOf({ results: others }, ctx, this.photos),
      photos,
      profile,
      freshness,
    };
  }
}
