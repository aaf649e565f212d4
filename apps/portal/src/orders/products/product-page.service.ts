import { CatalogueService, type Product, ProductGone, ProductNotFound } from '@halles/domain/catalogue';
import type { Listing } from '@halles/domain/listings';
import {
  controlsAt,
  type OrderingShop,
  OrderingShops,
  pricedTogether,
  priceLines,
} from '@halles/domain/orders';
import type { Schedule } from '@halles/domain/hours';
import { ProductPhotos, type ShownPhoto } from '@halles/domain/photos';
import { ClosingRules } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { type FormState, type FormValues, newForm, textOf } from '@halles/platform/forms';
import { PageNotFound } from '@halles/platform/http';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { isUuid } from '../../params';
import { choiceErrors, stockErrors } from '../checkout/basket-price';
import { quantitiesOf } from '../checkout/basket.form';
import { FROM_PRODUCT } from '../checkout/product-pager.presenter';

/** Something that a shop sells, with what its page tells. */
export interface SoldPage {
  readonly shop: OrderingShop;
  /** More than one where it is sold in variants. */
  readonly variants: readonly [Product, ...Product[]];
  /** In the order of the variants, and in that of each. */
  readonly photos: readonly ShownPhoto[];
  /** The shop takes orders again then; null: it does. */
  readonly pausedUntil: Date | null;
  /** Whether a list can be written for the shop. */
  readonly takesLists: boolean;
  /** When the shop is open, under the rules of the territory that close it. */
  readonly openHours: Schedule | null;
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
    private readonly closings: ClosingRules,
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
      const photos = await this.photos.allOfIn(tx, listingId, ids);
      const { lists: takesLists } = await this.shops.offered(tx, listingId, now);
      const { pausedUntil } = controlsAt(shop.settings, now);
      const { schedule } = await this.closings.over(
        tx,
        { ...shop.listing, schedule: shop.schedule },
        now.getTime(),
      );
      return { shop, variants, photos, pausedUntil, takesLists, openHours: schedule, now };
    });
  }

  /**
   * The product that a form was sent from, where what the form says of it cannot be had or lacks a choice: its page asks for it.
   * @returns null: it can be had, or the form was sent from elsewhere
   */
  async refused(
    ctx: TenantContext,
    listing: Listing,
    values: FormValues,
  ): Promise<{ readonly sold: SoldPage; readonly form: FormState } | null> {
    const from = textOf(values, FROM_PRODUCT);
    if (!isUuid(from)) return null;
    const sold = await this.findOrNull(ctx, listing, from);
    if (sold === null || sold.pausedUntil !== null) return null;
    const { lines, errors: wrong } = quantitiesOf(values);
    const own = new Set(sold.variants.map(({ id }) => id));
    const priced = priceLines(
      lines.filter(({ productId }) => own.has(productId)),
      sold.variants,
    );
    const errors = {
      ...wrong,
      ...stockErrors(priced),
      ...choiceErrors(pricedTogether(priced)),
      ...choiceErrors(priced),
    };
    return Object.keys(errors).length === 0 ? null : { sold, form: { ...newForm(values), errors } };
  }

  /** The same as `find`; null for what has no page any more, of which the form of the shop tells. */
  private async findOrNull(ctx: TenantContext, listing: Listing, id: string): Promise<SoldPage | null> {
    try {
      return await this.find(ctx, listing, id);
    } catch (error) {
      const isGone =
        error instanceof ProductGone || error instanceof ProductNotFound || error instanceof PageNotFound;
      if (isGone) return null;
      throw error;
    }
  }
}
