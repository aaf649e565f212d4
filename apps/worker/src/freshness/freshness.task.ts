import { QuestionPlanner } from '@halles/domain/freshness';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Puts the questions to merchants that are due. A question has one row a period. */
@Injectable()
export class FreshnessTask {
  constructor(private readonly planner: QuestionPlanner) {}

  /** One portal that is open: on a closed one nobody could answer. */
  @Every(10 * MINUTE, { name: 'freshness', perTenant: 'live', timeLimit: 30 * MINUTE })
  async round(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    return { asked: await this.planner.plan(ctx, now) };
  }
}
