import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { BlockedCustomers, type Order, OrderNotFound } from '@halles/domain/orders';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { blockForm, unblockForm } from './blocked-customers.form';
import {
  type BlockChange,
  blockChanges,
  presentBlocked,
  presentBlocking,
} from './blocked-customers.presenter';
import { ShopOrders } from '../shop-orders.service';

/** From whom a shop takes no orders online: blocked from one of their orders, and taken back in a list. */
@Requires('listing.orders')
@Controller()
export class BlockedCustomersController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly blocked: BlockedCustomers,
  ) {}

  @Get(patternsOf('merchant.blockedCustomers'))
  list(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Done(blockChanges) done: BlockChange | null,
  ): Promise<Page> {
    return this.listPage(ctx, session, id, done);
  }

  @Post(patternsOf('merchant.blockedCustomers'))
  unblock(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<{ id: string }, Page | HttpAnswer>(
      unblockForm.read(posted),
      async ({ id }) => {
        await this.blocked.unblock(ctx, listing, id);
        return redirectDone(pathTo('merchant.blockedCustomers', locale, { listing }), 'unblock');
      },
      ({ state: _, ...answer }) => this.listPage(ctx, session, listing, null, answer),
    );
  }

  @Get(patternsOf('merchant.blockCustomer'))
  async ask(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
  ): Promise<Page> {
    return this.blockPage(ctx, session, await this.order(ctx, id, orderId), newForm());
  }

  @Post(patternsOf('merchant.blockCustomer'))
  async block(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Param('order') orderId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.order(ctx, listing, orderId);
    return submitForm<{ reason: string | null }, Page | HttpAnswer>(
      blockForm.read(posted),
      async ({ reason }) => {
        await this.blocked.block(ctx, { listingId: listing, orderId }, reason);
        return redirectDone(pathTo('merchant.blockedCustomers', locale, { listing }), 'block');
      },
      ({ state, ...answer }) => this.blockPage(ctx, session, order, state, answer),
    );
  }

  private async listPage(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    done: BlockChange | null,
    answer: PageOptions = {},
  ): Promise<Page> {
    const customers = await this.blocked.list(ctx, id);
    return this.space.page(ctx, session, {
      view: 'orders/order-contacts',
      title: ({ texts }) => texts.line('blocked.heading'),
      paths: pathsTo('merchant.blockedCustomers', { listing: id }),
      listing: await this.shop.listing(ctx, id),
      section: 'orders',
      ...answer,
      present: (scope) => presentBlocked(scope, id, customers, done),
    });
  }

  private async blockPage(
    ctx: TenantContext,
    session: AccountSession,
    order: Order,
    state: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { id, listingId } = order;
    const isBlocked = await this.blocked.isBlocked(ctx, order);
    return this.space.page(ctx, session, {
      view: 'orders/order-contacts',
      title: ({ texts }) => texts.line('blocked.blockHeading'),
      paths: pathsTo('merchant.blockCustomer', { listing: listingId, order: id }),
      listing: await this.shop.listing(ctx, listingId),
      section: 'orders',
      ...answer,
      present: (scope) => presentBlocking(scope, order, state, isBlocked),
    });
  }

  /** @throws OrderNotFound also where it is another shop's, or its customer was erased */
  private async order(ctx: TenantContext, id: number, orderId: string): Promise<Order> {
    const order = await this.shop.order(ctx, id, orderId);
    if (order.customer === null) throw new OrderNotFound({});
    return order;
  }
}
