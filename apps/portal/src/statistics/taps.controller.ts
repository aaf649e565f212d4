import { type ListingTap, listingTapSchema, fileRoutes } from '@halles/contracts';
import { StatisticsService } from '@halles/domain/statistics';
import { systemClock } from '@halles/kernel';
import { contextOf, Public } from '@halles/platform/http';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isReader } from './reader';

/** Where the page of a business tells that somebody tapped to call, to go there or to see its site. */
@Public()
@Controller()
export class TapsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Post(fileRoutes.apiTaps)
  @HttpCode(204)
  tap(
    @Req() request: FastifyRequest,
    @Body({ schema: listingTapSchema }) { listing, use }: ListingTap,
  ): void {
    if (!isReader(request.headers)) return;
    this.statistics.count(contextOf(request), listing, use, systemClock.now().getTime());
  }
}
