import { AgendaSummaries } from '@halles/domain/agendas';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Mails who keeps an agenda its day, at the minute that they set. */
@Injectable()
export class AgendaSummariesTask {
  constructor(private readonly summaries: AgendaSummaries) {}

  @Every(MINUTE, { name: 'agenda-summaries', perTenant: 'live' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { promised: await this.summaries.promiseDue(ctx, () => signal.aborted) };
  }
}
