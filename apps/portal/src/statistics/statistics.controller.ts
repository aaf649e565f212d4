import { pathsTo, patternsOf } from '@halles/contracts';
import { ProfileService } from '@halles/domain/profiles';
import { OrderFiguresService, OrderingShops } from '@halles/domain/orders';
import { LISTING_USES, StatisticsService } from '@halles/domain/statistics';
import { Clock, type Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, file, type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit } from '@nestjs/common';
import { MerchantRequest, MerchantSections, MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { ListingId } from '../params';
import { presentStatistics } from './statistics.presenter';
import { csvRow } from '@halles/domain/text';

/** What the page of a business is used for, for who keeps it. */
@Requires('listing.statistics')
@Controller()
export class StatisticsController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly statistics: StatisticsService,
    private readonly shops: OrderingShops,
    private readonly orders: OrderFiguresService,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
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

  @Get(patternsOf('statistics'))
  async page(@MerchantRequest() { ctx, listing: id, session }: MerchantRequest): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    // Also of a shop that takes none any more: its figures are of the past.
    const hasOrders = (await this.shops.isOpen(ctx, id)) || (await this.orders.hasAny(ctx, id));
    const figures = await this.statistics.ofListing(ctx, id, this.clock.now());
    return this.space.page(ctx, session, {
      view: 'statistics/statistics',
      title: ({ texts }) => texts.line('freshness.statistics.title'),
      paths: pathsTo('statistics', { listing: id }),
      listing,
      section: 'statistics',
      present: (scope) => presentStatistics(scope, id, figures, hasOrders),
    });
  }

  /** The same as a file, a row a day: RFC 4180. */
  @Get(patternsOf('statistics.file'))
  async file(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
  ): Promise<HttpAnswer> {
    const { texts } = this.renderer.scope(ctx.tenant, locale);
    const days = await this.statistics.days(ctx, id, this.clock.now());
    const head = ['day', ...LISTING_USES].map((name) => texts.line(`freshness.statistics.csv.${name}`));
    const rows = days.map(({ period, uses }) => csvRow([period, ...LISTING_USES.map((use) => uses[use])]));
    return file(csvRow(head) + rows.join(''), {
      type: 'text/csv; charset=utf-8',
      saveAs: `usages-${id}.csv`,
    });
  }
}
