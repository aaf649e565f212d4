import { patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { OrderingShops, SaleTermsService } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, PageNotFound, Public } from '@halles/platform/http';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { ListingParam } from '../../params';
import { type Page, page } from '../../rendering/page';
import { CustomerOrders } from '../order-page/customer-orders.service';
import { presentAcceptedTerms, presentSaleTerms } from './sale-terms.presenter';

/** On which terms a shop sells, and on which an order was placed. */
@Public()
@Controller()
export class SaleTermsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly saleTerms: SaleTermsService,
    private readonly customers: CustomerOrders,
  ) {}

  @Get(patternsOf('order.saleTerms'))
  async current(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingParam() { id }: Listing,
  ): Promise<Page> {
    return this.work.read(ctx, async (tx) => {
      const shop = await this.shops.findOpen(tx, id);
      // Who reserves is bound to nothing: nothing is sold.
      if (shop?.settings.kind !== 'order') throw new PageNotFound({});
      const { terms } = await this.saleTerms.current(tx, shop.listing, locale);
      return page('orders/sale-terms', presentSaleTerms(shop.listing, terms));
    });
  }

  @Get(patternsOf('order.acceptedTerms'))
  async accepted(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const order = await this.customers.get(ctx, token);
    const terms = await this.saleTerms.findByOrder(ctx, order.id);
    if (!terms) throw new PageNotFound({});
    return page('orders/sale-terms', presentAcceptedTerms(order, token, terms));
  }
}
