import type { OrderShops } from '@halles/contracts';
import { MandateService } from '@halles/domain/mandates';
import { OrderingShops } from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header } from '@nestjs/common';

/** So many are shown at most, by their names. */
const SHOWN = 500;

/** Shops whose mandate leaves their orders to the town. */
@Requires('orders.call')
@Controller('api/tenants/:tenant/order-shops')
export class OrderShopsController {
  constructor(
    private readonly mandates: MandateService,
    private readonly shops: OrderingShops,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<OrderShops> {
    const now = this.clock.now();
    const found = await this.mandates.leaving(ctx, 'orders', now, SHOWN + 1);
    const shown = found.slice(0, SHOWN);
    const ids = shown.map(({ listing }) => listing.id);
    const taking = await this.shops.taking(ctx, ids, now);
    return {
      shops: shown.map(({ mandate, listing: { id, name, place } }) => ({
        listing: { id, name, place },
        until: mandate.expiresAt.toISOString(),
        takesOrders: taking.has(id),
      })),
      isCut: found.length > SHOWN,
    };
  }
}
