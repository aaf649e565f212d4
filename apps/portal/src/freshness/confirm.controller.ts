import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { FreshnessService } from '@halles/domain/freshness';
import { type Listing, ListingService } from '@halles/domain/listings';
import { Clock, type Locale } from '@halles/kernel';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PageNotFound,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Param, Post, Query } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { MerchantSections, MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { confirmPage } from './confirm.presenter';

/** « Tout est exact »: who keeps a page confirms it as the public sees it. */
@Requires('listing.edit')
@Controller()
export class FreshnessConfirmController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly listings: ListingService,
    private readonly freshness: FreshnessService,
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
    @Param('listing') id: string,
    @SignedIn() session: AccountSession,
    @Query('fait') done: unknown,
  ): Promise<Page> {
    const listing = await this.shown(ctx, id);
    const now = this.clock.now();
    const holidays = this.freshness.holidaysOf(ctx, listing, now);
    const isDone = done !== undefined;
    return this.space.page(
      ctx,
      session,
      confirmPage({ id: Number(id), listing, holidays, now: now.getTime(), isDone }),
    );
  }

  @Post(patternsOf('freshness.confirm'))
  async confirm(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('listing') id: string,
    @SignedIn() { account }: AccountSession,
  ): Promise<HttpAnswer> {
    const listing = await this.shown(ctx, id);
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    await this.freshness.confirmAll(ctx, listing.id, by, this.clock.now());
    return redirectTo(`${pathTo('freshness.confirm', locale, { listing: id })}?fait=1`);
  }

  /** @throws PageNotFound where the public sees nothing that could be confirmed */
  private async shown(ctx: TenantContext, id: string): Promise<Listing> {
    const listing = await this.listings.find(ctx, Number(id));
    if (!listing) throw new PageNotFound({});
    return listing;
  }
}
