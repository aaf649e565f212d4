import { ReportQueue } from '@halles/domain/freshness';
import { LISTING_REPORT_TELL } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Brings a reader's report to who keeps the listing, or to the agents. */
@Injectable()
export class ListingReportTellProcessor implements JobHandler {
  readonly kind = LISTING_REPORT_TELL;

  constructor(private readonly queue: ReportQueue) {}

  async run(job: Job): Promise<void> {
    await this.queue.tell(job.ctx, job.ref, systemClock.now());
  }
}
