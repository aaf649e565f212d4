import { patternsOf } from '@halles/contracts';
import { FreshnessService } from '@halles/domain/freshness';
import { ListingService } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, Public } from '@halles/platform/http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { presentDirectoryFreshness } from './directory-freshness.presenter';

/** « Fraîcheur des informations »: what the score is, and what it was a few minutes ago. */
@Public()
@Controller()
export class DirectoryFreshnessController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly listings: ListingService,
    private readonly freshness: FreshnessService,
  ) {}

  @Get(patternsOf('freshness'))
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = contextOf(request);
    if (this.sender.sendKept(ctx, request, reply)) return;
    const { listings } = await this.listings.figures(ctx);
    const figures = await this.freshness.ofDirectoryLately(ctx, listings, systemClock.now());
    const { scope, layout } = this.renderer.frame(ctx.tenant, localeOfPath(request.url), 'freshness');
    const body = presentDirectoryFreshness(scope, figures);
    const html = this.renderer.render(ctx.tenant, 'static-pages/prose', { layout, body });
    void this.sender.send(ctx, request, reply, { locale: scope.locale, html });
  }
}
