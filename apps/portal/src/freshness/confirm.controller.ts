import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { categoriesOf } from '@halles/domain/categories';
import { FreshnessService } from '@halles/domain/freshness';
import type { Listing } from '@halles/domain/listings';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { MerchantSections, MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { Done, ListingParam, redirectDone } from '../params';
import { confirmPage } from './confirm.presenter';

/** « Tout est exact »: who keeps a page confirms it as the public sees it. */
@Requires('listing.edit')
@Controller()
export class FreshnessConfirmController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly freshness: FreshnessService,
    private readonly profiles: ProfileService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'confirm',
      label: 'freshness.check.nav',
      permission: 'listing.edit',
      icon: 'check',
      order: 5,
      route: 'freshness.confirm',
    });
  }

  @Get(patternsOf('freshness.confirm'))
  async show(
    @Ctx() ctx: TenantContext,
    @ListingParam() listing: Listing,
    @SignedIn() session: AccountSession,
    @Done(['1']) confirmed: '1' | null,
  ): Promise<Page> {
    const now = this.clock.now();
    return this.space.page(
      ctx,
      session,
      confirmPage({
        id: listing.id,
        listing,
        profile: await this.profiles.findShown(ctx, listing.id),
        tree: categoriesOf(ctx),
        now: now.getTime(),
        isDone: confirmed !== null,
      }),
    );
  }

  @Post(patternsOf('freshness.confirm'))
  async confirm(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingParam() listing: Listing,
    @SignedIn() { account }: AccountSession,
  ): Promise<HttpAnswer> {
    const path = pathTo('freshness.confirm', locale, { listing: listing.id });
    // Its page has no word of it.
    if (listing.state === 'closed') return redirectTo(path);
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    await this.freshness.confirmAll(ctx, listing.id, by, this.clock.now());
    return redirectDone(path, '1');
  }
}
