import { ListingWriter, REFRESH_BATCH } from '@halles/domain/listings';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { MergeCounts } from '../runs/directory-import';
import type { ImportProgressReporter } from '../runs/import-progress';
import { type MergeOf, MergeRepository } from './merge.repository';

/** Carries out a plan, inside the transaction that made it. */
@Injectable()
export class ImportMerger {
  constructor(
    private readonly work: UnitOfWork,
    private readonly merge: MergeRepository,
    private readonly writer: ListingWriter,
  ) {}

  /** Takes the plan over into sources and listings. @returns how many listings were resolved */
  async apply(
    tx: TenantWriteTx,
    of: MergeOf,
    counts: MergeCounts,
    reporter: ImportProgressReporter,
    now: Date,
  ): Promise<number> {
    const { added, changed, closed, reopened, masked, gone } = counts;
    if (added + changed + closed + reopened + masked + gone > 0) {
      reporter.enterStep('merging');
      await this.merge.rememberReplaced(tx, of);
      reporter.check();
      await this.merge.writeSources(tx, of);
      if (gone > 0) await this.merge.removeGone(tx, of);
      reporter.check();
    }
    await this.merge.confirmSources(tx, of);
    const listings = await this.refreshTouched(tx, of.id, reporter, now);
    if (counts.doubtful > 0) await this.merge.insertPairs(tx);
    return listings;
  }

  /** Resolves the listings that the import's changes are about. Writes nothing where there are none. */
  async refreshTouched(
    tx: TenantWriteTx,
    importId: string,
    reporter: ImportProgressReporter,
    now: Date,
  ): Promise<number> {
    const total = await this.merge.countTouched(tx, importId);
    if (total === 0) return 0;
    const batch = this.writer.begin(tx);
    let done = 0;
    reporter.enter(() => ({
      step: 'listing',
      rowsRead: done,
      bytesRead: 0,
      bytesTotal: 0,
      kept: 0,
      listingsDone: done,
      listingsTotal: total,
    }));
    for await (const ids of this.merge.touched(tx, importId, REFRESH_BATCH)) {
      reporter.check();
      await this.writer.refresh(batch, ids, now);
      done += ids.length;
    }
    reporter.enterStep('finishing');
    await this.writer.finish(batch, 'touched', now);
    return total;
  }

  /**
   * Takes the planner's statistics behind the transaction that resolved so many listings: in it, their locks would keep
   * autovacuum and every migration from the tables until its end. What fails here is left to autovacuum: the import is done.
   */
  async updateStatistics(ctx: TenantContext, listings: number): Promise<void> {
    if (listings === 0) return;
    await this.work.bulk(ctx, (tx) => this.writer.updateStatistics(tx, listings)).catch(() => undefined);
  }
}
