import { OrderHandling } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Ends orders that nobody answered until their slot was over: their customer is told, and no longer waits. */
@Injectable()
export class UnansweredOrdersTask {
  constructor(private readonly orders: OrderHandling) {}

  /** One tenant, whatever its state. */
  @Every(5 * MINUTE, { name: 'unanswered-orders', perTenant: 'any-state' })
  async cancel(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    let cancelled = 0;
    for (let more = 1; more > 0 && !signal.aborted; cancelled += more)
      more = await this.orders.cancelUnanswered(ctx);
    return { cancelled };
  }
}
