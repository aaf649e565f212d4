import { OpenDataWriter } from '@halles/domain/open-data';
import { MINUTE, SECOND } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Keeps the files of open data at the state of the directory. */
@Injectable()
export class OpenDataTask {
  constructor(private readonly writer: OpenDataWriter) {}

  /** Looks often, so that a new territory has its files at once; the writer decides what is due. */
  @Every(15 * SECOND, { name: 'open-data', perTenant: 'live', timeLimit: 20 * MINUTE })
  async write(ctx: TenantContext, { now, signal }: TaskRun): Promise<TaskCounts> {
    const isWritten = await this.writer.writeIfDue(ctx, now, signal);
    return { written: isWritten ? 1 : 0 };
  }
}
