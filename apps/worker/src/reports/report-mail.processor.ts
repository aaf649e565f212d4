import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { REPORT_MAIL, reportedPlaceLine, ReportQueue, reportMails } from '@halles/domain/reports';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

/** Tells the owner of a page by mail that a reader reports an error on it. */
@HandlesJob(REPORT_MAIL)
export class ReportMailProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly queue: ReportQueue,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const mail = await this.queue.mailOf(job.ctx, job.ref);
    // Decided meanwhile, or the page has no owner any more: the agents have it.
    if (!mail) return;
    const { report, listing, owner } = mail;
    const { tenant } = job.ctx;
    const { locale } = owner;
    await this.deliveries.deliver(job, {
      mail: reportMails.received,
      locale,
      to: recipientOf(owner),
      model: {
        name: owner.name,
        listing: listing.name,
        place: placeOf(listing),
        kind: report.kind,
        message: report.message,
        movedTo: report.movedTo && reportedPlaceLine(report.movedTo),
        post: report.reportedPost?.title ?? null,
        reportsUrl: new PortalLinks(this.config, tenant).to('reports', locale, {
          listing: listing.id,
        }),
      },
    });
  }
}
