import type { TownOrderFigures } from '@halles/contracts';
import { FIGURE_WEEKS, OrderFiguresService } from '@halles/domain/orders';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { z } from 'zod';

/** What is none of the periods counts as nothing. */
const periodQuery = z.object({ weeks: z.string().max(10).optional().catch(undefined) });
type PeriodQuery = z.output<typeof periodQuery>;

/** What the shops of a territory are ordered together: neither amounts nor answers of a single one. */
@Requires('orders.call')
@Controller('api/tenants/:tenant/order-figures')
export class OrderFiguresController {
  constructor(private readonly figures: OrderFiguresService) {}

  @Get()
  @Header('cache-control', 'no-store')
  async read(
    @Ctx() ctx: TenantContext,
    @Query({ schema: periodQuery }) { weeks }: PeriodQuery,
  ): Promise<TownOrderFigures> {
    const [usual] = FIGURE_WEEKS;
    const asked = FIGURE_WEEKS.find((some) => String(some) === weeks) ?? usual;
    const { period, before, weeks: sums, totals, taking } = await this.figures.ofTown(ctx, asked);
    const { first, last } = period;
    return {
      ...{ first, last, before: { ...period.before, totals: before } },
      ...{ weeks: [...sums], totals, taking },
    };
  }
}
