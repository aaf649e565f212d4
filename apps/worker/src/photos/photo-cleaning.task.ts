import { PhotoSweep } from '@halles/domain/photos';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Erases photos that were taken off a day ago, and files that no photo names. */
@Injectable()
export class PhotoCleaningTask {
  constructor(private readonly photos: PhotoSweep) {}

  /** One tenant, whatever its state. */
  @Every(6 * HOUR, { name: 'photo-cleaning', perTenant: 'any-state' })
  async clean(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    const { erased, files } = await this.photos.sweep(ctx, now);
    return { erased, files };
  }
}
