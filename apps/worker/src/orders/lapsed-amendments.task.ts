import { OrderAmendments } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Ends what shops proposed and customers did not answer in time: nothing else changes, and the shops are told. */
@Injectable()
export class LapsedAmendmentsTask {
  constructor(private readonly amendments: OrderAmendments) {}

  /** One tenant, whatever its state. */
  @Every(MINUTE, { name: 'lapsed-amendments', perTenant: 'any-state' })
  async lapse(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    let lapsed = 0;
    for (let more = 1; more > 0 && !signal.aborted; lapsed += more) more = await this.amendments.lapse(ctx);
    return { lapsed };
  }
}
