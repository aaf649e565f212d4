import { OrderFiguresService } from '@halles/domain/orders';
import { DAY, MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Counts the days whose orders changed: what merchants and towns are told of them is a minute old at most. */
@Injectable()
export class OrderFiguresTask {
  constructor(private readonly figures: OrderFiguresService) {}

  /** One tenant, whatever its state. */
  @Every(MINUTE, { name: 'order-figures', perTenant: 'any-state' })
  async count(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { days: await this.figures.count(ctx, () => signal.aborted) };
  }

  /** The days of the last weeks are counted once more: while servers of two releases run, the older one marks none. */
  @Every(DAY, { name: 'order-figures-check', perTenant: 'any-state' })
  async check(ctx: TenantContext): Promise<TaskCounts> {
    return { marked: await this.figures.check(ctx) };
  }
}
