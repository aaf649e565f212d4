import { isoOfDay, wallTime } from '@halles/domain/hours';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListingUse } from './listing-use';
import { daysOf, firstDayOf, type ListingStatistics, statisticsOf, type UsePeriod } from './periods';
import { StatisticsRepository } from './statistics.repository';
import { UseCounter } from './use-counter';

/** How many counts one statement writes. */
const BATCH = 2_000;

const todayOf = (ctx: TenantContext, now: Date): string =>
  isoOfDay(wallTime(ctx.tenant.settings.timeZone, now.getTime()).day);

/** What businesses' pages are used for: counted in memory, written every few seconds, by day and nothing finer. */
@Injectable()
export class StatisticsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly statistics: StatisticsRepository,
    private readonly counter: UseCounter,
  ) {}

  /** Counts a use; nothing is waited for. @param now ms since 1970 */
  count(ctx: TenantContext, listing: number, use: ListingUse, now: number): void {
    this.counter.add(ctx, listing, use, now);
  }

  /** Writes what was counted. What cannot be written now is kept for the next time. Never throws. */
  async flush(onError: (error: unknown) => void): Promise<void> {
    for (const { ctx, counts } of this.counter.take())
      for (let from = 0; from < counts.length; from += BATCH) {
        const batch = counts.slice(from, from + BATCH);
        try {
          await this.work.write(ctx, (tx) => this.statistics.add(tx, batch));
        } catch (error) {
          this.counter.putBack(ctx, batch);
          onError(error);
        }
      }
  }

  /** What the page of a listing was used for, by the calendar of the territory. */
  async ofListing(ctx: TenantContext, listing: number, now: Date): Promise<ListingStatistics> {
    const today = todayOf(ctx, now);
    return statisticsOf(await this.counts(ctx, listing, today), today);
  }

  /** Each day of the last twelve months on which the page was used, in order. */
  async days(ctx: TenantContext, listing: number, now: Date): Promise<UsePeriod[]> {
    return daysOf(await this.counts(ctx, listing, todayOf(ctx, now)));
  }

  private async counts(ctx: TenantContext, listing: number, today: string) {
    return this.work.read(ctx, (tx) => this.statistics.ofListing(tx, listing, firstDayOf(today), today));
  }

  /** Erases what was counted before the day of the instant (UTC). Returns how many counts. */
  @EraseAfter('uses', { months: 13 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    const day = instant.toISOString().slice(0, 10);
    return this.work.write(ctx, (tx) => this.statistics.deleteBefore(tx, day));
  }
}
