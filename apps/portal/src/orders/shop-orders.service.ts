import { type Order, OrderHandling, OrderNotFound } from '@halles/domain/orders';
import { type ManagedListing, ProfileService } from '@halles/domain/profiles';
import { PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { isUuid } from '../params';

/**
 * The listing of an address of the merchant space, and its orders. Whether its reader may manage the listing is decided by the
 * route (`@Requires`); that an order is one of that listing is decided here.
 */
@Injectable()
export class ShopOrders {
  constructor(
    private readonly profiles: ProfileService,
    private readonly orders: OrderHandling,
  ) {}

  /** The listing as who keeps it sees it. @throws PageNotFound */
  async listing(ctx: TenantContext, id: number): Promise<ManagedListing> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }

  /** An order of that listing, as it is by now. @throws OrderNotFound also where it is another shop's, or no id at all */
  async order(ctx: TenantContext, listingId: number, orderId: string): Promise<Order> {
    if (!isUuid(orderId)) throw new OrderNotFound({});
    const order = await this.orders.get(ctx, orderId);
    if (order.listingId !== listingId) throw new OrderNotFound({});
    return order;
  }
}
