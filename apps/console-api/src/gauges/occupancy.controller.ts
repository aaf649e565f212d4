import type { OccupancyView } from '@halles/contracts';
import { TerritoryOccupancy } from '@halles/domain/gauges';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header } from '@nestjs/common';

/** How busy the places of a territory are, hour by hour: sums, and nobody of whom they are. */
@Controller('api/tenants/:tenant/occupancy')
export class OccupancyController {
  constructor(private readonly occupancy: TerritoryOccupancy) {}

  @Get()
  @Requires('gauges.manage')
  @Header('cache-control', 'no-store')
  week(@Ctx() ctx: TenantContext): Promise<OccupancyView> {
    return this.occupancy.week(ctx);
  }
}
