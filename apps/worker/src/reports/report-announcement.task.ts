import { ReportAnnouncements } from '@halles/domain/reports';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has the town mailed about new reports: within minutes of the first, then once an hour at most. */
@Injectable()
export class ReportAnnouncementTask {
  constructor(private readonly announcements: ReportAnnouncements) {}

  /** One portal that is open. */
  @Every(5 * MINUTE, { name: 'report-announcement', perTenant: 'live' })
  async announce(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    return { announced: await this.announcements.announce(ctx, now) };
  }
}
