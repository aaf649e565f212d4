import { EarlierTimes } from '@halles/domain/agendas';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Tells who asked for it of earlier times that somebody gave up. */
@Injectable()
export class EarlierTimesTask {
  constructor(private readonly earlier: EarlierTimes) {}

  @Every(5 * MINUTE, { name: 'earlier-times', perTenant: 'live' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { promised: await this.earlier.tell(ctx, () => signal.aborted) };
  }
}
