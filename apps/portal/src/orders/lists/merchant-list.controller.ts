import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { CatalogueService, usualTerms } from '@halles/domain/catalogue';
import { isUnpriced, ListAnswers, type Order, OrderNotFound, ShoppingLists } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm, textOf } from '@halles/platform/forms';
import { Ctx, file, type HttpAnswer, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { ListingId, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { offeredProducts } from '../order-page/amendment.form';
import { answerValues, listAnswerForm, withMoreRows } from './list-answer.form';
import { listAnswerFormPage } from './list-answer.presenter';
import { ShopOrders } from '../shop-orders.service';

/** The button that shows more lines. */
const MORE = 'more';

/** A shop answers a list with lines and prices: its customer is asked, and nothing is owed until they agree. */
@Requires('listing.orders')
@Controller()
export class MerchantListController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly catalogue: CatalogueService,
    private readonly lists: ShoppingLists,
    private readonly answers: ListAnswers,
  ) {}

  @Get(patternsOf('merchant.orderList'))
  async show(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
  ): Promise<Page> {
    const order = await this.order(ctx, id, orderId);
    const { category } = await this.shop.listing(ctx, id);
    const values = answerValues(order, usualTerms(category));
    return this.page(ctx, session, { order, locale }, newForm(values));
  }

  @Post(patternsOf('merchant.orderList'))
  @RateLimit('handling')
  async answer(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.order(ctx, id, orderId);
    if (textOf(posted.values, 'do') === MORE)
      return this.page(ctx, session, { order, locale }, newForm(withMoreRows(posted.values)));
    const offered = offeredProducts(await this.catalogue.list(ctx, id), locale);
    return submitForm(
      listAnswerForm(offered).read(posted),
      async (answer): Promise<Page | HttpAnswer> => {
        const { seen, hours, lines, slotFrom, message } = answer;
        const by = { listingId: id, orderId, accountId: session.account.id };
        await this.answers.answer(ctx, { ...by, seen, hours, lines, slotFrom, message });
        return redirectDone(pathTo('merchant.order', locale, { listing: id, order: orderId }), 'propose');
      },
      async ({ state, ...options }) =>
        this.page(ctx, session, { order: await this.order(ctx, id, orderId), locale }, state, options),
    );
  }

  @Get(patternsOf('merchant.orderListPhoto'))
  async photo(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Param('order') orderId: string,
  ): Promise<HttpAnswer> {
    const stored = await this.lists.photo(ctx, await this.order(ctx, id, orderId));
    return file(() => stored.stream(), {
      type: 'image/jpeg',
      headers: { 'content-length': String(stored.bytes) },
    });
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
    const slots = isUnpriced(order) ? await this.answers.slots(ctx, order.listingId) : [];
    return this.space.page(ctx, session, {
      ...listAnswerFormPage(listing, { order, offered, slots }, state),
      ...answer,
    });
  }

  /** @throws OrderNotFound also where it is another shop's, or no list */
  private async order(ctx: TenantContext, id: number, orderId: string): Promise<Order> {
    const order = await this.shop.order(ctx, id, orderId);
    if (!order.isList) throw new OrderNotFound({});
    return order;
  }
}
