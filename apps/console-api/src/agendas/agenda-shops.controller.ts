import type { AgendaShops } from '@halles/contracts';
import { AgendaQueues } from '@halles/domain/agendas';
import { MandateService } from '@halles/domain/mandates';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header } from '@nestjs/common';

/** So many are shown at most, by their names. */
const SHOWN = 500;

/** Shops whose mandate leaves their agenda to the town. */
@Requires('agendas.keep')
@Controller('api/tenants/:tenant/agenda-shops')
export class AgendaShopsController {
  constructor(
    private readonly mandates: MandateService,
    private readonly queues: AgendaQueues,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<AgendaShops> {
    const found = await this.mandates.leaving(ctx, 'agendas', this.clock.now(), SHOWN + 1);
    const shown = found.slice(0, SHOWN);
    const ids = shown.map(({ listing }) => listing.id);
    const queues = await this.queues.of(ctx, ids);
    return {
      shops: shown.map(({ listing: { id, name, place } }) => {
        const queue = queues.get(id);
        return {
          listing: { id, name, place },
          isOpen: queue?.isOpen ?? false,
          ...{ pending: queue?.pending ?? 0, today: queue?.today ?? 0 },
        };
      }),
      isCut: found.length > SHOWN,
    };
  }
}
