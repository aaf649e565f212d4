import { isListingId, ListingNotFound } from '@halles/domain/listings';
import { EraseAfter } from '@halles/platform/scheduling';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type Visitor, type VisitRecord, VisitRecordRepository } from './visit-record.repository';

/** What agents note of the businesses that they looked in on. */
@Injectable()
export class VisitRecords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: VisitRecordRepository,
  ) {}

  /** The visits of some listings, the latest first. */
  async ofListings(ctx: TenantContext, listingIds: readonly number[], now: Date): Promise<VisitRecord[]> {
    if (listingIds.length === 0) return [];
    const { timeZone } = ctx.tenant.settings;
    return this.work.read(ctx, (tx) => this.records.ofListings(tx, listingIds, { now, timeZone }));
  }

  /** Notes that an agent looked in today; again: with another note. @throws ListingNotFound */
  async save(
    ctx: TenantContext,
    visit: Pick<VisitRecord, 'listingId' | 'note'>,
    visitor: Visitor,
    now: Date,
  ): Promise<void> {
    const { listingId } = visit;
    if (!isListingId(listingId)) throw new ListingNotFound({});
    const { timeZone } = ctx.tenant.settings;
    await this.work.write(ctx, async (tx) => {
      await this.records.save(tx, visit, visitor, { now, timeZone });
      await appendAudit(tx, 'visit.noted', { listing: listingId }, now);
    });
  }

  /** Takes the agent's own visit of today back; without one nothing happens. */
  async remove(ctx: TenantContext, listingId: number, visitor: Visitor, now: Date): Promise<void> {
    if (!isListingId(listingId)) throw new ListingNotFound({});
    const { timeZone } = ctx.tenant.settings;
    await this.work.write(ctx, async (tx) => {
      if (await this.records.delete(tx, listingId, visitor.accountId, { now, timeZone }))
        await appendAudit(tx, 'visit.removed', { listing: listingId }, now);
    });
  }

  /** Erases visits before the instant. Returns how many. */
  @EraseAfter('visits', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.records.deleteBefore(tx, instant));
  }
}
