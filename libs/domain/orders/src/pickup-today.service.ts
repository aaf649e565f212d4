import { instantOf, wallTime } from '@halles/domain/hours';
import { sameDayUntil, slotsOfDay } from '@halles/domain/pickup-slots';
import { Clock, MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { rulesAt } from './ordering-controls';
import { OrderingShops } from './ordering-shops.service';
import { PickupTodayRepository } from './pickup-today.repository';
import { SlotCapacity } from './slot-capacity';

/** So many shops are looked at in one transaction. */
const BATCH = 50;

/** What is looked up so seldom at least: a place that somebody gave back is found by it. */
const AGAIN_AFTER = 10 * MINUTE;

/**
 * Until when what is ordered of a shop can be collected on the same day, which lists filter on. It depends on the hours of the
 * day, on notice and preparation, on how full its slots are: too much for a search, and the same for all who ask. So it is
 * looked up anew where any of it changed, and when a day begins.
 */
@Injectable()
export class PickupToday {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly days: PickupTodayRepository,
    private readonly capacity: SlotCapacity,
    private readonly clock: Clock,
  ) {}

  /** @returns of how many shops it was looked up */
  async run(ctx: TenantContext, isOver: () => boolean = () => false): Promise<number> {
    let shops = 0;
    let behind: number | null = 0;
    while (behind !== null && !isOver()) {
      const ids: number[] = await this.check(ctx, behind);
      shops += ids.length;
      behind = ids.length < BATCH ? null : (ids.at(-1) ?? null);
    }
    return shops;
  }

  private check(ctx: TenantContext, behind: number): Promise<number[]> {
    const now = this.clock.now();
    const { timeZone } = ctx.tenant.settings;
    const midnight = instantOf(timeZone, wallTime(timeZone, now.getTime()).day, 0);
    const outdated = new Date(Math.max(midnight, now.getTime() - AGAIN_AFTER));
    return this.work.write(ctx, async (tx) => {
      const ids = await this.days.listOutdated(tx, { behind, limit: BATCH, now, outdated });
      for (const id of ids) await this.days.save(tx, id, await this.untilOf(tx, id, now), now);
      return ids;
    });
  }

  /** Null where nothing that is ordered now can be collected today. */
  private async untilOf(tx: TenantWriteTx, listingId: number, now: Date): Promise<Date | null> {
    const shop = await this.shops.findOpen(tx, listingId);
    const noticeDays = shop && (await this.days.leastNotice(tx, listingId));
    if (shop === null || noticeDays === null) return null;
    const { schedule, mode, settings } = shop;
    const basket = { lines: 1, items: 1, cents: 1, noticeDays };
    const question = { schedule, mode, rules: rulesAt(settings, now), basket, now: now.getTime() };
    const taken = await this.capacity.usage(tx, listingId, slotsOfDay(question));
    const until = sameDayUntil(question, taken);
    return until === null ? null : new Date(until);
  }
}
