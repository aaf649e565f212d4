import { FreeDays } from '@halles/domain/agendas';
import { SECOND } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has lists know when something can be booked: after a booking, a change of an agenda, a day that begins. */
@Injectable()
export class FreeDaysTask {
  constructor(private readonly days: FreeDays) {}

  /** One tenant, but for those that are archived. */
  @Every(15 * SECOND, { name: 'free-days', perTenant: 'any-state' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { agendas: await this.days.run(ctx, () => signal.aborted) };
  }
}
