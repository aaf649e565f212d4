import { CatalogueService, type Product } from '@halles/domain/catalogue';
import type { Listing } from '@halles/domain/listings';
import { controlsAt, type OrderingShop, OrderingShops } from '@halles/domain/orders';
import { ProductPhotos, type ShownPhoto } from '@halles/domain/photos';
import { Clock } from '@halles/kernel';
import { PageNotFound } from '@halles/platform/http';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Something that a shop sells, with what its page tells. */
export interface SoldPage {
  readonly shop: OrderingShop;
  /** More than one where it is sold in variants. */
  readonly variants: readonly [Product, ...Product[]];
  /** In the order of the variants. */
  readonly photos: readonly ShownPhoto[];
  /** The shop takes orders again then; null: it does. */
  readonly pausedUntil: Date | null;
  /** Whether a list can be written for the shop. */
  readonly takesLists: boolean;
  readonly now: Date;
}

/** Finds a product for its page. */
@Injectable()
export class ProductPageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly catalogue: CatalogueService,
    private readonly photos: ProductPhotos,
    private readonly clock: Clock,
  ) {}

  /**
   * @param id of the product, of one of its variants, or of its group
   * @throws PageNotFound of a shop that takes no orders: closed for good, hidden, with nobody who handles them
   * @throws ProductNotFound, ProductGone
   */
  async find(ctx: TenantContext, { id: listingId }: Listing, id: string): Promise<SoldPage> {
    return this.work.read(ctx, async (tx) => {
      const now = this.clock.now();
      const shop = await this.shops.findOpen(tx, listingId);
      if (!shop) throw new PageNotFound({});
      const variants = await this.catalogue.membersIn(tx, listingId, id);
      const ids = variants.map((variant) => variant.id);
      const photos = await this.photos.ofProductsIn(tx, listingId, ids);
      const { lists: takesLists } = await this.shops.offered(tx, listingId, now);
      const { pausedUntil } = controlsAt(shop.settings, now);
      return {
        shop,
        variants,
        photos: ids.flatMap((one) => photos.get(one) ?? []),
        pausedUntil,
        takesLists,
        now,
      };
    });
  }
}
