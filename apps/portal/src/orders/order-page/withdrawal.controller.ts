import { pathTo, patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type Order, OrderWithdrawals, withdrawablePositions } from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { CustomerOrders } from './customer-orders.service';
import { withdrawalForm, withdrawalValues } from './withdrawal.form';
import { placeOfShop, presentWithdrawal } from './withdrawal.presenter';

/**
 * The function by which a contract that was made online is withdrawn from online: a link that says so on the page of the
 * order, a declaration, a button that confirms it (code de la consommation, L221-21 and D221-5).
 */
@Public()
@Controller()
export class WithdrawalController {
  constructor(
    private readonly customers: CustomerOrders,
    private readonly withdrawals: OrderWithdrawals,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('order.withdrawal'))
  async form(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    const place = placeOfShop(listing, ctx.tenant.settings.timeZone);
    const positions = withdrawablePositions(order, place, this.clock.now());
    return this.page(order, listing, token, newForm(withdrawalValues(order, positions)));
  }

  @Post(patternsOf('order.withdrawal'))
  async withdraw(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    return submitForm(
      withdrawalForm.read(posted),
      async ({ lines, ...declared }): Promise<Page | HttpAnswer> => {
        const input = { orderId: order.id, listingId: order.listingId, positions: lines, ...declared };
        await this.withdrawals.withdraw(ctx, input, placeOfShop(listing, ctx.tenant.settings.timeZone));
        return redirectTo(pathTo('order', locale, { token }));
      },
      ({ state, ...answer }) => this.page(order, listing, token, state, answer),
    );
  }

  private page(
    order: Order,
    listing: Listing,
    token: string,
    state: FormState,
    answer: PageOptions = {},
  ): Page {
    return page(
      'orders/withdrawal',
      presentWithdrawal(order, listing, token, this.clock.now(), state),
      answer,
    );
  }
}
