import { NotificationService } from '@halles/domain/notifications';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has owners mailed about what others changed of their pages, once those are quiet. */
@Injectable()
export class PageChangeMailTask {
  constructor(private readonly notifications: NotificationService) {}

  /** One portal that is open. */
  @Every(MINUTE, { name: 'page-change-mail', perTenant: 'live' })
  async promise(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    return { promised: await this.notifications.promiseCollected(ctx, now) };
  }
}
