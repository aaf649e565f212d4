import { Clock } from '@halles/kernel';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { SalesAddition, type SalesEntry, type SalesTotals } from './sale';
import { type SalesCursor, type SalesPage, SalesRepository, type SalesSpan } from './sales.repository';

/** Entries that are in memory at once. */
const PAGE = 500;

/** What a shop sold: what was handed over, and what its customers withdrew from afterwards. */
@Injectable()
export class Sales {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sales: SalesRepository,
    private readonly clock: Clock,
  ) {}

  /** The totals of a span. */
  async totals(ctx: TenantContext, span: SalesSpan): Promise<SalesTotals> {
    const addition = new SalesAddition();
    await this.work.write(ctx, (tx) => this.sales.backfillHandOvers(tx, span.listingId));
    for await (const entries of this.pages(ctx, span)) for (const entry of entries) addition.add(entry);
    return addition.totals();
  }

  /** Writes down that the journal of a span is taken away: the audit knows by whom. The entries follow page by page. */
  async journal(ctx: TenantContext, span: SalesSpan): Promise<AsyncIterable<readonly SalesEntry[]>> {
    const { listingId: listing, from, until } = span;
    await this.work.write(ctx, async (tx) => {
      await this.sales.backfillHandOvers(tx, listing);
      await appendAudit(tx, 'sales.exported', { listing, from, until }, this.clock.now());
    });
    return this.pages(ctx, span);
  }

  /** Between two pages no connection is held: a slow reader keeps none from the others. */
  private async *pages(ctx: TenantContext, span: SalesSpan): AsyncGenerator<readonly SalesEntry[]> {
    let after: SalesCursor | null = null;
    do {
      const last: SalesCursor | null = after;
      const page: SalesPage = await this.work.read(ctx, (tx) => this.sales.page(tx, span, last, PAGE));
      yield page.entries;
      after = page.last;
    } while (after !== null);
  }
}
