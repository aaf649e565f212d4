import { pathTo, patternsOf, portalRoutes } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ListingService } from '@halles/domain/listings';
import { CustomerHistory } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get } from '@nestjs/common';
import { ACCOUNT, accountPage, SignedIn } from '../../accounts';
import { MerchantSpace } from '../../merchant-space';
import type { Page } from '../../rendering/page';
import { MOST_ORDERS, presentOwnOrders } from './account-orders.presenter';
import { CustomerOrders } from './customer-orders.service';

/** What the owner of an account ordered at the shops of the territory. */
@Requires('account.own')
@Controller()
export class AccountOrdersController {
  constructor(
    private readonly history: CustomerHistory,
    private readonly customers: CustomerOrders,
    private readonly listings: ListingService,
    private readonly space: MerchantSpace,
  ) {}

  @Get(patternsOf('account.orders'))
  async list(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    // One more than is shown, so that the page knows whether there are more.
    const orders = await this.history.list(ctx, session.account, MOST_ORDERS + 1);
    const found = await this.listings.findMany(ctx, [...new Set(orders.map((order) => order.listingId))]);
    const shops = new Map(found.map((listing) => [listing.id, listing]));
    const own = orders.map((order) => ({ order, token: this.customers.tokenOf(ctx, order) }));
    return accountPage({
      name: 'orders',
      frame: await this.space.frame(ctx, session, ACCOUNT),
      paths: portalRoutes['account.orders'],
      present: (scope) => ({
        trail: [{ href: pathTo('account', locale), label: scope.texts.line('account.home.heading') }],
        errors: [],
        sections: presentOwnOrders(own, shops, session.grants.length > 0, scope),
      }),
    });
  }
}
