import { pathsTo } from '@halles/contracts';
import { ProfileService } from '@halles/domain/profiles';
import { LISTING_USES, StatisticsService } from '@halles/domain/statistics';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, PageNotFound, Requires } from '@halles/platform/http';
import { Controller, Get, type OnModuleInit, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { csvRow } from '../open-data/dataset-text';
import { PageRenderer } from '../rendering/page-renderer';
import { statisticsRoutes } from './statistics-routes';
import { presentStatistics } from './statistics.presenter';
import { MerchantSpace, MerchantSections } from '../merchant-space';

/** What the page of a business is used for, for who keeps it. */
@Requires('listing.statistics')
@Controller()
export class StatisticsController implements OnModuleInit {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly statistics: StatisticsService,
    private readonly renderer: PageRenderer,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'statistics',
      label: 'freshness.statistics.nav',
      permission: 'listing.statistics',
      icon: 'chart',
      order: 70,
      route: 'statistics',
    });
  }

  @Get([statisticsRoutes.page.fr, statisticsRoutes.page.en])
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    const id = Number(segment);
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const figures = await this.statistics.ofListing(ctx, id, systemClock.now());
    this.pages.show(request, reply, {
      view: 'pro/statistics',
      title: ({ texts }) => texts.line('freshness.statistics.title'),
      paths: pathsTo('statistics', { listing: id }),
      listing,
      section: 'statistics',
      present: (scope) => presentStatistics(scope, id, figures),
    });
  }

  /** The same as a file, a row a day: RFC 4180. */
  @Get([statisticsRoutes.file.fr, statisticsRoutes.file.en])
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    const id = Number(segment);
    const { texts } = this.renderer.scope(ctx.tenant, localeOfPath(request.url));
    const days = await this.statistics.days(ctx, id, systemClock.now());
    const head = ['day', ...LISTING_USES].map((name) => texts.line(`freshness.statistics.csv.${name}`));
    const rows = days.map(({ period, uses }) => csvRow([period, ...LISTING_USES.map((use) => uses[use])]));
    void reply
      .headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="usages-${id}.csv"`,
        'cache-control': 'private, no-store',
      })
      .send(csvRow(head) + rows.join(''));
  }
}
