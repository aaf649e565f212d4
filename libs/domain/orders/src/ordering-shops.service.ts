import type { PortalPermission } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { type Listing, ListingService } from '@halles/domain/listings';
import type { Interval, Schedule, ServiceMode } from '@halles/domain/hours';
import { PlaceGauges } from '@halles/domain/place-days';
import { Clock, DAY } from '@halles/kernel';
import {
  ChangeBus,
  pipelined,
  RememberedRows,
  type TenantContext,
  type TenantTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingClosed, OrderingPaused } from './order.errors';
import type { SaleConditions } from './order-decision';
import { type AnsweringHours, answeringHours, officeHours } from './order-assurance';
import { controlsAt } from './ordering-controls';
import {
  type Offered,
  type OrderingNow,
  type OrderingSettings,
  OrderingSettingsRepository,
} from './ordering-settings.repository';

const handlesOrders = (permissions: readonly PortalPermission[]): boolean =>
  permissions.includes('listing.orders');

/** A shop that takes orders. */
export interface OrderingShop {
  readonly listing: Listing;
  readonly settings: OrderingSettings;
  readonly schedule: Schedule;
  /** Whose hours orders are collected in. */
  readonly mode: ServiceMode;
  /** When a rule of the territory closes it: among the pauses of its settings, and not for the shop to end. */
  readonly closedByRule: readonly Interval[];
}

/** What the page of a shop shows of ordering. */
export interface ShownOffer extends Offered {
  /** It takes no orders until then; null: it does, as far as it offers anything. */
  readonly pausedUntil: Date | null;
}

/** On which conditions a shop sells at the moment. Pure. */
export const conditionsOf = ({
  schedule,
  settings,
}: Pick<OrderingShop, 'schedule' | 'settings'>): SaleConditions => ({
  department: schedule.place.department,
  tolerance: settings.weightTolerance,
});

/** No slot that may be chosen is later. */
const FURTHEST = 368 * DAY;

