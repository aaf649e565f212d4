import { OrderAssurance, OrderCalls } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Sees to it that orders which their shops do not answer are told of again, called about, and told of to their customers. */
@Injectable()
export class OrderAssuranceTask {
  constructor(
    private readonly assurance: OrderAssurance,
    private readonly calls: OrderCalls,
  ) {}

  /** One tenant that is open to the public. */
  @Every(MINUTE, { name: 'order-assurance', perTenant: 'live' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    const { alert, call, tell } = await this.assurance.run(ctx, () => signal.aborted);
    return {
      shopsAlerted: alert,
      townCalled: call,
      customersNotified: tell,
      announced: await this.calls.announce(ctx),
    };
  }
}
