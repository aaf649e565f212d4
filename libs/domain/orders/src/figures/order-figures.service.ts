import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { ProductRepository } from '@halles/domain/catalogue';
import { Clock, DAY } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingShops } from '../ordering-shops.service';
import { figurePeriod, type FigurePeriod, type FigureWeeks } from './figure-period';
import { OrderDailyRepository, type ShopDay } from './order-daily.repository';
import { orderFigures, type OrderFigures } from './order-figures';
import { townFigures, type TownFigures } from './town-figures';

/** Days that are looked for at once. */
const PAGE = 200;
/** Nobody orders further ahead, nor leaves an order open for longer. */
const LOOKED_BACK = 40 * DAY;

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
    private readonly products: ProductRepository,
    private readonly shops: OrderingShops,
    private readonly clock: Clock,
  ) {}

  /** Counts the days that are marked. Run twice, or by two at once, it counts the same. Returns how many. */
  async count(ctx: TenantContext, isOver: () => boolean = () => false): Promise<number> {
    let [counted, after]: [number, ShopDay | null] = [0, null];
    do {
      const last: ShopDay | null = after;
      const days: ShopDay[] = await this.work.read(ctx, (tx) => this.daily.due(tx, last, PAGE));
      for (const day of days) {
        if (isOver()) return counted;
        if (await this.recount(ctx, day)) counted += 1;
      }
      after = days.length < PAGE ? null : (days.at(-1) ?? null);
    } while (after !== null);
    return counted;
  }

  /** Marks the days of the last weeks: what a server of another release did to an order is counted then. Returns how many. */
  async check(ctx: TenantContext): Promise<number> {
    const since = new Date(this.clock.now().getTime() - LOOKED_BACK);
    return this.work.write(ctx, (tx) => this.daily.markSince(tx, since));
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

  private recount(ctx: TenantContext, shopDay: ShopDay): Promise<boolean> {
    const { timeZone } = ctx.tenant.settings;
    const day = dayOfIso(shopDay.day);
    const from = new Date(instantOf(timeZone, day, 0));
    const until = new Date(instantOf(timeZone, day + 1, 0));
    return this.work.write(ctx, (tx) => this.daily.recount(tx, { ...shopDay, from, until, timeZone }));
  }
}
