import { patternsOf } from '@halles/contracts';
import { FreshnessService } from '@halles/domain/freshness';
import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { Ctx, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import { SharedPage } from '../rendering/shared-page.decorator';
import { presentDirectoryFreshness } from './freshness.presenter';

/** « Fraîcheur des informations »: what the score is, and what it was a few minutes ago. */
@Public()
@Controller()
export class FreshnessController {
  constructor(
    private readonly listings: ListingService,
    private readonly freshness: FreshnessService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('freshness'))
  @SharedPage()
  async show(@Ctx() ctx: TenantContext): Promise<Page> {
    const { listings } = await this.listings.figures(ctx);
    const figures = await this.freshness.ofDirectoryLately(ctx, listings, this.clock.now());
    return page('static-pages/prose', (scope) => ({
      head: 'freshness',
      body: presentDirectoryFreshness(scope, figures),
    }));
  }
}
