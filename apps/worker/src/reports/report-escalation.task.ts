import { ReportQueue } from '@halles/domain/reports';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Hands reports that nobody of the business answered to the town's agents. Each goes over once. */
@Injectable()
export class ReportEscalationTask {
  constructor(private readonly queue: ReportQueue) {}

  /** One portal that is open. */
  @Every(10 * MINUTE, { name: 'report-escalation', perTenant: 'live', timeLimit: 30 * MINUTE })
  async escalate(ctx: TenantContext, { now, signal }: TaskRun): Promise<TaskCounts> {
    return { escalated: await this.queue.escalate(ctx, now, signal) };
  }
}