/** Whether a shop takes orders, and in which hours. */
@Injectable()
export class OrderingShops {
  /** Those that say that they take orders. */
  private readonly open: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingService,
    private readonly settings: OrderingSettingsRepository,
    private readonly grants: GrantService,
    private readonly gauges: PlaceGauges,
    changeBus: ChangeBus,
    private readonly clock: Clock,
  ) {
    this.open = new RememberedRows(changeBus, clock, (tx, _, limit) => settings.listOpen(tx, limit));
  }

  /** @throws OrderingClosed where it does not, for whichever reason: closed for good, merged, paused, hours unknown */
  async get(tx: TenantTx, listingId: number, now: Date): Promise<OrderingShop> {
    const shop = await this.find(tx, listingId, now);
    if (!shop) throw new OrderingClosed({});
    return shop;
  }

  /** A shop whose page of orders is to be seen: it takes them, or will again after a pause. @throws OrderingClosed */
  async getShown(tx: TenantTx, listingId: number): Promise<OrderingShop> {
    const shop = await this.findOpen(tx, listingId);
    if (!shop) throw new OrderingClosed({});
    return shop;
  }

  /** The same; null where it takes none. */
  findOpen(tx: TenantTx, listingId: number): Promise<OrderingShop | null> {
    return this.find(tx, listingId, null);
  }

  /** What is told to who orders from a shop that takes no orders now. */
  async refusal(tx: TenantTx, listingId: number, now: Date): Promise<Error> {
    const shop = await this.findOpen(tx, listingId);
    const until = shop && controlsAt(shop.settings, now).pausedUntil;
    if (!shop || !until) return new OrderingClosed({});
    return new OrderingPaused({ until, now, timeZone: shop.schedule.place.timeZone });
  }

  /** The accounts that handle the orders of a shop. */
  async handlersOf(tx: TenantTx, listingId: number): Promise<string[]> {
    const members = await this.grants.membersOf(tx, listingId);
    return members.flatMap(({ account, grant }) => (handlesOrders(grant.permissions) ? [account.id] : []));
  }

  /** Null where it takes none, also of what it has at the moment. @param now null: one that is paused too */
  async find(tx: TenantTx, listingId: number, now: Date | null): Promise<OrderingShop | null> {
    return this.shopOf(tx, listingId, this.settings.findTaking(tx, listingId, now));
  }

  /** Those of these shops where somebody can order at the moment, read in one query: they take orders and have something to sell, or take lists. */
  async among(tx: TenantTx, listings: readonly number[], now: Date): Promise<ReadonlySet<number>> {
    if (listings.length === 0) return new Set();
    return new Set(await this.settings.listOffering(tx, listings, now));
  }

  /** What lists say of these shops at the moment, read in one query; nothing of those that take no orders. */
  async now(tx: TenantTx, listings: readonly number[], now: Date): Promise<ReadonlyMap<number, OrderingNow>> {
    if (listings.length === 0) return new Map();
    const rows = await this.settings.listNow(tx, listings, now);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Which of these take orders, by itself. */
  taking(ctx: TenantContext, listings: readonly number[], now: Date): Promise<ReadonlySet<number>> {
    return this.work.read(ctx, (tx) => this.among(tx, listings, now));
  }

  /**
   * What can be ordered from a shop, which its page leads to: most shops take no orders, and are known to by what is remembered.
   * @param now null: in a pause too
   */
  async offered(tx: TenantTx, listingId: number, now: Date | null): Promise<Offered> {
    const open = await this.open.of(tx, null);
    if (open !== null && !open.has(listingId)) return { goods: false, lists: false, kind: 'order' };
    return this.settings.offered(tx, listingId, now);
  }

  /** What the page of a shop shows: what it offers, in a pause too, and until when that is. Of most shops nothing is asked. */
  async shown(tx: TenantTx, listingId: number, now: Date): Promise<ShownOffer> {
    const offered = await this.offered(tx, listingId, null);
    if (!offered.goods && !offered.lists) return { ...offered, pausedUntil: null };
    const settings = await this.settings.find(tx, listingId);
    return { ...offered, pausedUntil: settings && controlsAt(settings, now).pausedUntil };
  }

  /** Whether a shop says that it takes orders, also in a pause and while its hours are not known. */
  isOpen(ctx: TenantContext, listingId: number): Promise<boolean> {
    return this.work.read(ctx, async (tx) => {
      const open = await this.open.of(tx, null);
      return open?.has(listingId) ?? (await this.settings.find(tx, listingId))?.isOpen ?? false;
    });
  }

  /** Which of these say that they take orders, read at once. */
  openAmong(ctx: TenantContext, listings: readonly number[]): Promise<ReadonlySet<number>> {
    return this.work.read(ctx, async (tx) => {
      const open = await this.open.of(tx, null);
      return new Set(
        open === null
          ? await this.settings.listOpenAmong(tx, listings)
          : listings.filter((id) => open.has(id)),
      );
    });
  }

  /** A shop that has orders, whether it takes more or not. @throws OrderingClosed where its hours are unknown by now */
  async getWithOrders(tx: TenantTx, listingId: number): Promise<OrderingShop> {
    const shop = await this.findWithOrders(tx, listingId);
    if (!shop) throw new OrderingClosed({});
    return shop;
  }

  /** The hours in which a shop answers; those of offices where its own are not known any more, or its page is another's by now. */
  async answeringHours(tx: TenantTx, listingId: number): Promise<AnsweringHours> {
    const shop = await this.findWithOrders(tx, listingId);
    if (shop) return answeringHours(shop.schedule, shop.mode);
    return officeHours({ timeZone: tx.ctx.tenant.settings.timeZone, department: '' });
  }

  /** At how many shops somebody can order at the moment. */
  async countTaking(tx: TenantTx, now: Date): Promise<number> {
    return this.settings.countTaking(tx, now);
  }

  /** The same; null where its hours are unknown by now, or its page is not shown. */
  findWithOrders(tx: TenantTx, listingId: number): Promise<OrderingShop | null> {
    return this.withSettings(tx, listingId);
  }

  private async withSettings(tx: TenantTx, listingId: number): Promise<OrderingShop | null> {
    return this.shopOf(tx, listingId, this.settings.find(tx, listingId));
  }

  /** Settings that are being read, with the shop that they are of. */
  private async shopOf(
    tx: TenantTx,
    listingId: number,
    asked: Promise<OrderingSettings | null>,
  ): Promise<OrderingShop | null> {
    const from = this.clock.now().getTime() - DAY;
    const [own, listing, closed] = await pipelined([
      asked,
      this.listings.findIn(tx, listingId),
      this.gauges.closed(tx, listingId, { from, until: from + FURTHEST }, 'pickup'),
    ]);
    // Where a rule of the territory closes it, nobody collects anything: as if the shop had closed these slots.
    const settings =
      own === null || closed.length === 0
        ? own
        : { ...own, pickup: { ...own.pickup, pauses: [...own.pickup.pauses, ...closed] } };
    if (!settings || !listing?.schedule || listing.id !== listingId) return null;
    const { schedule } = listing;
    const mode = schedule.modes.pickup ? 'pickup' : 'shop';
    return { listing, settings, schedule, mode, closedByRule: closed };
  }
}
