import type { SilentShops } from '@halles/contracts';
import { OrderSilence } from '@halles/domain/orders';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header } from '@nestjs/common';

/** So many are shown at most, the worst ones. */
const SHOWN = 100;

/** Shops that do not answer their orders. */
@Requires('orders.call')
@Controller('api/tenants/:tenant/silent-shops')
export class SilentShopsController {
  constructor(private readonly silence: OrderSilence) {}

  @Get()
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<SilentShops> {
    const found = await this.silence.list(ctx, SHOWN + 1);
    return {
      timeZone: ctx.tenant.settings.timeZone,
      shops: found.slice(0, SHOWN).map(({ lastMissedAt, askedAt, pausedUntil, ...shop }) => ({
        ...shop,
        lastMissedAt: lastMissedAt.toISOString(),
        askedAt: askedAt?.toISOString() ?? null,
        pausedUntil: pausedUntil?.toISOString() ?? null,
      })),
      isCut: found.length > SHOWN,
    };
  }
}
