import { OpeningService } from '@halles/domain/listings';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Keeps every territory's opening hours computed for the days to come. */
@Injectable()
export class OpeningRenewalTask {
  constructor(private readonly openings: OpeningService) {}

  /** One tenant, whatever its state: a portal that comes back knows who is open. */
  @Every(HOUR, { name: 'opening-renewal', perTenant: 'any-state' })
  async renew(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    const { renewed, removed } = await this.openings.renew(ctx, now);
    return { renewed, removed };
  }
}
