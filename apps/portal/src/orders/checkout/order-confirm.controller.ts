import { pathTo, patternsOf } from '@halles/contracts';
import { type Listing, ListingService } from '@halles/domain/listings';
import {
  type Order,
  orderConfirmLink,
  OrderConfirmations,
  OrderHandling,
  OrderNotFound,
} from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { buttonForm, type FormProblem, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { FollowedLink } from '../../params';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { CustomerOrders } from '../order-page/customer-orders.service';
import { presentOrderConfirm } from './order-confirm.presenter';

/**
 * Where a customer confirms an order, by the link of their mail. Opening it changes nothing, however often: scanners and previews
 * follow every link of a mail. Only its button confirms.
 */
@Public()
@Controller()
export class OrderConfirmController {
  constructor(
    private readonly confirmations: OrderConfirmations,
    private readonly orders: OrderHandling,
    private readonly customers: CustomerOrders,
    private readonly listings: ListingService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('order.confirm'))
  show(
    @Ctx() ctx: TenantContext,
    @FollowedLink(orderConfirmLink, OrderNotFound) link: FollowedLink,
  ): Promise<Page> {
    return this.page(ctx, link);
  }

  @Post(patternsOf('order.confirm'))
  async confirm(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @FollowedLink(orderConfirmLink, OrderNotFound) link: FollowedLink,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { order } = await this.find(ctx, link);
    return submitForm(
      buttonForm.read(posted),
      async (): Promise<Page | HttpAnswer> => {
        await this.confirmations.confirm(ctx, order);
        return redirectTo(pathTo('order', locale, { token: this.customers.token(ctx, order.id) }));
      },
      // Too late: the page says so.
      ({ state, ...options }) => this.page(ctx, link, state.problem, options),
    );
  }

  private async page(
    ctx: TenantContext,
    link: FollowedLink,
    problem: FormProblem | null = null,
    options: PageOptions = {},
  ): Promise<Page> {
    const { order, listing } = await this.find(ctx, link);
    const tokens = { confirm: link.token, order: this.customers.token(ctx, order.id) };
    return page(
      'orders/order-confirm',
      presentOrderConfirm(order, listing, { tokens, problem, now: this.clock.now() }),
      options,
    );
  }

  /** @throws OrderNotFound also where the time of the link is over */
  private async find(
    ctx: TenantContext,
    { id }: FollowedLink,
  ): Promise<{ readonly order: Order; readonly listing: Listing }> {
    const order = await this.orders.get(ctx, id);
    const listing = await this.listings.find(ctx, order.listingId);
    if (!listing || orderConfirmLink.isOver(order.createdAt, this.clock.now())) throw new OrderNotFound({});
    return { order, listing };
  }
}
