import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { ProductRepository } from '@halles/domain/catalogue';
import { Clock, DAY, HOUR } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OrderingShops } from '../ordering-shops.service';
import { figurePeriod, type FigurePeriod, type FigureWeeks } from './figure-period';
import { type DailyCheck, OrderDailyCheckRepository } from './order-daily-check.repository';
import { OrderDailyRepository, type ShopDay } from './order-daily.repository';
import { orderFigures, type OrderFigures } from './order-figures';
import { townFigures, type TownFigures } from './town-figures';

/** Days that are looked for at once, and how often in one run: another territory waits. */
const PAGE = 200;
const PAGES = 5;
/** Events of orders that are looked at in one transaction, and how often in one run. */
const EVENTS = 500;
const BATCHES = 20;
/** No transaction takes as long: events that are older are all to be seen. */
const LONGEST_STEP = HOUR;

/** The least id of a version 7 that is so much older than another one. Pure. */
export const idBefore = (id: string, milliseconds: number): string =>
  uuid({
    msecs: Math.max(0, Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - milliseconds),
    random: new Uint8Array(16),
    seq: 0,
  });

/** The figures of a shop with the names of what they tell of. */
export interface NamedFigures extends OrderFigures {
  /** By the ids of products, archived ones too. */
  readonly names: ReadonlyMap<string, string>;
  /** It has had no order at all, or none that was counted yet. */
  readonly isNew: boolean;
}

/**
 * Figures of orders, by shop and day of the territory's calendar. Whatever happens to an order marks its days in the same
 * transaction; a day that is marked is counted anew, as a whole. So it may be counted twice, and what is read does not grow
 * with the orders of the past.
 */
@Injectable()
export class OrderFiguresService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly daily: OrderDailyRepository,
    private readonly checks: OrderDailyCheckRepository,
    private readonly products: ProductRepository,
    private readonly shops: OrderingShops,
    private readonly clock: Clock,
  ) {}

  /** Counts the days that are marked, the newest first, a thousand at most. Run twice, or by two at once, it counts the same. Returns how many. */
  async count(ctx: TenantContext, isOver: () => boolean = () => false): Promise<number> {
    await this.begin(ctx);
    let counted = 0;
    for (let pages = 0; pages < PAGES; pages += 1) {
      const days = await this.work.read(ctx, (tx) => this.daily.due(tx, PAGE));
      for (const day of days) {
        if (isOver()) return counted;
        if (await this.recount(ctx, day)) counted += 1;
      }
      if (days.length < PAGE) break;
    }
    return counted;
  }

  /**
   * Once a day, marks the days of orders that took a step since the last time: what was there before there were figures, and what
   * a server of another release did, is counted then. Ten thousand steps at most are looked at in one run; the rest is left to the
   * next. Returns how many were.
   */
  async check(ctx: TenantContext, isOver: () => boolean = () => false): Promise<number> {
    const { checkedAt, eventId } = await this.begin(ctx);
    const now = this.clock.now();
    if (checkedAt !== null && now.getTime() - checkedAt.getTime() < DAY) return 0;
    let [events, last]: [number, string | null] = [0, eventId];
    for (let batches = 0; batches < BATCHES && !isOver(); batches += 1) {
      const done = await this.work.write(ctx, (tx) => this.checks.advance(tx, EVENTS, uuid()));
      events += done.count;
      last = done.last ?? last;
      if (done.count === EVENTS) continue;
      const from = last === null ? null : idBefore(last, LONGEST_STEP);
      await this.work.write(ctx, async (tx) => {
        await this.checks.markDaysWithoutShopReturns(tx, uuid(), now);
        await this.checks.markDaysWithoutWithdrawn(tx, uuid());
        await this.checks.finish(tx, from, now);
      });
      break;
    }
    return events;
  }

  /** What a shop was ordered in so many weeks, and in as many before. */
  async ofShop(ctx: TenantContext, listingId: number, weeks: FigureWeeks): Promise<NamedFigures> {
    const period = this.period(ctx, weeks);
    return this.work.read(ctx, async (tx) => {
      const figures = orderFigures(
        period,
        await this.daily.weeks(tx, listingId, period),
        await this.daily.items(tx, listingId, period),
      );
      const { sold, soldGrams, missing } = figures;
      const ids = [...sold, ...soldGrams, ...missing].map(({ productId }) => productId);
      return {
        ...figures,
        names: await this.products.names(tx, listingId, [...new Set(ids)]),
        isNew: !(await this.daily.hasAny(tx, listingId)),
      };
    });
  }

  /** Whether a shop was ever ordered anything. */
  hasAny(ctx: TenantContext, listingId: number): Promise<boolean> {
    return this.work.read(ctx, (tx) => this.daily.hasAny(tx, listingId));
  }

  /** What the shops of a territory were ordered together. */
  async ofTown(ctx: TenantContext, weeks: FigureWeeks): Promise<TownFigures> {
    const period = this.period(ctx, weeks);
    return this.work.read(ctx, async (tx) =>
      townFigures(
        period,
        await this.daily.townWeeks(tx, period),
        await this.daily.townShops(tx, period),
        await this.shops.countTaking(tx, this.clock.now()),
      ),
    );
  }

  private period({ tenant }: TenantContext, weeks: FigureWeeks): FigurePeriod {
    const { day } = wallTime(tenant.settings.timeZone, this.clock.now().getTime());
    return figurePeriod(weeks, isoOfDay(day));
  }

  private async begin(ctx: TenantContext): Promise<DailyCheck> {
    const found = await this.work.read(ctx, (tx) => this.checks.find(tx));
    if (found) return found;
    await this.work.write(ctx, (tx) => this.checks.begin(tx, this.clock.now()));
    return { eventId: null, checkedAt: null };
  }

  private recount(ctx: TenantContext, shopDay: ShopDay): Promise<boolean> {
    const { timeZone } = ctx.tenant.settings;
    const day = dayOfIso(shopDay.day);
    const from = new Date(instantOf(timeZone, day, 0));
    const until = new Date(instantOf(timeZone, day + 1, 0));
    return this.work.write(ctx, (tx) => this.daily.recount(tx, { ...shopDay, from, until, timeZone }));
  }
}
