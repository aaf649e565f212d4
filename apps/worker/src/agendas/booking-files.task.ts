import { BookingFiles } from '@halles/domain/agendas';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Removes files that no booking names: of customers who were erased, and what a killed process left. */
@Injectable()
export class BookingFilesTask {
  constructor(private readonly files: BookingFiles) {}

  @Every(HOUR, { name: 'booking-files', perTenant: 'any-state' })
  async run(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    return { swept: await this.files.sweep(ctx, now) };
  }
}
