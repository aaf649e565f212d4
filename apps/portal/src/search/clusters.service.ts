import { type ClustersAnswer, listingPath } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { type SearchQuery, SearchService } from '@halles/domain/search';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { fittingZoom, wholeCells } from './map-grid';

/** What the map shows beside the numbered results: how many there are where, and who is alone. */
@Injectable()
export class ClustersService {
  constructor(
    private readonly directory: SearchService,
    private readonly listings: ListingService,
  ) {}

  /** @param query with its bounds @param requestedZoom zoom of the map, 0 to 22 */
  async answer(ctx: TenantContext, query: SearchQuery, requestedZoom: number): Promise<ClustersAnswer> {
    const zoom = query.bounds ? fittingZoom(query.bounds, requestedZoom) : requestedZoom;
    const bounds = query.bounds && wholeCells(query.bounds, zoom);
    const clusters = await this.directory.clusters(ctx, { ...query, bounds }, zoom);
    const alone = clusters.flatMap(({ listing }) => listing ?? []);
    const found = await this.listings.findMany(ctx, alone);
    const byId = new Map(found.map((listing) => [listing.id, listing]));
    return {
      zoom,
      clusters: clusters.map(({ centre, listings, listing: id }) => {
        const listing = id === null ? undefined : byId.get(id);
        return {
          position: centre,
          listings,
          listing: listing
            ? { id: listing.id, name: listing.name, url: listingPath(query.locale, listing) }
            : null,
        };
      }),
    };
  }
}
