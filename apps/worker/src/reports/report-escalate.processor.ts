import { DeliveryService } from '@halles/domain/deliveries';
import { REPORT_ESCALATE, REPORT_PATIENCE, ReportQueue, reportMails } from '@halles/domain/reports';
import { DAY } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

/** Mails the town hall about a report that the business did not answer. */
@HandlesJob(REPORT_ESCALATE)
export class ReportEscalateProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly queue: ReportQueue,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const waiting = await this.queue.waiting(job.ctx, job.ref);
    if (!waiting) return;
    const { report, listing } = waiting;
    const { defaultLocale: locale, contact } = tenant.settings;
    const links = new PortalLinks(this.config, tenant);
    await this.deliveries.deliver(job, {
      mail: reportMails.escalated,
      locale,
      to: { name: contact.name, address: contact.email, isProven: true },
      model: {
        listing: listing.name,
        place: placeOf(listing),
        kind: report.kind,
        message: report.message,
        days: REPORT_PATIENCE / DAY,
        listingUrl: links.toListing(locale, listing),
      },
    });
  }
}
