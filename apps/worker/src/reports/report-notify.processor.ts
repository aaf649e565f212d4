import { ReportQueue, REPORT_NOTIFY } from '@halles/domain/reports';
import { Clock } from '@halles/kernel';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Passes a reader's report on to the owner of the listing, or to the agents. */
@HandlesJob(REPORT_NOTIFY)
export class ReportNotifyProcessor implements JobHandler {
  constructor(
    private readonly queue: ReportQueue,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    await this.queue.notifyOwner(job.ctx, job.ref, this.clock.now());
  }
}
