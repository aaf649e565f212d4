import { pickupRulesSchema } from '@halles/contracts';
import { ProductIndex } from '@halles/domain/catalogue';
import { holdListing, ListingNotFound, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { appendAudit, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type OrderingSettings, OrderingSettingsRepository } from './ordering-settings.repository';
import type { MissingForSale } from './terms/sale-terms';
import { SaleIncomplete } from './terms/sale-terms.errors';
import { SaleTermsService } from './terms/sale-terms.service';

/** What the form of a shop's orders asks. */
export interface OrderingRules extends Pick<OrderingSettings, 'isOpen' | 'kind'> {
  /** Minutes of a slot. */
  readonly length: number;
  readonly notice: number;
  /** Of a slot; null: not counted. */
  readonly orders: number | null;
  readonly horizon: number;
}

/** Whether a shop takes orders, and in which slots: what its merchant says. */
@Injectable()
export class OrderingSettingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: OrderingSettingsRepository,
    private readonly index: ProductIndex,
    private readonly listings: ListingService,
    private readonly terms: SaleTermsService,
    private readonly clock: Clock,
  ) {}

  /** Null where the shop never said that it takes orders. */
  find(ctx: TenantContext, listingId: number): Promise<OrderingSettings | null> {
    return this.work.read(ctx, (tx) => this.settings.find(tx, listingId));
  }

  /**
   * Says everything anew but a rush. Orders that were placed keep their slots.
   * @throws ListingNotFound
   * @throws SaleIncomplete it would take orders that owe money, and has not said all that the law asks of who sells
   */
  async save(ctx: TenantContext, listingId: number, settings: Omit<OrderingSettings, 'rush'>): Promise<void> {
    await this.store(ctx, listingId, (before) => ({ ...settings, rush: before?.rush ?? null }));
  }

  /**
   * The same of what its form asks: what is closed or switched on for a while stays as it is.
   * @throws ListingNotFound, SaleIncomplete
   */
  async change(ctx: TenantContext, listingId: number, rules: OrderingRules): Promise<void> {
    const { isOpen, kind, length, notice, orders, horizon } = rules;
    await this.store(ctx, listingId, (before) => ({
      ...{ isOpen, kind, pausedUntil: before?.pausedUntil ?? null, rush: before?.rush ?? null },
      pickup: pickupRulesSchema.parse({
        ...before?.pickup,
        ...{ length, step: length, notice, horizon },
        capacity: { ...before?.pickup.capacity, orders: orders ?? undefined },
      }),
    }));
  }

  /** What the shop has to say, by law, before it may take orders that owe money; of a page that is not shown nothing is asked. */
  missingForSale(ctx: TenantContext, listingId: number): Promise<MissingForSale[]> {
    return this.work.read(ctx, (tx) => this.missingIn(tx, listingId));
  }

  private async store(
    ctx: TenantContext,
    listingId: number,
    decide: (before: OrderingSettings | null) => OrderingSettings,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      const now = this.clock.now();
      const settings = decide(await this.settings.lock(tx, listingId));
      if (settings.isOpen && settings.kind === 'order') {
        const missing = await this.missingIn(tx, listingId);
        if (missing.length > 0) throw new SaleIncomplete({ missing });
      }
      await this.settings.save(tx, listingId, settings, now);
      // Its page leads to its orders, and search finds what it sells: what is kept of both is out of date.
      await this.index.show(tx, listingId);
      await appendAudit(tx, 'ordering.changed', { listing: listingId, open: settings.isOpen }, now);
    });
  }

  private async missingIn(tx: TenantTx, listingId: number): Promise<MissingForSale[]> {
    const listing = await this.listings.findIn(tx, listingId);
    return listing ? this.terms.missing(tx, listing) : [];
  }
}
