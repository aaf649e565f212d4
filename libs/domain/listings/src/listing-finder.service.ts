import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type FoundListing, ListingFinderRepository } from './listing-finder.repository';

/** How agents find a business, whether the public sees it or not. */
@Injectable()
export class ListingFinder {
  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingFinderRepository,
  ) {}

  /** Businesses by words of their name and address, their SIRET or their number, at most 30. */
  async find(ctx: TenantContext, text: string): Promise<FoundListing[]> {
    return this.work.read(ctx, (tx) => this.listings.find(tx, text));
  }
}
