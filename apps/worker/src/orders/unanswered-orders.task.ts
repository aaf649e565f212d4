import { OrderHandling, OrderReleases } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Ends orders whose slot is over: those that nobody answered, of which their customer is told, and reservations that nobody collected in two more hours. */
@Injectable()
export class UnansweredOrdersTask {
  constructor(
    private readonly orders: OrderHandling,
    private readonly releases: OrderReleases,
  ) {}

  /** One tenant, whatever its state. */
  @Every(5 * MINUTE, { name: 'unanswered-orders', perTenant: 'any-state' })
  async cancel(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    let cancelled = 0;
    for (let more = 1; more > 0 && !signal.aborted; cancelled += more)
      more = await this.orders.cancelUnanswered(ctx);
    return { cancelled };
  }

  /** The same of what nobody came for. */
  @Every(5 * MINUTE, { name: 'uncollected-reservations', perTenant: 'any-state' })
  async release(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    let released = 0;
    for (let more = 1; more > 0 && !signal.aborted; released += more)
      more = await this.releases.releaseUncollected(ctx);
    return { released };
  }
}
