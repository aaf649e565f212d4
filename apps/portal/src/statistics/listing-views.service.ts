import { listingIdOf } from '@halles/contracts';
import { StatisticsService } from '@halles/domain/statistics';
import { Clock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { VisitCounter } from '../rendering/counts-visits.decorator';
import { cameFromResults, isReader } from './reader';

/** Counts who reads the page of a business, cached pages too: nothing of the reader is stored, and nothing is waited for. */
@Injectable()
export class ListingViews implements VisitCounter {
  constructor(
    private readonly statistics: StatisticsService,
    private readonly clock: Clock,
  ) {}

  note(ctx: TenantContext, { method, headers, params }: FastifyRequest): void {
    const listing = listingIdOf((params as { readonly listing: string }).listing);
    if (listing === null || method !== 'GET' || !isReader(headers)) return;
    const now = this.clock.now().getTime();
    this.statistics.count(ctx, listing, 'view', now);
    if (cameFromResults(headers.referer, headers.host)) this.statistics.count(ctx, listing, 'search', now);
  }
}
