import { pathTo, patternsOf, portalRoutes } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ConversationService } from '@halles/domain/conversations';
import { ListingService } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get } from '@nestjs/common';
import { ACCOUNT, accountPage, SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { MOST_CONVERSATIONS, presentOwnConversations } from './account-conversations.presenter';
import { CustomerConversations } from './customer-conversations.service';

/** What the owner of an account and the shops of the territory wrote to each other. */
@Requires('account.own')
@Controller()
export class AccountConversationsController {
  constructor(
    private readonly conversations: ConversationService,
    private readonly customers: CustomerConversations,
    private readonly listings: ListingService,
    private readonly space: MerchantSpace,
  ) {}

  @Get(patternsOf('account.conversations'))
  async list(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    // One more than is shown, so that the page knows whether there are more.
    const found = await this.conversations.listOfCustomer(ctx, session.account, MOST_CONVERSATIONS + 1);
    const listings = await this.listings.findMany(ctx, [...new Set(found.map(({ listingId }) => listingId))]);
    const shops = new Map(listings.map((listing) => [listing.id, listing]));
    const own = found.map((conversation) => ({
      conversation,
      token: this.customers.tokenOf(ctx, conversation),
    }));
    return accountPage({
      name: 'conversations',
      frame: await this.space.frame(ctx, session, ACCOUNT),
      paths: portalRoutes['account.conversations'],
      present: (scope) => ({
        trail: [{ href: pathTo('account', locale), label: scope.texts.line('account.home.heading') }],
        errors: [],
        sections: presentOwnConversations(own, shops, scope),
      }),
    });
  }
}
