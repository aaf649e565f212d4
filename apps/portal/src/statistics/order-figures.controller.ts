import { patternsOf } from '@halles/contracts';
import { listingsWith } from '@halles/domain/accounts';
import { FIGURE_WEEKS, OrderFiguresService, OrderingSettingsService } from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { PageNotFound, Requires } from '@halles/platform/http';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantRequest, MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { orderFiguresPage } from './order-figures.presenter';

/** `semaines`: how many. What is none of the periods counts as nothing. */
const periodQuery = z.object({ semaines: z.string().max(10).optional().catch(undefined) });
type PeriodQuery = z.output<typeof periodQuery>;

/** What became of the orders of a shop, for who keeps it; what it earns only for who owns its page. */
@Requires('listing.statistics')
@Controller()
export class OrderFiguresController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly figures: OrderFiguresService,
    private readonly ordering: OrderingSettingsService,
  ) {}

  @Get(patternsOf('statistics.orders'))
  async page(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Query({ schema: periodQuery }) { semaines }: PeriodQuery,
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const [usual] = FIGURE_WEEKS;
    const weeks = FIGURE_WEEKS.find((some) => String(some) === semaines) ?? usual;
    const figures = await this.figures.ofShop(ctx, id, weeks);
    const hasSales = listingsWith(session, 'listing.sales').includes(id);
    const isOpen = (await this.ordering.find(ctx, id))?.isOpen ?? false;
    const handlesOrders = listingsWith(session, 'listing.orders').includes(id);
    return this.space.page(
      ctx,
      session,
      orderFiguresPage({ listing, weeks, figures, hasSales, isOpen, handlesOrders }),
    );
  }
}
