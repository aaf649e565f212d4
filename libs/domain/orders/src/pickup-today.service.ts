import { isHadAt, type LocalMoment } from '@halles/domain/catalogue';
import { instantOf, wallTime } from '@halles/domain/hours';
import { sameDayUntil, slotsOfDay } from '@halles/domain/pickup-slots';
import { Clock, MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { Fulfilments } from './fulfilment/fulfilments.service';
import { rulesAt } from './ordering-controls';
import { OrderingShops } from './ordering-shops.service';
import { PickupTodayRepository, type ShopToday } from './pickup-today.repository';
import { SlotCapacity } from './slot-capacity';

/** The smallest basket. */
const ONE = { lines: 1, items: 1, cents: 1 } as const;

/** So many shops are computed and saved at once. */
const BATCH = 50;

/** What is computed again so seldom at least: a place that somebody gave back is found by it. */
const AGAIN_AFTER = 10 * MINUTE;

/**
 * Until when what is ordered of a shop can be collected on the same day, which lists filter on. It depends on the hours of the
 * day, on notice and preparation, on how full its slots are: too much for a search, and the same for all who ask. So it is
 * computed in advance: anew where any of it changed, and when a day begins.
 */
@Injectable()
export class PickupToday {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly days: PickupTodayRepository,
    private readonly capacity: SlotCapacity,
    private readonly fulfilments: Fulfilments,
    private readonly clock: Clock,
  ) {}

  /** @returns of how many shops it was computed */
  async run(ctx: TenantContext, isOver: () => boolean = () => false): Promise<number> {
    let shops = 0;
    let after: number | null = 0;
    while (after !== null && !isOver()) {
      const ids: number[] = await this.check(ctx, after);
      shops += ids.length;
      after = ids.length < BATCH ? null : (ids.at(-1) ?? null);
    }
    return shops;
  }

  /**
   * Computes it anew for one shop, in the transaction that changes what it depends on. Behind the change: what is closed now is
   * offered by no list once that is committed.
   * @returns whether lists are to say something else
   */
  async refresh(tx: TenantWriteTx, listingId: number): Promise<boolean> {
    const now = this.clock.now();
    const before = await this.days.untilOf(tx, listingId);
    const until = await this.untilOf(tx, listingId, now);
    await this.days.save(tx, [{ listingId, until }], now);
    const isToday = (at: Date | null): boolean => at !== null && at >= now;
    return isToday(before) !== isToday(until);
  }

  /** Of the next ones after a listing: what is read meanwhile keeps nobody waiting who changes its rules. */
  private async check(ctx: TenantContext, after: number): Promise<number[]> {
    const now = this.clock.now();
    const { timeZone } = ctx.tenant.settings;
    const midnight = instantOf(timeZone, wallTime(timeZone, now.getTime()).day, 0);
    const outdated = new Date(Math.max(midnight, now.getTime() - AGAIN_AFTER));
    const shops = await this.work.read(ctx, async (tx) => {
      const computed: ShopToday[] = [];
      for (const listingId of await this.days.listOutdated(tx, { after, limit: BATCH, now, outdated }))
        computed.push({ listingId, until: await this.untilOf(tx, listingId, now) });
      return computed;
    });
    if (shops.length > 0) await this.work.write(ctx, (tx) => this.days.save(tx, shops, now));
    return shops.map(({ listingId }) => listingId);
  }

  /** Null where nothing that is ordered now can be collected today. */
  private async untilOf(tx: TenantTx, listingId: number, now: Date): Promise<Date | null> {
    const found = await this.shops.findOpen(tx, listingId);
    const offers = found ? await this.fulfilments.offers(tx, found) : [];
    const shop = offers.some(({ fulfilment }) => fulfilment === 'pickup') ? found : null;
    if (shop === null) return null;
    const { schedule, mode, settings } = shop;
    const rules = rulesAt(settings, now);
    const asked = { schedule, mode, rules, now: now.getTime() };
    // Whatever is asked for, its slots are among those of what has no notice and is always had.
    const slots = slotsOfDay({ ...asked, basket: { ...ONE, noticeDays: 0 } });
    const taken = await this.capacity.usage(tx, listingId, slots);
    let until: number | null = null;
    for (const { noticeDays, ...times } of await this.days.soonest(tx, listingId)) {
      const basket = { ...ONE, noticeDays, isHadAt: (at: LocalMoment) => isHadAt(times, at) };
      const question = { ...asked, basket };
      const last = sameDayUntil(question, taken);
      if (last !== null && (until === null || last > until)) until = last;
    }
    return until === null ? null : new Date(until);
  }
}
