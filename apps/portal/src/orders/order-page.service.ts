import type { Product } from '@halles/domain/catalogue';
import { CatalogueService } from '@halles/domain/catalogue';
import { type OrderingShop, OrderingShops, OrderPlacing } from '@halles/domain/orders';
import type { Slot } from '@halles/domain/pickup-slots';
import { ProductPhotos, type ShownPhoto } from '@halles/domain/photos';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { BasketRow } from './basket.form';

/** A shop with what can be ordered there, and when. */
export interface ShopOffer {
  readonly shop: OrderingShop;
  readonly products: readonly Product[];
  /** By product. */
  readonly photos: ReadonlyMap<string, ShownPhoto>;
  readonly slots: readonly Slot[];
}

/** What the page that orders from a shop shows. */
@Injectable()
export class OrderPageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly catalogue: CatalogueService,
    private readonly placing: OrderPlacing,
    private readonly photos: ProductPhotos,
    private readonly clock: Clock,
  ) {}

  /** @param lines what is in the basket so far: slots are those that it may have. @throws OrderingClosed */
  async offer(
    ctx: TenantContext,
    listingId: number,
    lines: readonly Omit<BasketRow, 'field'>[],
  ): Promise<ShopOffer> {
    return this.work.read(ctx, async (tx) => {
      const shop = await this.shops.get(tx, listingId, this.clock.now());
      const products = await this.catalogue.listIn(tx, listingId);
      const priced = lines.map((line) => ({ ...line, unitCents: 1 }));
      const photos = await this.photos.ofListingIn(tx, listingId);
      return { shop, products, photos, slots: await this.placing.slotsIn(tx, listingId, priced) };
    });
  }
}
