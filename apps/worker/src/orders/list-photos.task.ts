import { ListPhotos } from '@halles/domain/orders';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Removes photos of lists that no list names: of customers who were erased, and what a killed process left. */
@Injectable()
export class ListPhotosTask {
  constructor(private readonly photos: ListPhotos) {}

  @Every(HOUR, { name: 'list-photos', perTenant: 'any-state' })
  async run(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    return { swept: await this.photos.sweep(ctx, now) };
  }
}
