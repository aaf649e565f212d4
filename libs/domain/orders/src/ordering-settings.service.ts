import { ProductIndex } from '@halles/domain/catalogue';
import { ListingNotFound, holdListing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type OrderingSettings, OrderingSettingsRepository } from './ordering-settings.repository';

/** Whether a shop takes orders, and in which slots: what its merchant says. */
@Injectable()
export class OrderingSettingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: OrderingSettingsRepository,
    private readonly index: ProductIndex,
    private readonly clock: Clock,
  ) {}

  /** Null where the shop never said that it takes orders. */
  find(ctx: TenantContext, listingId: number): Promise<OrderingSettings | null> {
    return this.work.read(ctx, (tx) => this.settings.find(tx, listingId));
  }

  /** Orders that were placed keep their slots. @throws ListingNotFound */
  async save(ctx: TenantContext, listingId: number, settings: OrderingSettings): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      const now = this.clock.now();
      await this.settings.save(tx, listingId, settings, now);
      // Its page leads to its orders, and search finds what it sells: what is kept of both is out of date.
      await this.index.show(tx, listingId);
      await appendAudit(tx, 'ordering.changed', { listing: listingId, open: settings.isOpen }, now);
    });
  }
}
