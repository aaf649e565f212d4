import { OrderConfirmations } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Cancels orders that their customers did not confirm in time: their shops never heard of them. */
@Injectable()
export class LapsedConfirmationsTask {
  constructor(private readonly confirmations: OrderConfirmations) {}

  /** One tenant, whatever its state. */
  @Every(MINUTE, { name: 'lapsed-confirmations', perTenant: 'any-state' })
  async lapse(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    let lapsed = 0;
    for (let more = 1; more > 0 && !signal.aborted; lapsed += more)
      more = await this.confirmations.lapse(ctx);
    return { lapsed };
  }
}
