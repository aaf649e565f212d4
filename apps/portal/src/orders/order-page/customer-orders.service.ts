import { type Listing, ListingService } from '@halles/domain/listings';
import {
  type Order,
  OrderHandling,
  orderLink,
  OrderNotFound,
  type OrderProgress,
} from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Orders as their customers reach them: by the signed link of the page and of the mails, without an account. */
@Injectable()
export class CustomerOrders {
  constructor(
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  /** What the link of an order says behind its path. */
  token(ctx: TenantContext, id: string): string {
    return this.links.issue(ctx, orderLink, { id, serial: 0 });
  }

  /** The same; null once the time of its link is over. */
  tokenOf(ctx: TenantContext, { id, createdAt }: Pick<Order, 'id' | 'createdAt'>): string | null {
    return orderLink.isOver(createdAt, this.clock.now()) ? null : this.token(ctx, id);
  }

  /** @throws OrderNotFound also where the time of the link is over */
  async get(ctx: TenantContext, token: string): Promise<Order> {
    const payload = this.links.read(ctx, orderLink, token);
    const order = payload && (await this.orders.get(ctx, payload.id));
    if (!order || orderLink.isOver(order.createdAt, this.clock.now())) throw new OrderNotFound({});
    return order;
  }

  /** How far it is. @throws OrderNotFound */
  async progress(ctx: TenantContext, token: string): Promise<OrderProgress> {
    const payload = this.links.read(ctx, orderLink, token);
    const progress = payload && (await this.orders.progress(ctx, payload.id));
    if (!progress || orderLink.isOver(progress.createdAt, this.clock.now())) throw new OrderNotFound({});
    return progress;
  }

  /** The same with its shop. @throws OrderNotFound */
  async getWithShop(
    ctx: TenantContext,
    token: string,
  ): Promise<{ readonly order: Order; readonly listing: Listing }> {
    const order = await this.get(ctx, token);
    const listing = await this.listings.find(ctx, order.listingId);
    if (!listing) throw new OrderNotFound({});
    return { order, listing };
  }
}
