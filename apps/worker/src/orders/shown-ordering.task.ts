import { ShownOrdering } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has lists and pages say who takes orders at the moment: a pause is over by itself, and an owner is given or gone. */
@Injectable()
export class ShownOrderingTask {
  constructor(private readonly shown: ShownOrdering) {}

  /** One tenant, whatever its state. */
  @Every(MINUTE, { name: 'shown-ordering', perTenant: 'any-state' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { shops: await this.shown.run(ctx, () => signal.aborted) };
  }
}
