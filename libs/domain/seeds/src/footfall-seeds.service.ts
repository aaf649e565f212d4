import { FootfallMeter } from '@halles/domain/footfall';
import { instantOf, intervals, isOpen, wallTime } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { inventedCounts } from './invented-counts';

/** Weeks for which doors of the demonstration have counted: enough that usual hours are known. */
const WEEKS = 5;
/** How full shops are when the demonstration begins, one after the other, of as many as may be inside: calm, busy, full. */
const PRESENT = [0.2, 0.6, 1];

/** Doors of shops of the demonstration have counted before it began: pages say when they are usually busy, and how busy they are. */
@Injectable()
export class FootfallSeeds {
  constructor(
    private readonly meter: FootfallMeter,
    private readonly listings: ListingService,
    private readonly clock: Clock,
  ) {}

  /**
   * Once for a shop: nobody is there while it is closed.
   * @param turn of the shops whose doors count: each is as full as its turn has it
   */
  async fill(
    ctx: TenantContext,
    listingId: number,
    { most, turn }: { readonly most: number; readonly turn: number },
  ): Promise<void> {
    const schedule = (await this.listings.find(ctx, listingId))?.schedule ?? null;
    if (!schedule?.modes.shop) return;
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now().getTime();
    const today = wallTime(timeZone, now).day;
    const from = instantOf(timeZone, today - 7 * WEEKS, 0);
    const openings = intervals(schedule, 'shop', from, instantOf(timeZone, today, 0));
    const share = PRESENT[turn % PRESENT.length] ?? 0;
    const present = isOpen(schedule, 'shop', now) ? Math.round(most * share) : 0;
    await this.meter.takeOver(ctx, listingId, { hours: inventedCounts(openings, most, timeZone), present });
  }
}
