import { BusyTimes } from '@halles/domain/agendas';
import { MINUTE } from '@halles/kernel';
import { LOG, type Log } from '@halles/platform/observability';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { BusyReader } from './busy-reader';

/** Reads the calendars of others again, each every quarter of an hour. */
@Injectable()
export class ReadBusyTask {
  constructor(
    private readonly busy: BusyTimes,
    private readonly reader: BusyReader,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** One tenant: those whose time has come. */
  @Every(5 * MINUTE, { name: 'read-busy-times', perTenant: 'live' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    const counts = { read: 0, failed: 0 };
    while (!signal.aborted) {
      const due = await this.busy.takeDue(ctx);
      if (due.length === 0) break;
      for (const reading of due) {
        if (signal.aborted) break;
        try {
          counts[(await this.reader.read(ctx, reading)) ? 'read' : 'failed'] += 1;
        } catch (error) {
          // Ours to mend: it is tried again when nobody has it any more, and the others are not kept waiting.
          this.log.error({ err: error }, 'a calendar could not be read');
          counts.failed += 1;
        }
      }
    }
    return counts;
  }
}
