import { CatalogueService, type ProductAddress } from '@halles/domain/catalogue';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingSettingsRepository } from './ordering-settings.repository';

/** A product on sale with the shop that sells it. */
export interface SoldProduct extends ProductAddress {
  readonly listing: { readonly id: number; readonly slug: string };
}

/** The products of the shops that take orders, for the sitemaps: so many shops a file. */
@Injectable()
export class SoldProducts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: OrderingSettingsRepository,
    private readonly catalogue: CatalogueService,
  ) {}

  /** How many shops say that they take orders. */
  countShops(ctx: TenantContext): Promise<number> {
    return this.work.read(ctx, (tx) => this.settings.countOpen(tx));
  }

  /**
   * What some of those shops sell.
   * @param shops which of them, by their rank
   * @param limit products in all
   */
  list(
    ctx: TenantContext,
    shops: { readonly offset: number; readonly limit: number },
    limit: number,
  ): Promise<SoldProduct[]> {
    return this.work.read(ctx, async (tx) => {
      const shown = await this.settings.listShown(tx, shops.offset, shops.limit);
      const byId = new Map(shown.map((listing) => [listing.id, listing]));
      const products = await this.catalogue.addressesIn(tx, [...byId.keys()], limit);
      return products.flatMap((product) => {
        const listing = byId.get(product.listingId);
        return listing ? [{ ...product, listing }] : [];
      });
    });
  }
}
