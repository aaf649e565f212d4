import { ListingService, categoriesOf, slugOf } from '@halles/domain/listings';
import { PhotoService } from '@halles/domain/photos';
import { NeighbourService, SearchService, searchQuery } from '@halles/domain/search';
import { type Locale, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
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
  ) {}

  /** Null for what does not exist or may not be shown. */
  async find(ctx: TenantContext, id: number, locale: Locale): Promise<Shown | null> {
    const listing = await this.listings.find(ctx, id);
    if (!listing) return null;
    const now = systemClock.now().getTime();
    const { communeCode, street } = listing.address;
    const [[communes = []], way, nearby, photos] = await Promise.all([
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
    ]);
    return {
      listing,
      tree: categoriesOf(ctx),
      now,
      communeSlug: communes[0]?.slug ?? null,
      street: way,
      nearby: nearby.slice(0, NEARBY),
      photos,
    };
  }
}
