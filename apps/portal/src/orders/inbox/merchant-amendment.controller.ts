import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { CatalogueService } from '@halles/domain/catalogue';
import { type Order, OrderAmendments } from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { amendmentForm, amendmentValues, offeredProducts } from '../order-page/amendment.form';
import { amendmentFormPage } from '../order-page/amendment.presenter';
import { ShopOrders } from '../shop-orders.service';

/** A shop that has not everything proposes what it has: its customer is asked, and nothing changes until they answered. */
@Requires('listing.orders')
@Controller()
export class MerchantAmendmentController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly catalogue: CatalogueService,
    private readonly amendments: OrderAmendments,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.orderAmendment'))
  async show(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
  ): Promise<Page> {
    const order = await this.shop.order(ctx, id, orderId);
    return this.page(ctx, session, { order, locale }, newForm(amendmentValues(order)));
  }

  @Post(patternsOf('merchant.orderAmendment'))
  @RateLimit('handling')
  async propose(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.shop.order(ctx, id, orderId);
    const offered = offeredProducts(await this.catalogue.list(ctx, id), locale);
    return submitForm(
      amendmentForm(order, offered).read(posted),
      async (proposal): Promise<Page | HttpAnswer> => {
        await this.amendments.propose(ctx, {
          ...proposal,
          listingId: id,
          orderId,
          accountId: session.account.id,
        });
        return redirectDone(pathTo('merchant.order', locale, { listing: id, order: orderId }), 'propose');
      },
      async ({ state, ...answer }) =>
        this.page(ctx, session, { order: await this.shop.order(ctx, id, orderId), locale }, state, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    { order, locale }: { readonly order: Order; readonly locale: Locale },
    state: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, order.listingId);
    const offered = offeredProducts(await this.catalogue.list(ctx, order.listingId), locale);
    return this.space.page(ctx, session, {
      ...amendmentFormPage(listing, order, offered, state, this.clock.now()),
      ...answer,
    });
  }
}
