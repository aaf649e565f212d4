import { WaitOffers } from '@halles/domain/agendas';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Keeps what is free again for who waits for it, and ends what was not answered. */
@Injectable()
export class WaitOffersTask {
  constructor(private readonly offers: WaitOffers) {}

  @Every(MINUTE, { name: 'wait-offers', perTenant: 'live' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { ...(await this.offers.run(ctx, () => signal.aborted)) };
  }
}
