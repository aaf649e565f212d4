import { DeliveryService } from '@halles/domain/deliveries';
import { REPORT_REOPENED, ReportService, reportMails } from '@halles/domain/reports';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { reportMailModel } from './report-mail-model';

/** Tells who reported an error that the decision which they were told of was taken back. */
@HandlesJob(REPORT_REOPENED)
export class ReportReopenedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly reports: ReportService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const reopening = await this.reports.reopeningOf(job.ctx, job.ref);
    // Decided anew: the next answer is on its way.
    if (!reopening) return;
    const { email, locale, restored } = reopening;
    const { answered, reopened } = reportMails;
    const mails = { ref: job.ref, recipient: email, corrected: answered.name, correction: reopened.name };
    if (!(await this.deliveries.mustCorrect(job.ctx, mails))) return;
    await this.deliveries.deliver(job, {
      mail: reopened,
      locale,
      to: { name: '', address: email, isProven: true },
      model: { ...reportMailModel(this.config, job.ctx, reopening), restored },
    });
  }
}
