import { ReportQueue, REPORT_NOTIFY } from '@halles/domain/reports';
import { systemClock } from '@halles/kernel';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Brings a reader's report to who keeps the listing, or to the agents. */
@Injectable()
export class ReportNotifyProcessor implements JobHandler {
  readonly kind = REPORT_NOTIFY;

  constructor(private readonly queue: ReportQueue) {}

  async run(job: Job): Promise<void> {
    await this.queue.tell(job.ctx, job.ref, systemClock.now());
  }
}
