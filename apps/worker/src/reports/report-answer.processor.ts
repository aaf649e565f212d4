import { DeliveryService } from '@halles/domain/deliveries';
import { REPORT_ANSWER, ReportService, reportMails } from '@halles/domain/reports';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { reportMailModel } from './report-mail-model';

/** Tells who reported an error, and proved their address, what became of it. */
@HandlesJob(REPORT_ANSWER)
export class ReportAnswerProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly reports: ReportService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const answer = await this.reports.answerOf(job.ctx, job.ref);
    // The decision was taken back.
    if (!answer) return this.deliveries.withhold(job);
    const { email, locale, outcome, by, changed, mergedName, decidedAt } = answer;
    const subject = reportMailModel(this.config, job.ctx, answer);
    // Its writer knows the page that they reported, and not the one that it was merged into.
    const named =
      mergedName === null
        ? { ...subject, mergedInto: null }
        : {
            ...subject,
            listing: mergedName,
            place: '',
            mergedInto: [subject.listing, subject.place].filter(Boolean).join(', '),
          };
    const mail = {
      mail: reportMails.answered,
      locale,
      to: { name: '', address: email, isProven: true },
      model: { ...named, outcome, by, changed },
    };
    await this.deliveries.deliverWhile(job, mail, async () => {
      const again = await this.reports.answerOf(job.ctx, job.ref);
      // Decided anew, it has a mail of its own.
      return again?.decidedAt.getTime() === decidedAt.getTime();
    });
  }
}
