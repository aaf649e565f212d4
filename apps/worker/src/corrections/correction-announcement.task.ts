import { CorrectionAnnouncements } from '@halles/domain/corrections';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has the town mailed about addresses and corrections that wait: within minutes of the first, then once an hour at most. */
@Injectable()
export class CorrectionAnnouncementTask {
  constructor(private readonly announcements: CorrectionAnnouncements) {}

  /** One portal that is open. */
  @Every(5 * MINUTE, { name: 'correction-announcement', perTenant: 'live' })
  async announce(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    return { announced: await this.announcements.announce(ctx, now) };
  }
}
