import { StatisticsService } from '@halles/domain/statistics';
import { systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { cameFromResults, isReader } from './reader';

/** Counts who reads the page of a business, kept pages too: nothing of the reader is kept, and nothing is waited for. */
@Injectable()
export class ListingViews {
  constructor(private readonly statistics: StatisticsService) {}

  note(ctx: TenantContext, { method, headers }: FastifyRequest, listing: number): void {
    if (method !== 'GET' || !isReader(headers)) return;
    const now = systemClock.now().getTime();
    this.statistics.count(ctx, listing, 'view', now);
    if (cameFromResults(headers.referer, headers.host)) this.statistics.count(ctx, listing, 'search', now);
  }
}
