import { MessagePhotos } from '@halles/domain/conversations';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Removes photos of messages that no message names: of conversations that were erased, and what a killed process left. */
@Injectable()
export class MessagePhotosTask {
  constructor(private readonly photos: MessagePhotos) {}

  @Every(HOUR, { name: 'message-photos', perTenant: 'any-state' })
  async run(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    return { swept: await this.photos.sweep(ctx, now) };
  }
}
