import { pathsTo, pathTo } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { FreshnessService } from '@halles/domain/freshness';
import { type Listing, ListingService } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, PageNotFound, Requires } from '@halles/platform/http';
import { Controller, Get, type OnModuleInit, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { presentCheck } from './check.presenter';
import { freshnessPatterns } from './freshness-routes';
import { MerchantSpace, MerchantSections } from '../merchant-space';

/** « Tout est exact »: who keeps a page confirms it as the public sees it. */
@Requires('listing.edit')
@Controller()
export class FreshnessConfirmController implements OnModuleInit {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly listings: ListingService,
    private readonly freshness: FreshnessService,
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

  @Get(freshnessPatterns('confirm'))
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @Query('fait') done: unknown,
  ): Promise<void> {
    const listing = await this.shown(request, segment);
    const now = systemClock.now().getTime();
    const holidays = this.freshness.holidaysOf(contextOf(request), listing, new Date(now));
    this.pages.show(request, reply, {
      view: 'pro/confirm',
      title: ({ texts }) => texts.line('freshness.check.heading'),
      paths: pathsTo('freshness.confirm', { listing: Number(segment) }),
      listing: { id: Number(segment), name: listing.name },
      section: 'confirm',
      present: (scope) => ({
        check: presentCheck(scope, {
          listing,
          holidays,
          now,
          lead: 'own',
          action: pathsTo('freshness.confirm', { listing: Number(segment) })[scope.locale],
          change: pathTo('merchant.listing', scope.locale, { listing: Number(segment) }),
        }),
        ...(done === undefined ? {} : { done: scope.texts.line('freshness.check.done') }),
      }),
    });
  }

  @Post(freshnessPatterns('confirm'))
  async confirm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    const listing = await this.shown(request, segment);
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    await this.freshness.confirmAll(contextOf(request), listing.id, by, systemClock.now());
    const path = pathsTo('freshness.confirm', { listing: Number(segment) })[localeOfPath(request.url)];
    void reply.header('cache-control', 'no-store').redirect(`${path}?fait=1`, 303);
  }

  /** @throws PageNotFound where the public sees nothing that could be confirmed */
  private async shown(request: FastifyRequest, segment: string): Promise<Listing> {
    const listing = await this.listings.find(contextOf(request), Number(segment));
    if (!listing) throw new PageNotFound({});
    return listing;
  }
}
