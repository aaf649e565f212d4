import { PickupToday, ShownOrdering } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/**
 * Has lists and pages say who takes orders at the moment, and of whom what is ordered can be collected today: a pause is over by
 * itself, an owner is given or gone, a day begins and its last slot is taken.
 */
@Injectable()
export class ShownOrderingTask {
  constructor(
    private readonly today: PickupToday,
    private readonly shown: ShownOrdering,
  ) {}

  /** One tenant, whatever its state. */
  @Every(MINUTE, { name: 'shown-ordering', perTenant: 'any-state' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    const isOver = (): boolean => signal.aborted;
    const looked = await this.today.run(ctx, isOver);
    return { looked, shops: await this.shown.run(ctx, isOver) };
  }
}
