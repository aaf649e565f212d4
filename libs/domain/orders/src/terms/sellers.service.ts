import { ListingService } from '@halles/domain/listings';
import { ProfileService } from '@halles/domain/profiles';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderNotFound } from '../order.errors';
import { sellerFacts, type SellerFacts } from './seller';

/** Who sells, read as it stands at the moment of a sale, or of a refund. */
@Injectable()
export class Sellers {
  constructor(
    private readonly listings: ListingService,
    private readonly profiles: ProfileService,
  ) {}

  /** @throws OrderNotFound the listing is gone, and its orders with it */
  async factsOf(tx: TenantTx, listingId: number): Promise<SellerFacts> {
    const listing = await this.listings.findIn(tx, listingId);
    if (!listing) throw new OrderNotFound({});
    const { content } = await this.profiles.findIn(tx, listingId);
    return sellerFacts(listing, content.legal);
  }
}
