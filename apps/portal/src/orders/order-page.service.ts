import type { Product } from '@halles/domain/catalogue';
import { CatalogueService } from '@halles/domain/catalogue';
import {
  type ChosenLine,
  controlsAt,
  type DigestedTerms,
  type OrderingShop,
  OrderingShops,
  OrderPlacing,
  type PricedLine,
  priceLines,
  SaleTermsService,
} from '@halles/domain/orders';
import type { Slot } from '@halles/domain/pickup-slots';
import { ProductPhotos, type ShownPhoto } from '@halles/domain/photos';
import { Clock, type Locale } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A shop with what can be ordered there, and when. */
export interface ShopOffer {
  readonly shop: OrderingShop;
  readonly products: readonly Product[];
  /** By product. */
  readonly photos: ReadonlyMap<string, ShownPhoto>;
  /** None while it is paused. */
  readonly slots: readonly Slot[];
  /** It takes orders again then. */
  readonly pausedUntil: Date | null;
  readonly now: Date;
}

/** The same for a basket, with what is in it. */
export interface BasketOffer<Line extends ChosenLine> extends ShopOffer {
  readonly basket: readonly PricedLine<Line>[];
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
    private readonly saleTerms: SaleTermsService,
    private readonly clock: Clock,
  ) {}

  /** @param lines what is in the basket so far: slots are those that it may have. @throws OrderingClosed */
  async offer<Line extends ChosenLine>(
    ctx: TenantContext,
    listingId: number,
    lines: readonly Line[],
  ): Promise<BasketOffer<Line>> {
    return this.work.read(ctx, async (tx) => {
      const now = this.clock.now();
      const shop = await this.shops.getShown(tx, listingId);
      const { pausedUntil } = controlsAt(shop.settings, now);
      const products = await this.catalogue.listIn(tx, listingId);
      const photos = await this.photos.ofListingIn(tx, listingId);
      const basket = priceLines(lines, products);
      const slots = pausedUntil === null ? await this.placing.slotsIn(tx, shop, basket) : [];
      return { shop, products, photos, basket, slots, pausedUntil, now };
    });
  }

  /** The terms on which a shop sells at the moment; null where it takes reservations, which bind nobody. */
  async terms(
    ctx: TenantContext,
    { listing, settings }: OrderingShop,
    locale: Locale,
  ): Promise<DigestedTerms | null> {
    if (settings.kind !== 'order') return null;
    return this.work.read(ctx, (tx) => this.saleTerms.current(tx, listing, locale));
  }
}
