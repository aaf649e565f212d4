import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { creditNumber, CreditNotes, type Order, OrderDocuments, OrderReturns } from '@halles/domain/orders';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, file, type HttpAnswer, PageNotFound, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { ListingId, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { orderReturnForm } from './order-return.form';
import { orderReturnPage } from './order-return.presenter';
import { ShopOrders } from '../shop-orders.service';

/** A shop gives back the money of what was missing from an order, or spoilt, and has its credit notes. */
@Requires('listing.orders')
@Controller()
export class OrderReturnController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly returns: OrderReturns,
    private readonly notes: CreditNotes,
    private readonly documents: OrderDocuments,
  ) {}

  @Get(patternsOf('merchant.orderReturn'))
  async show(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
  ): Promise<Page> {
    return this.page(ctx, session, await this.shop.order(ctx, id, orderId), newForm());
  }

  @Post(patternsOf('merchant.orderReturn'))
  @RateLimit('handling')
  async giveBack(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    await this.shop.order(ctx, id, orderId);
    return submitForm(
      orderReturnForm.read(posted),
      async ({ seen, ...goods }): Promise<Page | HttpAnswer> => {
        await this.returns.giveBack(ctx, {
          ...{ listingId: id, orderId, ...goods },
          ...(seen === null ? {} : { seen }),
        });
        return redirectDone(pathTo('merchant.order', locale, { listing: id, order: orderId }), 'giveBack');
      },
      async ({ state, ...answer }) =>
        this.page(ctx, session, await this.shop.order(ctx, id, orderId), state, answer),
    );
  }

  /** A credit note, on paper. @throws OrderNotFound, PageNotFound the order has no such note */
  @Get(patternsOf('merchant.creditNote'))
  @RateLimit('handling')
  async print(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Param('order') orderId: string,
    @Param('note') number: string,
  ): Promise<HttpAnswer> {
    const order = await this.shop.order(ctx, id, orderId);
    const notes = await this.notes.list(ctx, order.id);
    const note = notes.find((one) => creditNumber(one.number) === number);
    if (!note) throw new PageNotFound({});
    const { content, filename } = await this.documents.creditNote(ctx, note, order);
    return file(content, { type: 'application/pdf', saveAs: filename });
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    order: Order,
    state: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, order.listingId);
    return this.space.page(ctx, session, { ...orderReturnPage(listing, order, state), ...answer });
  }
}
