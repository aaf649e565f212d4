import { OrderFiguresService } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Counts the days whose orders changed: what merchants and towns are told of them is a minute old at most. */
@Injectable()
export class OrderFiguresTask {
  constructor(private readonly figures: OrderFiguresService) {}

  /** One tenant, whatever its state. What changed without a mark is looked for once a day, after what changed just now. */
  @Every(MINUTE, { name: 'order-figures', perTenant: 'any-state' })
  async count(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    const isOver = (): boolean => signal.aborted;
    const days = await this.figures.count(ctx, isOver);
    const checked = await this.figures.check(ctx, isOver);
    return { checked, days: days + (checked === 0 ? 0 : await this.figures.count(ctx, isOver)) };
  }
}
