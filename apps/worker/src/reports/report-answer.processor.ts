import { DeliveryService } from '@halles/domain/deliveries';
import { REPORT_ANSWER, ReportService, reportMails } from '@halles/domain/reports';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

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
    if (!answer) return;
    const { email, locale, kind, outcome, by, changed, name, listing } = answer;
    await this.deliveries.deliver(job, {
      mail: reportMails.answered,
      locale,
      to: { name: '', address: email, isProven: true },
      model: {
        listing: name,
        place: listing === null ? '' : placeOf(listing),
        kind,
        outcome,
        by,
        changed,
        listingUrl:
          listing === null ? null : new PortalLinks(this.config, job.ctx.tenant).toListing(locale, listing),
      },
    });
  }
}
