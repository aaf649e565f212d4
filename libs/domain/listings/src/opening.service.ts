import { Injectable } from '@nestjs/common';
import { DAY } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { DAYS_OF_OPENINGS, spansOf } from './listing-opening';
import { OpeningRepository } from './opening.repository';

/** What is open in the days to come, the last of them whole, is always known. */
const RENEWED_BEFORE = (DAYS_OF_OPENINGS + 1) * DAY;
const BATCH = 500;

export interface RenewalCounts {
  readonly renewed: number;
  readonly removed: number;
}

/** Keeps it known which shops are open in the days to come. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly openings: OpeningRepository,
  ) {}

  /**
   * Computes anew the spans that expire within fifteen days, for twenty-two days from `now`, in short transactions, and removes
   * schedules that no listing has any more. No listing is touched. Several at once share the work.
   */
  async renew(ctx: TenantContext, now: Date): Promise<RenewalCounts> {
    const before = new Date(now.getTime() + RENEWED_BEFORE);
    const removed = await this.work.write(ctx, (tx) => this.openings.deleteUnused(tx, before));
    let renewed = 0;
    for (let batch = BATCH; batch === BATCH; renewed += batch) {
      batch = await this.work.write(ctx, async (tx) => {
        const expiring = await this.openings.lockExpiring(tx, before, BATCH);
        await this.openings.renew(
          tx,
          expiring.map(({ id, schedule }) => ({ id, ...spansOf(schedule, now) })),
        );
        return expiring.length;
      });
    }
    return { renewed, removed };
  }
}
