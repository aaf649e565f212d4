import type { IncomingHttpHeaders } from 'node:http';
import { fileRoutes, type ListingTap, listingTapSchema } from '@halles/contracts';
import { StatisticsService } from '@halles/domain/statistics';
import { Clock } from '@halles/kernel';
import { Ctx, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { isReader } from './reader';

/** Where the page of a business reports that somebody tapped to call, to go there or to see its site. */
@Public()
@Controller()
export class TapsController {
  constructor(
    private readonly statistics: StatisticsService,
    private readonly clock: Clock,
  ) {}

  @Post(fileRoutes.apiTaps)
  @HttpCode(204)
  tap(
    @Ctx() ctx: TenantContext,
    @Headers() headers: IncomingHttpHeaders,
    @Body({ schema: listingTapSchema }) { listing, use }: ListingTap,
  ): void {
    if (!isReader(headers)) return;
    this.statistics.count(ctx, listing, use, this.clock.now().getTime());
  }
}
